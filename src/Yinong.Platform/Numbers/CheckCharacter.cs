namespace Yinong.Platform.Numbers;

/// <summary>
/// The check character at the end of a number, computed as GB 32100 does for the unified social credit code: 31 characters without I, O, S, V and Z
/// (they are misread as 1, 0, 5, U and 2), weights 3⁰, 3¹, 3² … modulo 31. Because 31 is prime and 3 is a primitive root of it, every single wrong
/// character and every swap of two characters is found in numbers of up to 30 characters.
/// </summary>
public static class CheckCharacter
{
    /// <summary>A character's value is its place here.</summary>
    public const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>Longest text, check character included, for which every swap is found.</summary>
    public const int MaxLength = 30;

    static readonly int[] Weights = MakeWeights();

    /// <summary>The check character of a text without one. Throws <see cref="ArgumentException"/> when it is too long or has a foreign character.</summary>
    public static char Of(ReadOnlySpan<char> text)
    {
        if (text.Length >= MaxLength) throw new ArgumentException($"At most {MaxLength - 1} characters.", nameof(text));
        var sum = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var value = Alphabet.IndexOf(text[i], StringComparison.Ordinal);
            if (value < 0) throw new ArgumentException($"'{text[i]}' has no value.", nameof(text));
            sum += value * Weights[i];
        }
        return Alphabet[(Alphabet.Length - sum % Alphabet.Length) % Alphabet.Length];
    }

    /// <summary>Whether the last character is the check character of those before it; false for foreign characters.</summary>
    public static bool Holds(ReadOnlySpan<char> text) =>
        text.Length is > 1 and <= MaxLength && !text.ContainsAnyExcept(Alphabet) && Of(text[..^1]) == text[^1];

    static int[] MakeWeights()
    {
        var weights = new int[MaxLength];
        for (int i = 0, weight = 1; i < weights.Length; i++, weight = weight * 3 % Alphabet.Length) weights[i] = weight;
        return weights;
    }
}
