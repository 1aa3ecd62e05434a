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
