using Microsoft.Extensions.Logging;

namespace Yinong.Platform.Files;

/// <summary>Files in a folder of this machine, or of one that all nodes share.</summary>
/// <param name="folder">Where; made when first written to.</param>
/// <param name="log">Where trouble is told.</param>
public sealed class DiskStore(string folder, ILogger<ContentStore> log) : ContentStore(log)
{
    protected override Task<bool> IsThereAsync(string name, CancellationToken cancel) => Task.FromResult(File.Exists(PathOf(name)));

    protected override async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Under a name of its own first, so that nobody ever reads half a file.
        var unfinished = $"{path}.{Guid.CreateVersion7():N}";
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
            {
                await file.WriteAsync(content, cancel);
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    protected override string Spool => folder;

    protected override Task TakeInAsync(string name, string file, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.Move(file, PathOf(name), overwrite: true);
        return Task.CompletedTask;
    }

    protected override Task<Stream?> ReadAsync(string name, CancellationToken cancel) =>
        Task.FromResult<Stream?>(File.Exists(PathOf(name)) ? new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous) : null);

    protected override Task DeleteAsync(string name, CancellationToken cancel)
    {
        if (File.Exists(PathOf(name))) File.Delete(PathOf(name));
        return Task.CompletedTask;
    }

    protected override bool IsAway(Exception problem) => problem is IOException or UnauthorizedAccessException;

    string PathOf(string name) => Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));
}
