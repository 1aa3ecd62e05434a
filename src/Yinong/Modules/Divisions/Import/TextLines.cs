using System.Text;

namespace Yinong.Modules.Divisions.Import;

/// <summary>The lines of a text file that people bring, with the same demands as a list of divisions: text, whole, UTF-8.</summary>
public static class TextLines
{
    static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Lines that are not blank, with their numbers from 1. Throws a problem of <c>division-file.*</c> when it is no such text.</summary>
    public static async Task<IReadOnlyList<(string Text, int Line)>> ReadAsync(Stream stream, string fileName, CancellationToken cancel = default)
    {
        var bytes = await FileBytes.ReadAsync(stream, fileName, cancel);
        if (bytes[^1] != (byte)'\n') throw FileProblems.CutOff();
        try
        {
            return [.. Strict.GetString(bytes).Split('\n').Select((text, i) => (text.TrimEnd('\r'), i + 1)).Where(l => l.Item1.Trim().Length > 0)];
        }
        catch (DecoderFallbackException)
        {
            throw FileProblems.NotUtf8();
        }
    }
}
