using System.Globalization;
using System.Text;

namespace Yinong.Modules.Training;

/// <summary>Writes one question in GIFT.</summary>
static class GiftWriter
{
    public static void Write(StringBuilder text, QuestionDraft question)
    {
        text.Append(GiftBlocks.Comment).Append(' ').Append(GiftNotes.Write("difficulty", question.Difficulty.ToString(CultureInfo.InvariantCulture)));
        if (question.Source is { Length: > 0 } source) text.Append(' ').Append(GiftNotes.Write("source", source));
        text.Append('\n');
        if (question.Code is { Length: > 0 } code) text.Append("::").Append(Escaped(code)).Append("::");
        // Beside a picture the text is HTML, and so would be all that says nothing else.
        var isHtml = question.Picture is { Content: not null };
        List<string> lines = [.. Answers(question, isHtml)];
        if (question.Explanation is { Length: > 0 } explanation) lines.Add($"####{Marked(explanation, isHtml)}");
        // A blank line would end the question: each line begins with its break, and the last one is followed by the brace.
        text.Append(question.Picture is { Content: { } content } picture ? $"[html]{Escaped(GiftFormat.Html(question.Text) + GiftPicture.Write(picture.Alt, content))}" : Marked(question.Text)).Append('{').AppendJoin("", lines.Select(line => $"\n\t{line}")).Append("\n}\n\n");
    }

    static IEnumerable<string> Answers(QuestionDraft question, bool isHtml) => question.Kind switch
    {
        QuestionKind.Truth => [question.Options.Any(o => o is { IsRight: true, Text: TruthOptions.False }) ? "FALSE" : "TRUE"],
        QuestionKind.Single => question.Options.Select(o => o.IsRight ? $"={Weighted(o.Text, 100, isHtml)}" : $"~{Weighted(o.Text, 0, isHtml)}"),
        QuestionKind.Multiple => question.Options.Select(o => $"~%{Weight(o, question.Options)}%{Marked(o.Text, isHtml)}"),
        QuestionKind.Matching => question.Options.Select(o => $"={Left(o.Text, isHtml)} -> {Escaped(o.Match ?? "")}"),
        _ => question.Options.Select(o => $"={Weighted(o.Text, 100, isHtml).Replace("->", "-\\>", StringComparison.Ordinal)}"),
    };

    /// <summary>The right ones share a hundred per cent; a wrong one loses all.</summary>
    static string Weight(OptionDraft option, IReadOnlyList<OptionDraft> options) =>
        option.IsRight ? (100m / options.Count(o => o.IsRight)).ToString("0.#####", CultureInfo.InvariantCulture) : "-100";

    /// <summary>An answer that begins with a per cent sign would be taken for its weight: such a one carries it in front.</summary>
    static string Weighted(string text, int weight, bool isHtml) => text.StartsWith('%') ? $"%{weight}%{Marked(text, isHtml)}" : Marked(text, isHtml);

    /// <summary>An arrow on the left would be taken for the one between the sides; as HTML it is none.</summary>
    static string Left(string text, bool isHtml) => text.Contains("->", StringComparison.Ordinal) ? $"[html]{Escaped(GiftFormat.Html(text))}" : Marked(text, isHtml);

    /// <summary>Text that could be taken for markup, for a mark of the format or for a line of its own is marked as plain.</summary>
    static string Marked(string text, bool always = false) =>
        always || text.AsSpan().IndexOfAny('<', '&') >= 0 || text.StartsWith('[') || text.StartsWith(GiftBlocks.Comment, StringComparison.Ordinal) || text.StartsWith(GiftBlocks.Category, StringComparison.Ordinal)
            ? $"[plain]{Escaped(text)}"
            : Escaped(text);

    static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in GiftNotes.Lines(text))
            if (c == '\n') escaped.Append("\\n");
            else if ("~=#{}:\\".Contains(c, StringComparison.Ordinal)) escaped.Append('\\').Append(c);
            else escaped.Append(c);
        return escaped.ToString();
    }
}
