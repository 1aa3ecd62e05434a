using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Yinong.Platform.Files;

/// <summary>
/// Files under the name of their content: what has the same SHA-256 is kept once, and nothing is ever written over. What is made of a file (a picture
/// without its data, a thumbnail) stands beside it under the same hash and can be made again. On disk or in an S3-compatible store, by setting.
/// Every method throws <see cref="FileProblems.StoreAway"/> when the store does not answer; nothing is half written then.
/// </summary>
public abstract partial class ContentStore(ILogger log)
{
    const int HashLength = 64;

    /// <summary>The hash a file is kept under, in lower-case hex.</summary>
    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Keeps the bytes under their hash, with what was made of them beside; safely stored before it returns. The file itself comes last, so whoever finds it finds all.</summary>
    public Task SaveAsync(string hash, ReadOnlyMemory<byte> content, IEnumerable<(string What, ReadOnlyMemory<byte> Content)> beside, CancellationToken cancel = default) => GuardAsync(async () =>
    {
        if (await IsThereAsync(NameOf(hash, ""), cancel)) return true;
        foreach (var (what, made) in beside) await WriteAsync(NameOf(hash, what), made, cancel);
        await WriteAsync(NameOf(hash, ""), content, cancel);
        return true;
    });

    /// <summary>Keeps the bytes alone and answers their hash.</summary>
    public async Task<string> SaveAsync(ReadOnlyMemory<byte> content, CancellationToken cancel = default)
    {
        var hash = HashOf(content.Span);
        await SaveAsync(hash, content, [], cancel);
        return hash;
    }

    /// <summary>Keeps a file too large for memory, by way of a file of this machine; the caller has seen what it is and how long.</summary>
    public async Task<string> SaveAsync(Stream content, CancellationToken cancel = default)
    {
        var unfinished = Path.Combine(Directory.CreateDirectory(Spool).FullName, $"{Guid.CreateVersion7():N}.part");
        try
        {
            var hash = await SpoolAsync(content, unfinished, cancel);
            return await GuardAsync(async () =>
            {
                if (!await IsThereAsync(NameOf(hash, ""), cancel)) await TakeInAsync(NameOf(hash, ""), unfinished, cancel);
                return hash;
            });
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    static async Task<string> SpoolAsync(Stream content, string to, CancellationToken cancel)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(to, FileMode.CreateNew, FileAccess.Write);
        var piece = new byte[64 * 1024];
        for (int read; (read = await content.ReadAsync(piece, cancel)) > 0;)
        {
            sum.AppendData(piece.AsSpan(0, read));
            await file.WriteAsync(piece.AsMemory(0, read), cancel);
        }
        file.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }

    /// <summary>Opens a file (or what was made of it); null when it is not there.</summary>
    public Task<Stream?> OpenAsync(string hash, string what = "", CancellationToken cancel = default) => GuardAsync(() => ReadAsync(NameOf(hash, what), cancel));

    /// <summary>Takes a file away with what was made of it; nothing happens when it is not there.</summary>
    public Task RemoveAsync(string hash, IEnumerable<string> beside, CancellationToken cancel = default) => GuardAsync(async () =>
    {
        // The file itself first: a later SaveAsync of the same content then makes everything anew.
        await DeleteAsync(NameOf(hash, ""), cancel);
        foreach (var what in beside) await DeleteAsync(NameOf(hash, what), cancel);
        return true;
    });

    protected abstract Task<bool> IsThereAsync(string name, CancellationToken cancel);

    protected abstract Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancel);

    /// <summary>Where a large file is written on its way into the store.</summary>
    protected abstract string Spool { get; }

    /// <summary>Takes a file of this machine in whole; it may be moved away.</summary>
    protected abstract Task TakeInAsync(string name, string file, CancellationToken cancel);

    /// <summary>A stream that can be read from any place on, so that ranges of it can be served.</summary>
    protected abstract Task<Stream?> ReadAsync(string name, CancellationToken cancel);

    protected abstract Task DeleteAsync(string name, CancellationToken cancel);

    /// <summary>What it throws when the place where the files are is away, full or refuses us.</summary>
    protected abstract bool IsAway(Exception problem);

    async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (IsAway(e))
        {
            LogAway(log, e.Message);
            throw FileProblems.StoreAway(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The store of files does not answer: {Reason}")]
    static partial void LogAway(ILogger logger, string reason);

    // Two folders deep, so that none holds more than some thousands.
    static string NameOf(string hash, string what)
    {
        if (hash.Length != HashLength || !hash.All(char.IsAsciiHexDigitLower)) throw new ArgumentException("Not a hash.", nameof(hash));
        return $"{hash[..2]}/{hash[2..4]}/{hash}{(what.Length == 0 ? "" : ".")}{what}";
    }
}
