using System.Text;

namespace Yinong.Platform.Files;

/// <summary>
/// Whether a file is a PDF that only shows something. It is kept as it is and handed out for download only; what it plainly carries besides pages is refused.
/// (What hides in compressed parts is for the reader's program, which is why it is never opened inside our pages.)
/// </summary>
public static class PdfCheck
{
    public const string ContentType = "application/pdf";

    /// <summary>Names of what acts by itself or carries other files.</summary>
    static readonly byte[][] Active = [.. new[] { "/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/RichMedia", "/SubmitForm", "/XFA" }.Select(Encoding.ASCII.GetBytes)];

    /// <summary>Throws the problem when it is none.</summary>
    public static void Check(ReadOnlySpan<byte> content, string name)
    {
        if (!content.StartsWith("%PDF-1."u8) && !content.StartsWith("%PDF-2."u8)) throw FileProblems.NotAPdf(name);
        if (content[^Math.Min(content.Length, 2048)..].IndexOf("%%EOF"u8) < 0) throw FileProblems.Broken(name);
        foreach (var word in Active)
            if (Holds(content, word)) throw FileProblems.ActivePdf(name);
    }

    // A name ends where a letter or digit does not follow.
    static bool Holds(ReadOnlySpan<byte> content, ReadOnlySpan<byte> word)
    {
        while (content.IndexOf(word) is >= 0 and var at)
        {
            content = content[(at + word.Length)..];
            if (content.IsEmpty || !char.IsAsciiLetterOrDigit((char)content[0]) || word.SequenceEqual("/EmbeddedFile"u8)) return true;
        }
        return false;
    }
}
