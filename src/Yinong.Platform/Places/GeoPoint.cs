using System.Globalization;
using Yinong.Platform.Texts;

namespace Yinong.Platform.Places;

/// <summary>A point on the earth, WGS-84, in millionths of a degree (about 11 cm).</summary>
/// <param name="LatitudeMicro">North positive, −90 to 90 degrees.</param>
/// <param name="LongitudeMicro">East positive, −180 to 180 degrees.</param>
public readonly record struct GeoPoint(int LatitudeMicro, int LongitudeMicro)
{
    public const int Parts = 1_000_000;

    /// <summary>Mean radius of the earth, metres.</summary>
    public const double EarthRadius = 6_371_008.8;

    public double Latitude => LatitudeMicro / (double)Parts;

    public double Longitude => LongitudeMicro / (double)Parts;

    /// <summary>Both or nothing.</summary>
    public static GeoPoint? Of(int? latitudeMicro, int? longitudeMicro) => latitudeMicro is { } latitude && longitudeMicro is { } longitude ? new(latitude, longitude) : null;

    /// <summary>Metres along the surface of a sphere (haversine); right to half a percent.</summary>
    public double MetresTo(GeoPoint other)
    {
        var (here, there) = (Radians(Latitude), Radians(other.Latitude));
        var (north, east) = (Math.Sin((there - here) / 2), Math.Sin(Radians(other.Longitude - Longitude) / 2));
        var share = north * north + Math.Cos(here) * Math.Cos(there) * east * east;
        return 2 * EarthRadius * Math.Asin(Math.Sqrt(Math.Min(1, share)));
    }

    /// <summary>Understands one number in degrees as people type it: 36.668, N36.668°, 36°40'4.8"; null: it is none, or beyond <paramref name="most"/>.</summary>
    public static int? ReadDegrees(string? text, int most)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 40) return null;
        var plain = string.Concat(text.Trim().ToUpperInvariant().Select(PlainText.Narrow)).Trim('北', '纬', '东', '经', 'N', 'E', ' ');
        var parts = plain.Split(['°', '度', '′', '\'', '分', '″', '"', '秒', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > 3) return null;
        decimal value = 0, unit = 1;
        for (var i = 0; i < parts.Length; i++, unit /= 60)
        {
            if (!decimal.TryParse(parts[i], NumberStyles.AllowDecimalPoint | (i == 0 ? NumberStyles.AllowLeadingSign : 0), CultureInfo.InvariantCulture, out var number)) return null;
            if (i > 0 && (number >= 60 || value < 0 || parts[i - 1].Contains('.', StringComparison.Ordinal))) return null;
            value += number * unit;
        }
        return Math.Abs(value) <= most ? (int)Math.Round(value * Parts) : null;
    }

    /// <summary>Degrees with five places (about a metre).</summary>
    public static string WriteDegrees(int micro) => (micro / (decimal)Parts).ToString("0.000##", CultureInfo.InvariantCulture);

    public override string ToString() => $"{WriteDegrees(LatitudeMicro)}, {WriteDegrees(LongitudeMicro)}";

    static double Radians(double degrees) => degrees * Math.PI / 180;
}
