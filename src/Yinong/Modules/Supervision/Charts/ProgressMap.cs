using System.Globalization;

namespace Yinong.Modules.Supervision.Charts;

/// <summary>What the map shows.</summary>
public enum MapMetric
{
    /// <summary>Done against the time gone.</summary>
    Clock,

    Coverage,

    /// <summary>Share of the serving stations that live.</summary>
    Alive,
}

/// <summary>A unit as it is drawn.</summary>
/// <param name="Area">Its outline.</param>
/// <param name="Row">Its standing; null when it is not in the table.</param>
/// <param name="Css">Class of its colour; the worst is hatched besides.</param>
public sealed record MapShape(MapArea Area, PlaceStanding? Row, string Css)
{
    /// <summary>The name is drawn where it has room at this size.</summary>
    public bool HasLabel(double size) => Row is not null && Area.Name.Length * size * 0.62 <= Area.Room;
}

/// <summary>The choropleth of a place: few steps, the worst told apart by hatching too; every number stands in the table beside it.</summary>
public sealed class ProgressMap
{
    /// <summary>Steps of a share, best first: the class and from which share on.</summary>
    static readonly (string Css, double Coverage, double Alive)[] Steps = [("m-4", 0.8, 0.9), ("m-3", 0.6, 0.8), ("m-2b", 0.4, 0.7), ("m-2", 0.2, 0.6), ("m-0", 0, 0)];

    public ProgressMap(MapSheet sheet, IReadOnlyList<PlaceStanding> rows, MapMetric metric)
    {
        (Sheet, Metric) = (sheet, metric);
        var byCode = rows.ToDictionary(r => r.Place.ToString());
        // Those of the table last, so that their borders lie on top.
        Shapes = [.. sheet.Units.Select(area => Shape(area, byCode.GetValueOrDefault(area.Code), metric)).OrderBy(s => s.Row is not null)];
        Used = Shapes.Select(s => s.Css).ToHashSet();
    }

    public MapSheet Sheet { get; }

    /// <summary>Size of the names, in units of the map: the same on the page for every map.</summary>
    public double LabelSize => double.Parse(Sheet.ViewBox.Split(' ')[2], CultureInfo.InvariantCulture) * 0.024;

    public MapMetric Metric { get; }

    public IReadOnlyList<MapShape> Shapes { get; }

    /// <summary>Classes that occur, for the legend.</summary>
    public IReadOnlySet<string> Used { get; }

    /// <summary>From which share to which each step goes; the last without a lower bound.</summary>
    public IEnumerable<(string Css, double From, double? To)> Bands =>
        Steps.Select((s, i) => (s.Css, From(s), i == 0 ? (double?)null : From(Steps[i - 1])));

    double From((string Css, double Coverage, double Alive) step) => Metric == MapMetric.Coverage ? step.Coverage : step.Alive;

    static MapShape Shape(MapArea area, PlaceStanding? row, MapMetric metric) => new(area, row, row is null ? "m-none" : Css(row, metric));

    static string Css(PlaceStanding row, MapMetric metric) => metric switch
    {
        MapMetric.Clock => row.Gap switch { null => "m-open", >= 0.05 => "m-4", >= 0 => "m-3", >= -0.05 => "m-2", _ => "m-0" },
        MapMetric.Coverage => row.Coverage is { } share ? Steps.First(s => share >= s.Coverage).Css : "m-open",
        _ => row.AliveShare is { } share ? Steps.First(s => share >= s.Alive).Css : "m-open",
    };

    /// <summary>A number as SVG wants it.</summary>
    public static string Num(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
