using System.IO.Compression;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Divisions.Import;

/// <summary>Gets the text out of a file: plain, gzip (by its mark) or brotli (by its name), and refuses what is no text.</summary>
static class FileBytes
{
    const int Most = 256 * 1024 * 1024;

    /// <summary>The bytes of the text without a byte-order mark. Throws a <see cref="Problem"/> of <see cref="FileProblems"/>.</summary>
    public static async Task<byte[]> ReadAsync(Stream stream, string fileName, CancellationToken cancel)
    {
        var raw = await AllAsync(stream, cancel);
        if (raw.Length == 0) throw FileProblems.Empty();
        var text = raw is [0x1F, 0x8B, ..] ? await UnpackAsync(source => new GZipStream(source, CompressionMode.Decompress), raw, cancel)
            : fileName.EndsWith(".br", StringComparison.OrdinalIgnoreCase) ? await UnpackAsync(source => new BrotliStream(source, CompressionMode.Decompress), raw, cancel)
            : raw;
        // ZIP (xlsx, ods), and the older container of xls and doc.
        if (text is [0x50, 0x4B, 0x03, 0x04, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..]) throw FileProblems.Workbook();
        if (text is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) throw FileProblems.Utf16();
        if (text is [0xEF, 0xBB, 0xBF, ..]) text = text[3..];
        return text.Length == 0 ? throw FileProblems.Empty() : text;
    }

    static async Task<byte[]> UnpackAsync(Func<Stream, Stream> unpacker, byte[] raw, CancellationToken cancel)
    {
        try
        {
            await using var stream = unpacker(new MemoryStream(raw));
            var text = await AllAsync(stream, cancel);
            // The framework takes a gzip file that ends early for a short one; its last four bytes say how long it should be.
            if (stream is GZipStream && (raw.Length < 18 || BitConverter.ToUInt32(raw, raw.Length - 4) != (uint)text.Length)) throw FileProblems.Damaged();
            return text;
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or EndOfStreamException)
        {
            throw FileProblems.Damaged();
        }
    }

    static async Task<byte[]> AllAsync(Stream stream, CancellationToken cancel)
    {
        var all = new MemoryStream();
        var part = new byte[81920];
        while (await stream.ReadAsync(part, cancel) is > 0 and var read)
        {
            if (all.Length + read > Most) throw FileProblems.TooLarge();
            all.Write(part, 0, read);
        }
        return all.ToArray();
    }
}
