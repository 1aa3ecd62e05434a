using System.Globalization;
using System.Text.Json;

namespace Yinong.Modules.Officers.Personal;

/// <summary>What is wrong with a typed identity number.</summary>
public enum IdentityFault
{
    None,
    Length,
    Region,
    Date,
    Check,
}

/// <summary>A citizen's identity number of 18 characters (GB 11643-1999): place of the first registration, day of birth, serial, check character (ISO 7064, MOD 11-2).</summary>
public sealed record IdentityNumber
{
    const int Length = 18;
    const string CheckCharacters = "10X98765432";

    static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    static readonly HashSet<string> Regions = Load();

    IdentityNumber(string text, DateOnly birth) => (Text, Birth) = (text, birth);

    /// <summary>18 characters, the last a digit or X.</summary>
    public string Text { get; }

    public DateOnly Birth { get; }

    /// <summary>Whole years of age on a day.</summary>
    public int AgeOn(DateOnly day) => day.Year - Birth.Year - (day.Month * 100 + day.Day < Birth.Month * 100 + Birth.Day ? 1 : 0);

    /// <summary>As it is shown: 3701**********1234.</summary>
    public static string Mask(string text) => text.Length < 9 ? new string('*', text.Length) : $"{text[..4]}{new string('*', text.Length - 8)}{text[^4..]}";

    /// <summary>Reads what somebody typed: full-width digits, blanks and a small x are understood.</summary>
    public static IdentityNumber? TryParse(string? typed, DateOnly today, out IdentityFault fault)
    {
        var text = string.Concat(PhoneRanges.Tidy(typed).Where(c => c != '-')).ToUpperInvariant();
        fault = IdentityFault.Length;
        if (text.Length != Length || !text.AsSpan(0, Length - 1).ToString().All(char.IsAsciiDigit) || !(char.IsAsciiDigit(text[^1]) || text[^1] == 'X')) return null;
        fault = IdentityFault.Check;
        if (CheckOf(text) != text[^1]) return null;
        fault = IdentityFault.Region;
        if (!Regions.Contains(text[..2])) return null;
        fault = IdentityFault.Date;
        if (!DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth) || birth.Year < 1900 || birth > today) return null;
        fault = IdentityFault.None;
        return new(text, birth);
    }

    /// <summary>The check character of the first seventeen digits.</summary>
    public static char CheckOf(string text) => CheckCharacters[Weights.Select((weight, at) => weight * (text[at] - '0')).Sum() % 11];

    static HashSet<string> Load()
    {
        using var file = typeof(IdentityNumber).Assembly.GetManifestResourceStream("data-sources/officers/identity-numbers.json") ?? throw new InvalidDataException("identity-numbers.json is not compiled in.");
        return [.. JsonSerializer.Deserialize<Shape>(file, JsonSerializerOptions.Web)!.Regions];
    }

    sealed record Shape(string[] Regions);
}
