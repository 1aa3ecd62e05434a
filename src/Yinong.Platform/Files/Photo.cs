using SkiaSharp;

namespace Yinong.Platform.Files;

/// <summary>A photo that was really looked at: what it is, when and where it was taken, and what is shown of it.</summary>
/// <param name="ContentType">Of the file as it came.</param>
/// <param name="Width">As people see it, turned upright.</param>
/// <param name="Height">As people see it, turned upright.</param>
/// <param name="Take">From its own data.</param>
/// <param name="View">The picture made anew as JPEG: upright, at most <see cref="ViewSide"/> pixels a side, without any data of the camera.</param>
/// <param name="Thumbnail">The same, small.</param>
/// <param name="Look">What it looks like, upright.</param>
public sealed record Photo(string ContentType, int Width, int Height, PhotoTake Take, byte[] View, byte[] Thumbnail, PictureHash Look)
{
    public const int ViewSide = 1600;
    public const int ThumbnailSide = 360;

    /// <summary>What every picture is served as.</summary>
    public const string ServedType = "image/jpeg";

    const int Quality = 82;

    /// <summary>Decoded photos are large; two at a time are enough for the machine.</summary>
    static readonly SemaphoreSlim Room = new(2, 2);

    const string NotTaken = "image/heic";

    static ReadOnlySpan<byte> PngMark => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads a photo from first to last byte; throws the problem when it is none, too large, or does not decode.</summary>
    public static async Task<Photo> ReadAsync(byte[] content, string name, long mostPixels, CancellationToken cancel = default)
    {
        var type = TypeOf(content, name);
        await Room.WaitAsync(cancel);
        try
        {
            return Decode(content, name, type, mostPixels);
        }
        finally
        {
            Room.Release();
        }
    }

    /// <summary>A picture that is known to be one, smaller: for poor lines, where sharpness costs more than it is worth.</summary>
    public static byte[] Smaller(byte[] picture, int side, int quality)
    {
        using var image = SKImage.FromEncodedData(picture);
        using var smaller = Draw(image, SKEncodedOrigin.TopLeft, side);
        return Encode(smaller, quality);
    }

    /// <summary>Whether it begins as a picture does, also one of a kind that is not taken.</summary>
    public static bool Begins(ReadOnlySpan<byte> content) => Sniff(content) is not null;

    static string TypeOf(ReadOnlySpan<byte> content, string name) => Sniff(content) switch
    {
        null => throw FileProblems.NotAPhoto(name),
        NotTaken => throw FileProblems.Heic(name),
        { } type => type,
    };

    // The first bytes decide, not the name and not what the browser says.
    static string? Sniff(ReadOnlySpan<byte> content)
    {
        if (content.Length > 3 && content[0] == 0xFF && content[1] == 0xD8 && content[2] == 0xFF) return "image/jpeg";
        if (content.StartsWith(PngMark)) return "image/png";
        if (content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..12].SequenceEqual("WEBP"u8)) return "image/webp";
        return content.Length > 12 && content[4..8].SequenceEqual("ftyp"u8) && IsHeic(content[8..12]) ? NotTaken : null;
    }

    static bool IsHeic(ReadOnlySpan<byte> brand) => brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8);

    static Photo Decode(byte[] content, string name, string type, long mostPixels)
    {
        using var data = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(data) ?? throw FileProblems.Broken(name);
        if (codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp)) throw FileProblems.NotAPhoto(name);
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > mostPixels) throw FileProblems.TooManyPixels(name, width, height, mostPixels);
        // Large JPEGs are decoded smaller from the start, which saves most of the memory.
        var wanted = codec.GetScaledDimensions(Math.Min(1f, (float)ViewSide / Math.Max(width, height)));
        using var bitmap = new SKBitmap(new SKImageInfo(Math.Max(wanted.Width, 1), Math.Max(wanted.Height, 1), SKImageInfo.PlatformColorType, SKAlphaType.Premul));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) != SKCodecResult.Success) throw FileProblems.Broken(name);
        var turned = (int)codec.EncodedOrigin >= 5;
        using var image = SKImage.FromBitmap(bitmap);
        using var small = Draw(image, codec.EncodedOrigin, ThumbnailSide);
        using var view = Draw(image, codec.EncodedOrigin, ViewSide);
        return new(type, turned ? height : width, turned ? width : height, PhotoData.Read(content), Encode(view), Encode(small), LookOf(small));
    }

    static PictureHash LookOf(SKBitmap small)
    {
        var (pixels, width) = (small.Pixels, small.Width);
        return PictureHash.Of(width, small.Height, (x, y) => pixels[y * width + x] is var pixel ? 0.299 * pixel.Red + 0.587 * pixel.Green + 0.114 * pixel.Blue : 0);
    }

    static byte[] Encode(SKBitmap picture, int quality = Quality)
    {
        using var encoded = picture.Encode(SKEncodedImageFormat.Jpeg, quality);
        return encoded.ToArray();
    }

    static SKBitmap Draw(SKImage image, SKEncodedOrigin origin, int side)
    {
        var scale = Math.Min(1f, (float)side / Math.Max(image.Width, image.Height));
        var (w, h) = (Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale)));
        var turned = (int)origin >= 5;
        var target = new SKBitmap(new SKImageInfo(turned ? h : w, turned ? w : h, SKImageInfo.PlatformColorType, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(target);
        canvas.Clear(SKColors.White);
        canvas.SetMatrix(Upright(origin, w, h));
        canvas.DrawImage(image, new SKRect(0, 0, w, h), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return target;
    }

    // How the camera was held, as EXIF numbers it.
    static SKMatrix Upright(SKEncodedOrigin origin, float w, float h) => origin switch
    {
        SKEncodedOrigin.TopRight => Matrix(-1, 0, w, 0, 1, 0),
        SKEncodedOrigin.BottomRight => Matrix(-1, 0, w, 0, -1, h),
        SKEncodedOrigin.BottomLeft => Matrix(1, 0, 0, 0, -1, h),
        SKEncodedOrigin.LeftTop => Matrix(0, 1, 0, 1, 0, 0),
        SKEncodedOrigin.RightTop => Matrix(0, -1, h, 1, 0, 0),
        SKEncodedOrigin.RightBottom => Matrix(0, -1, h, -1, 0, w),
        SKEncodedOrigin.LeftBottom => Matrix(0, 1, 0, -1, 0, w),
        _ => SKMatrix.Identity,
    };

    static SKMatrix Matrix(float scaleX, float skewX, float right, float skewY, float scaleY, float down) => new(scaleX, skewX, right, skewY, scaleY, down, 0, 0, 1);
}
