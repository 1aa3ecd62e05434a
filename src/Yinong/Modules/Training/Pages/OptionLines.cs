namespace Yinong.Modules.Training.Pages;

/// <summary>Options as people type them: one a line, a * before what is right, a = between the sides of a pair. Full-width signs are understood.</summary>
static class OptionLines
{
    public static IReadOnlyList<OptionDraft> Read(QuestionKind kind, string? text) =>
        [.. (text ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Select(line => Line(kind, line))];

    public static string Write(QuestionKind kind, IEnumerable<OptionDraft> options) => string.Join('\n', options.Select(o => kind switch
    {
        QuestionKind.Matching => $"{o.Text} = {o.Match}",
        QuestionKind.Short => o.Text,
        _ => o.IsRight ? $"*{o.Text}" : o.Text,
    }));

    static OptionDraft Line(QuestionKind kind, string line)
    {
        if (kind is QuestionKind.Matching)
        {
            var at = line.IndexOfAny(['=', '＝']);
            return at < 0 ? new(line, true) : new(line[..at].Trim(), true, line[(at + 1)..].Trim());
        }
        if (kind is QuestionKind.Short) return new(line, true);
        return line[0] is '*' or '＊' ? new(line[1..].Trim(), true) : new(line, false);
    }
}
