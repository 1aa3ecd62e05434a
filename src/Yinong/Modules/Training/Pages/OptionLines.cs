namespace Yinong.Modules.Training.Pages;

/// <summary>
/// Options as people type them: one a line, a * before what is right, a = between the sides of a pair. Full-width signs are understood; a sign that is meant as it
/// stands has a backslash before it.
/// </summary>
public static class OptionLines
{
    public static IReadOnlyList<OptionDraft> Read(QuestionKind kind, string? text) =>
        [.. (text ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Select(line => Line(kind, line))];

    public static string Write(QuestionKind kind, IEnumerable<OptionDraft> options) => string.Join('\n', options.Select(o => kind switch
    {
        QuestionKind.Matching => $"{Escaped(o.Text).Replace("=", "\\=", StringComparison.Ordinal).Replace("＝", "\\＝", StringComparison.Ordinal)} = {Escaped(o.Match ?? "")}",
        QuestionKind.Short => Escaped(o.Text),
        _ => o.IsRight ? $"*{Starred(o.Text)}" : Starred(o.Text),
    }));

    static OptionDraft Line(QuestionKind kind, string line)
    {
        if (kind is QuestionKind.Matching)
        {
            var at = Between(line);
            return at < 0 ? new(Plain(line), true) : new(Plain(line[..at].Trim()), true, Plain(line[(at + 1)..].Trim()));
        }
        if (kind is QuestionKind.Short) return new(Plain(line), true);
        return line[0] is '*' or '＊' ? new(Plain(line[1..].Trim()), true) : new(Plain(line), false);
    }

    static int Between(string line)
    {
        for (var at = 0; at < line.Length; at++)
            if (line[at] == '\\') at++;
            else if (line[at] is '=' or '＝') return at;
        return -1;
    }

    static string Starred(string text) => Escaped(text) is ['*' or '＊', ..] starred ? $"\\{starred}" : Escaped(text);

    static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    static string Plain(string text)
    {
        var plain = new System.Text.StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length || !"\\n*＊=＝".Contains(text[at + 1], StringComparison.Ordinal)) plain.Append(text[at]);
            else plain.Append(text[++at] == 'n' ? '\n' : text[at]);
        }
        return plain.ToString();
    }
}
