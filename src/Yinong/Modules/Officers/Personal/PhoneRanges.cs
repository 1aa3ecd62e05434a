using System.Text.Json;

namespace Yinong.Modules.Officers.Personal;

/// <summary>Which numbers are mobile ones: phone-ranges.json, compiled into the program.</summary>
public static class PhoneRanges
{
    static readonly Shape File = Load();

    /// <summary>The digits of what somebody typed (blanks, dashes, +86 and full-width digits are understood); null: no mobile number on that day.</summary>
    public static string? Read(string? typed, DateOnly day)
    {
        var digits = string.Concat(Tidy(typed).Where(c => c is not ('-' or '(' or ')')));
        if (digits.StartsWith("+86", StringComparison.Ordinal)) digits = digits[3..];
        return digits.Length == File.Length && digits.All(char.IsAsciiDigit) && File.Ranges.Any(r => r.EffectiveFrom <= day && digits.StartsWith(r.Prefix, StringComparison.Ordinal)) ? digits : null;
    }

    /// <summary>Full-width characters made narrow, blanks taken out; halves of signs mean nothing here and cannot be made narrow.</summary>
    internal static string Tidy(string? typed) => string.Concat(string.Concat((typed ?? "").Where(c => !char.IsSurrogate(c))).Normalize(System.Text.NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));

    static Shape Load()
    {
        using var file = typeof(PhoneRanges).Assembly.GetManifestResourceStream("data-sources/officers/phone-ranges.json") ?? throw new InvalidDataException("phone-ranges.json is not compiled in.");
        return JsonSerializer.Deserialize<Shape>(file, JsonSerializerOptions.Web)!;
    }

    sealed record Shape(int Length, Range[] Ranges);

    sealed record Range(string Prefix, DateOnly EffectiveFrom);
}
