namespace Yinong.Platform.Texts;

/// <summary>
/// Texts that people wrote, made fit to be kept. A character outside the first 65,536 (rare characters of names, emoji) is a pair of two halves; half a pair
/// is no text, and PostgreSQL takes neither that nor U+0000.
/// </summary>
public static class PlainText
{
    /// <summary>At most so many signs from the beginning; a pair that would be cut in two is left out whole.</summary>
    public static string Cut(this string text, int most) =>
        text.Length <= most ? text : text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) && char.IsLowSurrogate(text[most]) ? most - 1 : most)];

    /// <summary>The first character, whole; empty when there is none. For the round sign beside a name.</summary>
    public static string Initial(string name) => name.Length == 0 ? "" : name.Cut(char.IsHighSurrogate(name[0]) ? 2 : 1);

    /// <summary>
    /// A number, code or phone number with its full-width digits, letters, signs and blanks as the plain ones; a text that holds anything else is none and
    /// stays as it was typed.
    /// </summary>
    public static string Digits(string text)
    {
        if (System.Text.Ascii.IsValid(text)) return text;
        var plain = string.Create(text.Length, text, static (to, from) =>
        {
            for (var at = 0; at < from.Length; at++) to[at] = Narrow(from[at]);
        });
        return System.Text.Ascii.IsValid(plain) ? plain : text;
    }

    /// <summary>The plain sign of a full-width one; every other sign as it is.</summary>
    public static char Narrow(char sign) => sign switch
    {
        >= '！' and <= '～' => (char)(sign - '！' + '!'),
        '\u3000' => ' ',
        _ => sign,
    };

    /// <summary>Whether every character can be kept.</summary>
    public static bool IsWhole(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
            if (text[at] == '\0' || char.IsLowSurrogate(text[at]) || char.IsHighSurrogate(text[at]) && (++at == text.Length || !char.IsLowSurrogate(text[at]))) return false;
        return true;
    }

    /// <summary>With U+FFFD (�) for every half of a pair and without U+0000; the same text when there is none of them.</summary>
    public static string Whole(string text) =>
        IsWhole(text) ? text : string.Concat(text.EnumerateRunes().Where(rune => rune.Value != 0).Select(rune => rune.ToString()));
}
