using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Yinong.Platform.Files;

/// <summary>When and where a photo says it was taken; null where it does not say.</summary>
/// <param name="TakenAt">UTC; a time without its zone is taken for China's.</param>
/// <param name="LatitudeMicro">Millionths of a degree.</param>
/// <param name="LongitudeMicro">Millionths of a degree.</param>
public sealed record PhotoTake(DateTime? TakenAt, int? LatitudeMicro, int? LongitudeMicro)
{
    public static readonly PhotoTake Unknown = new(null, null, null);
}

/// <summary>
/// Reads time and place from the EXIF data of a JPEG, PNG or WebP file. The data comes from outside: every offset is checked, and what does not fit is
/// as good as not there.
/// </summary>
public static class PhotoData
{
    const int ExifPointer = 0x8769, GpsPointer = 0x8825, TakenAt = 0x9003, Zone = 0x9011;

    public static PhotoTake Read(ReadOnlySpan<byte> file)
    {
        var tiff = Find(file);
        if (tiff.Length < 8) return PhotoTake.Unknown;
        var big = tiff.StartsWith("MM"u8);
        if (!big && !tiff.StartsWith("II"u8)) return PhotoTake.Unknown;
        var block = new Tiff(tiff, big);
        var first = block.Long(4);
        var exif = block.Pointer(first, ExifPointer);
        var gps = block.Pointer(first, GpsPointer);
        var (latitude, longitude) = (Degrees(block, gps, 1, 90), Degrees(block, gps, 3, 180));
        // One without the other is no place.
        return new(TimeOf(block.Text(exif, TakenAt), block.Text(exif, Zone)), longitude is null ? null : latitude, latitude is null ? null : longitude);
    }

    static DateTime? TimeOf(string? text, string? zone)
    {
        if (!DateTime.TryParseExact(text, "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || local.Year is < 1990 or > 2200) return null;
        var offset = TimeSpan.FromHours(8);
        if (zone is { Length: 6 } && TimeSpan.TryParseExact(zone[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var said) && said.TotalHours <= 14) offset = zone[0] == '-' ? -said : said;
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }

    // The tag before holds N or S, E or W.
    static int? Degrees(Tiff block, int gps, int tag, int most)
    {
        if (block.Text(gps, tag) is not { Length: > 0 } side || block.Rationals(gps, tag + 1) is not [var degrees, var minutes, var seconds]) return null;
        var value = degrees + minutes / 60 + seconds / 3600;
        if (double.IsNaN(value) || value < 0 || value > most) return null;
        return (int)Math.Round(value * 1e6) * (side[0] is 'S' or 'W' ? -1 : 1);
    }

    static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> file)
    {
        if (file.Length > 4 && file[0] == 0xFF && file[1] == 0xD8) return InJpeg(file);
        if (file.Length > 12 && file[0] == 0x89) return InPng(file);
        return file.StartsWith("RIFF"u8) ? InWebp(file) : default;
    }

    static ReadOnlySpan<byte> InJpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 4 <= file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (marker == 0xDA || length < 2 || at + 2 + length > file.Length) return default;
            var body = file.Slice(at + 4, length - 2);
            if (marker == 0xE1 && body.StartsWith("Exif\0\0"u8)) return body[6..];
            at += 2 + length;
        }
        return default;
    }

    static ReadOnlySpan<byte> InPng(ReadOnlySpan<byte> file)
    {
        for (var at = 8; at + 8 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 8) return default;
            if (file.Slice(at + 4, 4).SequenceEqual("eXIf"u8)) return file.Slice(at + 8, (int)length);
            at += 12 + (int)length;
        }
        return default;
    }

    static ReadOnlySpan<byte> InWebp(ReadOnlySpan<byte> file)
    {
        for (var at = 12; at + 8 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            if (length > file.Length - at - 8) return default;
            if (file.Slice(at, 4).SequenceEqual("EXIF"u8)) return file.Slice(at + 8, (int)length) is var body && body.StartsWith("Exif\0\0"u8) ? body[6..] : body;
            at += 8 + (int)length + (int)(length & 1);
        }
        return default;
    }

    /// <summary>Directories of tags, in either order of bytes. Whatever lies outside is answered as nothing.</summary>
    readonly ref struct Tiff(ReadOnlySpan<byte> bytes, bool big)
    {
        readonly ReadOnlySpan<byte> _bytes = bytes;

        public int Long(int at) => at < 0 || at > _bytes.Length - 4 ? 0 : (int)Math.Min(big ? BinaryPrimitives.ReadUInt32BigEndian(_bytes[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(_bytes[at..]), int.MaxValue);

        int Short(int at) => at < 0 || at > _bytes.Length - 2 ? 0 : big ? BinaryPrimitives.ReadUInt16BigEndian(_bytes[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(_bytes[at..]);

        public int Pointer(int directory, int tag) => Entry(directory, tag) is > 0 and var at ? Long(at + 8) : 0;

        public string? Text(int directory, int tag)
        {
            if (Entry(directory, tag) is not (> 0 and var at) || Short(at + 2) != 2) return null;
            var count = Long(at + 4);
            var from = count <= 4 ? at + 8 : Long(at + 8);
            return count is <= 0 or > 64 || from < 0 || from > _bytes.Length - count ? null : Encoding.ASCII.GetString(_bytes.Slice(from, count)).TrimEnd('\0', ' ');
        }

        public double[]? Rationals(int directory, int tag)
        {
            if (Entry(directory, tag) is not (> 0 and var at) || Short(at + 2) != 5 || Long(at + 4) != 3) return null;
            var from = Long(at + 8);
            if (from <= 0 || from > _bytes.Length - 24) return null;
            var values = new double[3];
            for (var i = 0; i < 3; i++) values[i] = Long(from + i * 8) / (double)Long(from + i * 8 + 4);
            return values;
        }

        int Entry(int directory, int tag)
        {
            if (directory <= 0 || directory > _bytes.Length - 2) return 0;
            var count = Short(directory);
            for (var i = 0; i < count; i++)
            {
                var at = directory + 2 + i * 12;
                if (at > _bytes.Length - 12) return 0;
                if (Short(at) == tag) return at;
            }
            return 0;
        }
    }
}
