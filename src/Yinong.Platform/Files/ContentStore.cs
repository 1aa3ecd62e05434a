using System.Security.Cryptography;

namespace Yinong.Platform.Files;

/// <summary>
/// Files on disk under the name of their content: what has the same SHA-256 is kept once, and nothing is ever written over. What is made of a file
/// (a picture without its data, a thumbnail) stands beside it under the same hash and can be made again.
/// </summary>
/// <param name="folder">Where; made when first written to.</param>
public sealed class ContentStore(string folder)
{
    const int HashLength = 64;

    /// <summary>Keeps the bytes and answers their hash, in lower-case hex. On the disk before it returns.</summary>
    public string Save(ReadOnlySpan<byte> content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        Write(PathOf(hash, ""), content);
        return hash;
    }

    /// <summary>Keeps a file too large for memory; the caller has seen what it is and how long.</summary>
    public async Task<string> SaveAsync(Stream content, CancellationToken cancel = default)
    {
        Directory.CreateDirectory(folder);
        var unfinished = Path.Combine(folder, $"{Guid.CreateVersion7():N}.part");
        try
        {
            string hash;
            using (var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
            {
                var piece = new byte[64 * 1024];
                for (int read; (read = await content.ReadAsync(piece, cancel)) > 0;)
                {
                    sum.AppendData(piece.AsSpan(0, read));
                    await file.WriteAsync(piece.AsMemory(0, read), cancel);
                }
                file.Flush(flushToDisk: true);
                hash = Convert.ToHexStringLower(sum.GetHashAndReset());
            }
            var path = PathOf(hash, "");
            if (File.Exists(path)) return hash;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(unfinished, path, overwrite: true);
            return hash;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Keeps what was made of a file, beside it.</summary>
    public void SaveBeside(string hash, string what, ReadOnlySpan<byte> content) => Write(PathOf(hash, what), content);

    /// <summary>Opens a file (or what was made of it); null when it is not there.</summary>
    public Stream? Open(string hash, string what = "")
    {
        var path = PathOf(hash, what);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous) : null;
    }

    static void Write(string path, ReadOnlySpan<byte> content)
    {
        if (File.Exists(path)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Under a name of its own first, so that nobody ever reads half a file.
        var unfinished = $"{path}.{Guid.CreateVersion7():N}";
        using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: true);
    }

    // Two folders deep, so that none holds more than some thousands.
    string PathOf(string hash, string what)
    {
        if (hash.Length != HashLength || !hash.All(char.IsAsciiHexDigitLower)) throw new ArgumentException("Not a hash.", nameof(hash));
        return Path.Combine(folder, hash[..2], hash[2..4], what.Length == 0 ? hash : $"{hash}.{what}");
    }
}
