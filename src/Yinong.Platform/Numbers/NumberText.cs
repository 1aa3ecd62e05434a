namespace Yinong.Platform.Numbers;

/// <summary>What is wrong with a number that somebody typed.</summary>
public enum NumberFault
{
    None,

    /// <summary>Not the right count of characters.</summary>
    Length,

    /// <summary>A character that cannot stand where it stands.</summary>
    Character,

    /// <summary>The characters are possible, but the check character does not fit: one was mistyped or two were swapped.</summary>
    Check,
}

/// <summary>How people type numbers: grouped with spaces or hyphens, in lower case, in full width, with the letter O for a zero.</summary>
public static class NumberText
{
    /// <summary>
    /// The characters that count, in capitals and half width; O becomes 0 and I becomes 1, which the alphabet of numbers does not have.
    /// What cannot be understood stays, so that it is found to be wrong.
    /// </summary>
    public static string Tidy(ReadOnlySpan<char> typed)
    {
        // Nobody types a longer number; what is pasted beyond that is not looked at.
        var kept = new char[Math.Min(typed.Length, 200)];
        var length = 0;
        foreach (var c in typed)
        {
            if (length == kept.Length) break;
            if (char.IsWhiteSpace(c) || c is '-' or '—' or '–' or '－' or '·') continue;
            var half = c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c;
            var capital = char.IsAsciiLetterLower(half) ? char.ToUpperInvariant(half) : half;
            kept[length++] = capital switch { 'O' => '0', 'I' => '1', _ => capital };
        }
        return new(kept, 0, length);
    }

    /// <summary>Judges a tidy number by its shape: <c>9</c> a digit, <c>A</c> a letter, <c>X</c> any character of the alphabet, others themselves.</summary>
    /// <param name="tidy">As <see cref="Tidy"/> gives it.</param>
    /// <param name="shape">E.g. <c>999999999999A99X</c>.</param>
    /// <param name="at">Where the first impossible character stands, from 0.</param>
    public static NumberFault Judge(ReadOnlySpan<char> tidy, ReadOnlySpan<char> shape, out int at)
    {
        at = -1;
        if (tidy.Length != shape.Length) return NumberFault.Length;
        for (var i = 0; i < shape.Length; i++)
            if (!Fits(tidy[i], shape[i]))
            {
                at = i;
                return NumberFault.Character;
            }
        return CheckCharacter.Holds(tidy) ? NumberFault.None : NumberFault.Check;
    }

    static bool Fits(char c, char shape) => shape switch
    {
        '9' => char.IsAsciiDigit(c),
        'A' => char.IsAsciiLetterUpper(c) && CheckCharacter.Alphabet.Contains(c, StringComparison.Ordinal),
        'X' => CheckCharacter.Alphabet.Contains(c, StringComparison.Ordinal),
        _ => c == shape,
    };
}
