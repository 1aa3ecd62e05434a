using Yinong.Platform.Files;

namespace Yinong.Modules.Training;

/// <summary>
/// Pictures of questions. What is kept is the picture made anew, without anything that the camera or a program wrote into the file; its name is the hash of
/// its content, so the same picture is kept once.
/// </summary>
public sealed class QuestionPictures(ContentStore files, FileLimits limits)
{
    /// <summary>The draft with its picture in the store; throws the problem of a file that is none, too large or damaged.</summary>
    public async Task<QuestionDraft> KeepAsync(QuestionDraft draft, CancellationToken cancel = default)
    {
        if (draft.Picture is not { Content: { } content } picture) return draft;
        if (content.Length > limits.PhotoBytes) throw FileProblems.TooLarge(picture.Alt, limits.PhotoBytes / (1024 * 1024));
        var photo = await Photo.ReadAsync(content, picture.Alt, limits.PhotoPixels, cancel);
        return draft with { Picture = picture with { Hash = await files.SaveAsync(photo.View, cancel), Content = null } };
    }

    /// <summary>Reads what was sent, up to the limit of a photo.</summary>
    public Task<byte[]> ReadAsync(Stream content, string name, CancellationToken cancel = default) => FileLimits.ReadAsync(content, name, limits.PhotoBytes, cancel);

    /// <summary>Opens a picture (<see cref="Photo.ServedType"/>); null: it is not there.</summary>
    public Task<Stream?> OpenAsync(string hash, CancellationToken cancel = default) => files.OpenAsync(hash, cancel: cancel);

    /// <summary>The bytes, to travel with the question; null: it is not there.</summary>
    public async Task<byte[]?> BytesAsync(string hash, CancellationToken cancel = default)
    {
        await using var content = await files.OpenAsync(hash, cancel: cancel);
        if (content is null) return null;
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }
}
