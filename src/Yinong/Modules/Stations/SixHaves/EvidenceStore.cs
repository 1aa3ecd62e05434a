using Yinong.Platform.Files;

namespace Yinong.Modules.Stations.SixHaves;

/// <summary>Takes a file in: looks at what it really is, keeps it as it came, and beside it what may be shown of it.</summary>
public sealed class EvidenceStore(ContentStore files, FileLimits limits)
{
    const string View = "view.jpg", Thumbnail = "small.jpg";

    /// <summary>Reads, checks and keeps one file; the row is not yet anybody's.</summary>
    public async Task<Evidence> TakeAsync(Stream content, string fileName, ItemType type, CancellationToken cancel = default)
    {
        var name = NameOf(fileName);
        var bytes = await FileLimits.ReadAsync(content, name, type is ItemType.Photo ? limits.PhotoBytes : Math.Max(limits.PhotoBytes, limits.DocumentBytes), cancel);
        // A document may be a PDF or the photo of a sheet of paper.
        return type is ItemType.Document && bytes.AsSpan().StartsWith("%PDF"u8) ? TakeDocument(bytes, name) : await TakePhotoAsync(bytes, name, cancel);
    }

    /// <summary>Opens what is served of it: a photo made anew, a thumbnail, a document as it is.</summary>
    public Stream? Open(Evidence evidence, bool small) => evidence.IsPhoto ? files.Open(evidence.Hash, small ? Thumbnail : View) : small ? null : files.Open(evidence.Hash);

    Evidence TakeDocument(byte[] bytes, string name)
    {
        PdfCheck.Check(bytes, name);
        return new() { Item = "", Hash = files.Save(bytes), ContentType = PdfCheck.ContentType, FileName = name, Bytes = bytes.Length, Actor = "" };
    }

    async Task<Evidence> TakePhotoAsync(byte[] bytes, string name, CancellationToken cancel)
    {
        if (bytes.Length > limits.PhotoBytes) throw FileProblems.TooLarge(name, limits.PhotoBytes / (1024 * 1024));
        var photo = await Photo.ReadAsync(bytes, name, limits.PhotoPixels, cancel);
        var hash = files.Save(bytes);
        files.SaveBeside(hash, View, photo.View);
        files.SaveBeside(hash, Thumbnail, photo.Thumbnail);
        return new()
        {
            Item = "", Hash = hash, ContentType = photo.ContentType, FileName = name, Bytes = bytes.Length, Width = photo.Width, Height = photo.Height,
            TakenAt = photo.Take.TakenAt, LatitudeMicro = photo.Take.LatitudeMicro, LongitudeMicro = photo.Take.LongitudeMicro, Actor = "",
        };
    }

    // What the phone calls it, without folders and without what no name holds; only ever shown as text.
    static string NameOf(string fileName)
    {
        var name = new string([.. fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c))]).Trim();
        return name.Length == 0 ? "file" : name.Length > 80 ? name[..80] : name;
    }
}
