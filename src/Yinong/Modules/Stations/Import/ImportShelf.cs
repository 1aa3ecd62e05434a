using System.Security.Cryptography;
using Yinong.Web;

namespace Yinong.Modules.Stations.Import;

/// <summary>Keeps uploaded files under <c>YINONG_DATA</c> while they may be asked for again; older ones are dropped with the next upload. Singleton.</summary>
public sealed class ImportShelf(YinongSettings settings, TimeProvider time, ImportLimits limits)
{
    string Folder => Path.Combine(settings.DataFolder, "uploads", "stations");

    /// <summary>Stores a file under a name of our own; answers that name, the hash of the content and its length. Throws when it is too large.</summary>
    public async Task<(string StoredAs, string Hash, long Bytes)> AddAsync(Stream content, CancellationToken cancel)
    {
        Directory.CreateDirectory(Folder);
        Tidy();
        var name = $"{Guid.CreateVersion7():N}";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var total = 0L;
        try
        {
            await using var file = File.Create(Path.Combine(Folder, name));
            var buffer = new byte[64 * 1024];
            for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
            {
                if ((total += read) > limits.MaxBytes) throw ImportProblems.TooLarge(limits.MaxBytes);
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
        }
        catch
        {
            Remove(name);
            throw;
        }
        return (name, Convert.ToHexStringLower(hash.GetHashAndReset()), total);
    }

    /// <summary>Where a file is; throws when it is not kept any more.</summary>
    public string PathOf(string storedAs)
    {
        var path = Path.Combine(Folder, Path.GetFileName(storedAs));
        return File.Exists(path) ? path : throw ImportProblems.FileGone();
    }

    public void Remove(string storedAs) => File.Delete(Path.Combine(Folder, Path.GetFileName(storedAs)));

    /// <summary>A file for an answer that is being made; gone when it is closed.</summary>
    public FileStream Scratch()
    {
        Directory.CreateDirectory(Folder);
        return new(Path.Combine(Folder, $"{Guid.CreateVersion7():N}.tmp"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
    }

    void Tidy()
    {
        var before = time.GetUtcNow().UtcDateTime.AddDays(-limits.KeepDays);
        foreach (var old in Directory.EnumerateFiles(Folder))
            if (File.GetLastWriteTimeUtc(old) < before) File.Delete(old);
    }
}
