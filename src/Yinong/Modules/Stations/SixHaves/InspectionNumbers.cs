using System.Globalization;

namespace Yinong.Modules.Stations.SixHaves;

/// <summary>Numbers as people write them on a checklist, kept as thousandths so that nothing is rounded.</summary>
public static class InspectionNumbers
{
    /// <summary>No area, rate or head-count of a village station is larger.</summary>
    public const decimal Most = 1_000_000;

    const int Parts = 1000;

    /// <summary>Reads 20, 42.5 or full-width digits, up to three decimals; null when it is no such number.</summary>
    public static decimal? Read(string? text)
    {
        if (text is null || text.Length > 40) return null;
        var half = string.Create(text.Length, text, (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = from[i] is >= '！' and <= '～' ? (char)(from[i] - '！' + '!') : from[i];
        });
        return decimal.TryParse(half.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= Most && decimal.Round(value, 3) == value ? value : null;
    }

    public static long ToMilli(decimal value) => (long)(value * Parts);

    public static decimal FromMilli(long milli) => milli / (decimal)Parts;

    /// <summary>Without zeros at the end: 42.5.</summary>
    public static string Write(decimal value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
