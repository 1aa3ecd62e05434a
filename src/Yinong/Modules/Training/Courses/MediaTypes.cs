using System.Buffers.Binary;

namespace Yinong.Modules.Training.Courses;

/// <summary>What a file of sound or film was found to be.</summary>
public sealed record MediaType(LessonFileKind Kind, string ContentType, string Ending);

/// <summary>
/// Tells sound and film by their bytes: MP3, OGG (Vorbis, Opus), M4A, MP4, WebM. Names and what the browser says do not count. Every offset comes from
/// outside and is checked; what is cut off or of another kind is none.
/// </summary>
public static class MediaTypes
{
    public const string Jpeg = "image/jpeg";

    static readonly MediaType Mp3 = new(LessonFileKind.Audio, "audio/mpeg", "mp3"), Ogg = new(LessonFileKind.Audio, "audio/ogg", "ogg"), M4a = new(LessonFileKind.Audio, "audio/mp4", "m4a"),
        Mp4 = new(LessonFileKind.Video, "video/mp4", "mp4"), Webm = new(LessonFileKind.Video, "video/webm", "webm");

    static readonly MediaType[] All = [Mp3, Ogg, M4a, Mp4, Webm];

    static readonly int[] Rates = [44100, 48000, 32000], Bits1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320], Bits2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

    static ReadOnlySpan<byte> WebmMark => [0x42, 0x82, 0x84, (byte)'w', (byte)'e', (byte)'b', (byte)'m'];

    public static string EndingOf(string contentType) => contentType == Jpeg ? "jpg" : All.First(t => t.ContentType == contentType).Ending;

    /// <summary>What the file is; null: none of the five. The stream can be moved about in and is left anywhere.</summary>
    public static MediaType? Find(Stream file)
    {
        var head = Read(file, 0, 64);
        if (head.Length < 32) return null;
        if (head.AsSpan(4, 4).SequenceEqual("ftyp"u8)) return IsWholeMp4(file) ? Brand(head) : null;
        if (BinaryPrimitives.ReadUInt32BigEndian(head) == 0x1A45DFA3) return IsWebm(head) ? Webm : null;
        if (head.AsSpan().StartsWith("OggS"u8)) return IsOgg(head) ? Ogg : null;
        return IsMp3(file, head) ? Mp3 : null;
    }

    static MediaType? Brand(ReadOnlySpan<byte> head)
    {
        var brand = head.Slice(8, 4);
        if (brand.SequenceEqual("M4A "u8) || brand.SequenceEqual("M4B "u8)) return M4a;
        return brand.SequenceEqual("isom"u8) || brand.SequenceEqual("iso2"u8) || brand.SequenceEqual("iso4"u8) || brand.SequenceEqual("iso5"u8) || brand.SequenceEqual("iso6"u8)
            || brand.SequenceEqual("mp41"u8) || brand.SequenceEqual("mp42"u8) || brand.SequenceEqual("avc1"u8) || brand.SequenceEqual("dash"u8) || brand.SequenceEqual("M4V "u8) ? Mp4 : null;
    }

    // Boxes follow each other to the very end, and one of them describes the tracks.
    static bool IsWholeMp4(Stream file)
    {
        var (at, described, boxes) = (0L, false, 0);
        while (at < file.Length)
        {
            var box = Read(file, at, 16);
            if (box.Length < 8 || ++boxes > 100_000) return false;
            long size = BinaryPrimitives.ReadUInt32BigEndian(box);
            described |= box.AsSpan(4, 4).SequenceEqual("moov"u8);
            if (size == 1) size = box.Length == 16 ? (long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(box.AsSpan(8)), long.MaxValue) : 0;
            else if (size == 0) size = file.Length - at;
            if (size < 8 || size > file.Length - at) return false;
            at += size;
        }
        return described;
    }

    static bool IsWebm(ReadOnlySpan<byte> head) => head.IndexOf(WebmMark) >= 0;

    // The first page says which codec: sound only.
    static bool IsOgg(ReadOnlySpan<byte> head) => head[4] == 0 && (head[5] & 2) != 0 && head[26] is > 0 and < 10 && head[(27 + head[26])..] is var body
        && (body.StartsWith("OpusHead"u8) || (body.Length > 7 && body[0] == 1 && body.Slice(1, 6).SequenceEqual("vorbis"u8)));

    // A tag may stand before; then two frames, the second exactly where the first says.
    static bool IsMp3(Stream file, ReadOnlySpan<byte> head)
    {
        var at = 0L;
        if (head.StartsWith("ID3"u8))
        {
            if (head.Slice(6, 4).ContainsAnyInRange((byte)0x80, (byte)0xFF)) return false;
            at = 10 + (head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]);
        }
        var first = FrameLength(Read(file, at, 4));
        return first > 0 && FrameLength(Read(file, at + first, 4)) > 0;
    }

    static int FrameLength(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4 || head[0] != 0xFF || (head[1] & 0xE6) != 0xE2) return 0; // layer III
        var (version, bits, rate) = (head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3);
        if (version == 1 || bits is 0 or 15 || rate == 3) return 0;
        var hertz = Rates[rate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        return (version == 3 ? 144_000 * Bits1[bits] : 72_000 * Bits2[bits]) / hertz + (head[2] >> 1 & 1);
    }

    static byte[] Read(Stream file, long at, int count)
    {
        if (at < 0 || at >= file.Length) return [];
        file.Position = at;
        var bytes = new byte[Math.Min(count, file.Length - at)];
        file.ReadExactly(bytes);
        return bytes;
    }
}
