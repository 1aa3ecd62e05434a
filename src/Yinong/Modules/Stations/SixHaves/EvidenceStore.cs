using Yinong.Modules.Stations.Photos;
using Yinong.Platform.Files;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Stations.SixHaves;

/// <summary>A file that was looked at from first to last byte and is not kept yet.</summary>
/// <param name="Row">What is known of it; not yet anybody's.</param>
/// <param name="Content">As it came.</param>
/// <param name="Photo">What was made of it; null: a document.</param>
public sealed record TakenFile(Evidence Row, byte[] Content, Photo? Photo);

/// <summary>Takes a file in: looks at what it really is, keeps it as it came, and beside it what may be shown of it.</summary>
public sealed class EvidenceStore(ContentStore files, LooseFiles loose, FileLimits limits)
{
    const string View = "view.jpg", Thumbnail = "small.jpg";

    /// <summary>What may stand beside a file.</summary>
    public static readonly IReadOnlyList<string> Beside = [View, Thumbnail];

    /// <summary>Reads and checks one file; nothing of it is kept.</summary>
    public async Task<TakenFile> TakeAsync(Stream content, string fileName, ItemType type, CancellationToken cancel = default)
    {
        var name = NameOf(fileName);
        var bytes = await FileLimits.ReadAsync(content, name, type is ItemType.Photo ? limits.PhotoBytes : Math.Max(limits.PhotoBytes, limits.DocumentBytes), cancel);
        if (type is not ItemType.Document) return await TakePhotoAsync(bytes, name, cancel);
        // A document may be a PDF or the photo of a sheet of paper.
        if (bytes.AsSpan().StartsWith("%PDF"u8)) return TakeDocument(bytes, name);
        return Photo.Begins(bytes) ? await TakePhotoAsync(bytes, name, cancel) : throw FileProblems.NotADocument(name);
    }

    /// <summary>Puts it into the store. Until a row has its hash it is loose, and goes after the time of grace.</summary>
    public async Task KeepAsync(TakenFile file, CancellationToken cancel = default)
    {
        await loose.NoteAsync(file.Row.Hash, cancel);
        await PutAsync(file, cancel);
    }

    /// <summary>The same for a caller whose own transaction brings the row: nothing is noted, so nothing waits for it.</summary>
    public async Task PutAsync(TakenFile file, CancellationToken cancel = default)
    {
        await files.SaveAsync(file.Row.Hash, file.Content, file.Photo is { } photo ? [(View, photo.View), (Thumbnail, photo.Thumbnail)] : [], cancel);
    }

    /// <summary>Opens what is served of it: a photo made anew, a thumbnail, a document as it is; null when it is not there.</summary>
    public async Task<Stream?> OpenAsync(Evidence evidence, bool small, CancellationToken cancel = default) =>
        evidence.IsPhoto ? await files.OpenAsync(evidence.Hash, small ? Thumbnail : View, cancel) : small ? null : await files.OpenAsync(evidence.Hash, cancel: cancel);

    static TakenFile TakeDocument(byte[] bytes, string name)
    {
        PdfCheck.Check(bytes, name);
        return new(new() { Item = "", Hash = ContentStore.HashOf(bytes), ContentType = PdfCheck.ContentType, FileName = name, Bytes = bytes.Length, Actor = "" }, bytes, null);
    }

    async Task<TakenFile> TakePhotoAsync(byte[] bytes, string name, CancellationToken cancel)
    {
        if (bytes.Length > limits.PhotoBytes) throw FileProblems.TooLarge(name, limits.PhotoBytes / (1024 * 1024));
        var photo = await Photo.ReadAsync(bytes, name, limits.PhotoPixels, cancel);
        return new(new()
        {
            Item = "", Hash = ContentStore.HashOf(bytes), ContentType = photo.ContentType, FileName = name, Bytes = bytes.Length, Width = photo.Width, Height = photo.Height,
            TakenAt = photo.Take.TakenAt, LatitudeMicro = photo.Take.LatitudeMicro, LongitudeMicro = photo.Take.LongitudeMicro, Actor = "",
        }, bytes, photo);
    }

    // What the phone calls it, without folders and without what no name holds; only ever shown as text.
    static string NameOf(string fileName)
    {
        var name = new string([.. fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c))]).Trim();
        return name.Length == 0 ? "file" : PlainText.Whole(name).Cut(80);
    }
}
