using System.Net;
using System.Text.RegularExpressions;

namespace Yinong.Modules.Training;

/// <summary>How the text of a question is written: HTML becomes plain text, all else is taken as it stands. Answers follow their question.</summary>
readonly partial record struct GiftFormat(bool IsHtml)
{
    static readonly string[] Names = ["html", "plain", "moodle", "markdown"];

    /// <summary>Reads the mark in front, e.g. <c>[html]</c>, and takes it away.</summary>
    public static GiftFormat Take(ref GiftText words) => default(GiftFormat).TakeOr(ref words);

    public string Words(GiftText words) => IsHtml ? Plain(words.ToString()) : words.ToString().Trim();

    /// <summary>The words of an answer, which may carry a mark of its own.</summary>
    public string Own(GiftText words)
    {
        words = words.Trim();
        return TakeOr(ref words).Words(words);
    }

    /// <summary>HTML that stands for the text and holds none of its characters <c>&lt;</c> and <c>&gt;</c>.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal);

    GiftFormat TakeOr(ref GiftText words)
    {
        foreach (var name in Names)
            if (words.StartsWith($"[{name}]"))
            {
                words = words[(name.Length + 2)..].Trim();
                return new(name == "html");
            }
        return this;
    }

    static string Plain(string html) => WebUtility.HtmlDecode(Tag().Replace(LineEnd().Replace(html.Replace('\n', ' '), "\n"), "")).Trim();

    [GeneratedRegex(@"<br\s*/?>|</(?:p|div|li|tr|h[1-6])>", RegexOptions.IgnoreCase)]
    private static partial Regex LineEnd();

    [GeneratedRegex("</?[a-z!][^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
