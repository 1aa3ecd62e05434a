using System.Buffers.Binary;
using SkiaSharp;

namespace Yinong.Tests.Stations.Photos;

/// <summary>Pictures with as much in them as a room has, seeded, and what happens to pictures on their way.</summary>
public static class GivenPhotos
{
    /// <summary>A wall in changing light with shelves, posters, a door: different for each seed.</summary>
    public static SKBitmap Scene(int seed, int width = 1280, int height = 960)
    {
        var random = new Random(seed);
        var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        using var wall = new SKPaint
        {
            Shader = SKShader.CreateLinearGradient(new(random.Next(width), 0), new(random.Next(width), height), [Colour(random), Colour(random)], SKShaderTileMode.Clamp),
        };
        canvas.DrawRect(0, 0, width, height, wall);
        for (var i = 0; i < 40; i++)
        {
            using var paint = new SKPaint { Color = Colour(random), IsAntialias = true };
            var (w, h) = (random.Next(width / 24, width / 3), random.Next(height / 24, height / 3));
            var at = new SKRect(random.Next(-w / 2, width), random.Next(-h / 2, height), 0, 0);
            (at.Right, at.Bottom) = (at.Left + w, at.Top + h);
            if (i % 3 == 0) canvas.DrawOval(at, paint);
            else canvas.DrawRect(at, paint);
        }
        return bitmap;
    }

    public static SKBitmap Empty(string what, int width = 1280, int height = 960)
    {
        var random = new Random(1);
        var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(what == "white" ? new SKColor(240, 240, 240) : new SKColor(6, 6, 6));
        if (what == "sky")
        {
            using var paint = new SKPaint { Shader = SKShader.CreateLinearGradient(new(0, 0), new(0, height), [new SKColor(150, 190, 240), new SKColor(190, 215, 245)], SKShaderTileMode.Clamp) };
            canvas.DrawRect(0, 0, width, height, paint);
        }
        // The noise of a sensor.
        for (var i = 0; i < 20_000; i++)
        {
            var (x, y) = (random.Next(width), random.Next(height));
            var (pixel, by) = (bitmap.GetPixel(x, y), random.Next(-6, 7));
            bitmap.SetPixel(x, y, new((byte)Math.Clamp(pixel.Red + by, 0, 255), (byte)Math.Clamp(pixel.Green + by, 0, 255), (byte)Math.Clamp(pixel.Blue + by, 0, 255)));
        }
        return bitmap;
    }

    public static byte[] Jpeg(SKBitmap bitmap, int quality = 90) => Encode(bitmap, SKEncodedImageFormat.Jpeg, quality);

    public static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format, int quality)
    {
        using var data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    public static SKBitmap Mirror(SKBitmap from) => Draw(from, from.Width, from.Height, matrix: new SKMatrix(-1, 0, from.Width, 0, 1, 0, 0, 0, 1));

    public static SKBitmap Cut(SKBitmap from, float share)
    {
        var (w, h) = ((int)(from.Width * (1 - share)), (int)(from.Height * (1 - share)));
        return Draw(from, w, h, new SKRect(from.Width * share / 2, from.Height * share / 2, from.Width * (1 - share / 2), from.Height * (1 - share / 2)));
    }

    public static SKBitmap Light(SKBitmap from, float times, float plus) => Draw(from, from.Width, from.Height, colours: [times, 0, 0, 0, plus, 0, times, 0, 0, plus, 0, 0, times, 0, plus, 0, 0, 0, 1, 0]);

    public static SKBitmap Grey(SKBitmap from) => Draw(from, from.Width, from.Height, colours: [.3f, .59f, .11f, 0, 0, .3f, .59f, .11f, 0, 0, .3f, .59f, .11f, 0, 0, 0, 0, 0, 1, 0]);

    /// <summary>With the line of time and place that phones write into a corner.</summary>
    public static SKBitmap Marked(SKBitmap from)
    {
        var marked = Draw(from, from.Width, from.Height);
        using var canvas = new SKCanvas(marked);
        using var paint = new SKPaint { Color = SKColors.White };
        for (var i = 0; i < 24; i++) canvas.DrawRect(40 + i * 14, from.Height - 50, 9, 20, paint);
        return marked;
    }

    /// <summary>As a phone held upright writes it: the picture lies on its side, and EXIF says so.</summary>
    public static byte[] OnItsSide(SKBitmap upright) => WithExif(Jpeg(Draw(upright, upright.Height, upright.Width, matrix: new SKMatrix(0, 1, 0, -1, 0, upright.Width, 0, 0, 1))), 6, null, null);

    /// <summary>A JPEG with the camera's data: how it was held, when (China's time) and where (degrees).</summary>
    public static byte[] WithExif(byte[] jpeg, int origin, DateTime? local, (double Latitude, double Longitude)? at)
    {
        byte[] exif = [.. "Exif\0\0"u8, .. Tiff(origin, local, at)];
        var segment = new byte[4];
        (segment[0], segment[1]) = (0xFF, 0xE1);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(exif.Length + 2));
        return [.. jpeg[..2], .. segment, .. exif, .. jpeg[2..]];
    }

    /// <summary>A photo taken then and there.</summary>
    public static byte[] Taken(int seed, DateTime? local, (double, double)? at)
    {
        using var scene = Scene(seed, 640, 480);
        return WithExif(Jpeg(scene), 1, local, at);
    }

    public static SKBitmap Draw(SKBitmap from, int width, int height, SKRect? part = null, SKMatrix? matrix = null, float[]? colours = null)
    {
        var to = new SKBitmap(width, height);
        using var canvas = new SKCanvas(to);
        using var image = SKImage.FromBitmap(from);
        using var paint = new SKPaint { ColorFilter = colours is null ? null : SKColorFilter.CreateColorMatrix(colours) };
        if (matrix is { } turned)
        {
            canvas.SetMatrix(turned);
            canvas.DrawImage(image, 0, 0, paint);
        }
        else canvas.DrawImage(image, part ?? new SKRect(0, 0, from.Width, from.Height), new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), paint);
        return to;
    }

    static SKColor Colour(Random random) => new((byte)random.Next(20, 240), (byte)random.Next(20, 240), (byte)random.Next(20, 240));

    static byte[] Tiff(int origin, DateTime? local, (double Latitude, double Longitude)? at)
    {
        var tiff = new byte[256];
        void Entry(int place, int tag, int type, int count, int value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(place), (ushort)tag);
            BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(place + 2), (ushort)type);
            BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(place + 4), count);
            BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(place + 8), value);
        }
        void Degrees(int place, double degrees)
        {
            foreach (var (i, value) in new[] { (int)(degrees * 1_000_000), 1_000_000, 0, 1, 0, 1 }.Index()) BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(place + i * 4), value);
        }
        "II*\0"u8.CopyTo(tiff);
        BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(4), 8);
        tiff[8] = 3;
        Entry(10, 0x0112, 3, 1, origin);
        Entry(22, 0x8769, 4, 1, local is null ? 0 : 50);
        Entry(34, 0x8825, 4, 1, at is null ? 0 : 68);
        if (local is { } time)
        {
            tiff[50] = 1;
            Entry(52, 0x9003, 2, 20, 122);
            System.Text.Encoding.ASCII.GetBytes($"{time:yyyy:MM:dd HH:mm:ss}\0").CopyTo(tiff, 122);
        }
        if (at is not { } place) return tiff;
        tiff[68] = 4;
        Entry(70, 1, 2, 2, 'N');
        Entry(82, 2, 5, 3, 144);
        Entry(94, 3, 2, 2, 'E');
        Entry(106, 4, 5, 3, 168);
        Degrees(144, place.Latitude);
        Degrees(168, place.Longitude);
        return tiff;
    }
}
