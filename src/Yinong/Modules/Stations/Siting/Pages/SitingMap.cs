using System.Globalization;

namespace Yinong.Modules.Stations.Siting.Pages;

/// <summary>A village on the map: where, how large, what it is.</summary>
public sealed record MapDot(SitingVillage Village, double X, double Y, double R, string Css);

/// <summary>The villages of a plan drawn on the server: north up, metres true in both directions at the middle of the county.</summary>
public sealed class SitingMap
{
    const double Width = 1000, Margin = 30, MetresPerMicro = 0.111_195;

    public SitingMap(SitingPlan plan, IReadOnlyList<SitingVillage> villages)
    {
        var (west, east) = (villages.Min(v => v.LongitudeMicro), villages.Max(v => v.LongitudeMicro));
        var (south, north) = (villages.Min(v => v.LatitudeMicro), villages.Max(v => v.LatitudeMicro));
        var narrow = Math.Cos((south + north) / 2e6 * Math.PI / 180);
        var (wide, tall) = (Math.Max(1, (east - west) * narrow), Math.Max(1, (double)(north - south)));
        var scale = (Width - 2 * Margin) / Math.Max(wide, tall);
        Radius = plan.RadiusMetres / MetresPerMicro * scale;
        var most = Math.Max(1, villages.Max(v => v.Population));
        Height = tall * scale + 2 * Margin;
        // Large ones first, so that small ones are not hidden.
        Dots = [.. villages.OrderByDescending(v => v.Population).Select(v => new MapDot(v, Margin + (v.LongitudeMicro - west) * narrow * scale, Margin + (north - v.LatitudeMicro) * scale,
            3 + 7 * Math.Sqrt((double)v.Population / most), CssOf(v)))];
    }

    public double Height { get; }

    /// <summary>The service radius in the map's units.</summary>
    public double Radius { get; }

    public IReadOnlyList<MapDot> Dots { get; }

    public string ViewBox => $"0 0 {Num(Width)} {Num(Height)}";

    public static string CssOf(SitingVillage village) => village.Role switch
    {
        SiteRole.Station => "s-station",
        SiteRole.Facility => "s-facility",
        SiteRole.Chosen => "s-chosen",
        _ => village.Covered ? "s-covered" : "s-open",
    };

    public static string Num(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
