using System.Text.RegularExpressions;

namespace Yinong.Modules.Training;

/// <summary>What the comments above a question say in brackets, e.g. <c>// [id:Q001] [difficulty:2] [source:S-12]</c>; all else in a comment is skipped.</summary>
sealed partial record GiftNotes(string? Code, string? Difficulty, string? Source)
{
    public static readonly GiftNotes None = new(null, null, null);

    public GiftNotes With(string comment)
    {
        var notes = this;
        foreach (Match note in Note().Matches(comment))
        {
            var words = Escaped().Replace(note.Groups[2].Value, m => m.Groups[1].Value == "n" ? "\n" : m.Groups[1].Value).Trim();
            if (words.Length == 0) continue;
            notes = note.Groups[1].Value switch
            {
                "id" => notes with { Code = words },
                "difficulty" => notes with { Difficulty = words },
                _ => notes with { Source = words },
            };
        }
        return notes;
    }

    public static string Write(string name, string words) =>
        $"[{name}:{Lines(words).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}]";

    /// <summary>A category is a path; the topic is its last step. A slash within a step is doubled.</summary>
    public static string ReadTopic(string path) => Step().Split(path)[^1].Replace("//", "/", StringComparison.Ordinal).Trim();

    public static string WriteTopic(string topic) => Lines(topic).Replace('\n', ' ').Replace("/", "//", StringComparison.Ordinal);

    /// <summary>With line feeds only, which is what lines of the file end in.</summary>
    public static string Lines(string words) => words.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    [GeneratedRegex(@"\[(id|difficulty|source):((?:\\.|[^\[\]\\])*)\]")]
    private static partial Regex Note();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escaped();

    [GeneratedRegex("(?<!/)/(?!/)")]
    private static partial Regex Step();
}
