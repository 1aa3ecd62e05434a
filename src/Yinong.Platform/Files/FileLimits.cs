namespace Yinong.Platform.Files;

/// <summary>How large a file may be that people send.</summary>
/// <param name="PhotoBytes">A photo.</param>
/// <param name="PhotoPixels">Width times height of a photo; counted before it is decoded.</param>
/// <param name="DocumentBytes">A document.</param>
public sealed record FileLimits(int PhotoBytes, long PhotoPixels, int DocumentBytes)
{
    const int Mega = 1024 * 1024;

    public static readonly FileLimits Default = Of(10, 50, 20);

    public static FileLimits Of(int photoMegabytes, int photoMegapixels, int documentMegabytes) => new(photoMegabytes * Mega, photoMegapixels * 1_000_000L, documentMegabytes * Mega);

    /// <summary>Reads what was sent up to the limit; throws the problem of a file that is larger or empty.</summary>
    public static async Task<byte[]> ReadAsync(Stream content, string name, int most, CancellationToken cancel = default)
    {
        using var kept = new MemoryStream();
        var piece = new byte[64 * 1024];
        for (int read; (read = await content.ReadAsync(piece, cancel)) > 0;)
        {
            kept.Write(piece, 0, read);
            if (kept.Length > most) throw FileProblems.TooLarge(name, most / Mega);
        }
        return kept.Length > 0 ? kept.ToArray() : throw FileProblems.Empty(name);
    }
}
