using System.Text.RegularExpressions;
using Yinong.Web;

namespace Yinong.Modules.Divisions.Import;

/// <summary>
/// Keeps uploaded lists under <c>YINONG_DATA</c> between the review and the decision, and the newest review in memory, so that looking at it page by page
/// does not read the file again. Files older than a week are dropped. Singleton.
/// </summary>
public sealed partial class ReviewShelf(YinongSettings settings, TimeProvider time)
{
    static readonly TimeSpan Keep = TimeSpan.FromDays(7);

    volatile Tuple<string, DivisionReview>? _newest;

    string Folder => Path.Combine(settings.DataFolder, "uploads", "divisions");

    /// <summary>Stores an upload; the answer names it.</summary>
    public async Task<string> AddAsync(Stream content, string fileName, CancellationToken cancel)
    {
        Directory.CreateDirectory(Folder);
        foreach (var old in Directory.EnumerateFiles(Folder))
            if (File.GetLastWriteTimeUtc(old) < time.GetUtcNow().UtcDateTime - Keep) File.Delete(old);
        // The name goes with the file, because its ending says how it is packed.
        var id = $"{Guid.CreateVersion7():N}";
        await using var file = File.Create(Path.Combine(Folder, $"{id}_{Unsafe().Replace(Path.GetFileName(fileName), "_")}"));
        await content.CopyToAsync(file, cancel);
        return id;
    }

    /// <summary>The review of an upload, made when needed or when another list has been installed since; null when there is no such upload.</summary>
    public async Task<DivisionReview?> FindAsync(string id, DivisionImport import, string revision, CancellationToken cancel)
    {
        if (_newest is { } newest && newest.Item1 == id && newest.Item2.Installed.Revision == revision) return newest.Item2;
        if (!Id().IsMatch(id) || !Directory.Exists(Folder) || Directory.EnumerateFiles(Folder, $"{id}_*").FirstOrDefault() is not { } path) return null;
        await using var file = File.OpenRead(path);
        var review = await import.ReviewAsync(file, Path.GetFileName(path)[(id.Length + 1)..], null, cancel);
        _newest = new(id, review);
        return review;
    }

    /// <summary>Removes an upload that was applied or thrown away.</summary>
    public void Remove(string id)
    {
        _newest = null;
        if (!Id().IsMatch(id) || !Directory.Exists(Folder)) return;
        foreach (var file in Directory.EnumerateFiles(Folder, $"{id}_*")) File.Delete(file);
    }

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex Id();

    [GeneratedRegex(@"[^\w.\-（）\u4e00-\u9fff]+")]
    private static partial Regex Unsafe();
}
