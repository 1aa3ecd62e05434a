using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Yinong.Modules.Desk;

/// <summary>
/// Amounts as people type them, in yuan, read into fen digit by digit; no floating number is ever involved. The phone reads them by the same
/// rule (wwwroot/desk/app/values.js).
/// </summary>
public static partial class Yuan
{
    /// <summary>
    /// Reads 12, 12.5, 1,234.50, ¥12, full-width digits. A third decimal, a sign, a comma that does not part thousands and anything else are refused:
    /// nothing is guessed where money is meant.
    /// </summary>
    public static bool TryRead(string text, out long fen)
    {
        fen = 0;
        if (text.Length > 40 || text.Any(char.IsSurrogate)) return false;
        // Full-width signs (NFKC) come from input methods as often as plain ones.
        var plain = text.Normalize(NormalizationForm.FormKC).Replace('。', '.').Trim().TrimStart('¥').TrimEnd('元').Trim();
        if (Amount().Match(plain) is not { Success: true } match) return false;
        var decimals = match.Groups[2].Value.PadRight(2, '0');
        fen = long.Parse(match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal) + decimals, CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>As it stands in a field: 12.50, and 12 for a whole number.</summary>
    public static string Write(long fen) => fen % 100 == 0
        ? (fen / 100).ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{fen / 100}.{fen % 100:00}");

    [GeneratedRegex(@"^([0-9]{1,13}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.([0-9]{1,2}))?$")]
    private static partial Regex Amount();
}
