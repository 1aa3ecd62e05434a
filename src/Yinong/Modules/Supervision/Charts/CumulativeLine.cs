using System.Globalization;
using System.Text;
using Yinong.Web;

namespace Yinong.Modules.Supervision.Charts;

/// <summary>Opened stations month by month against an even pace: geometry of the line for a box of 340 × 260.</summary>
public sealed class CumulativeLine(IReadOnlyList<TrendPoint> points, int? target, DateOnly? last)
{
    public const double Width = 340;
    public const double Height = 260;
    const double Left = 40;
    const double Top = 24;
    const double Bottom = 26;

    readonly Scale _scale = Scale.For(Math.Max(points.Max(p => p.Opened), target ?? 0));

    public IReadOnlyList<TrendPoint> Points => points;

    /// <summary>Room for the name of the target.</summary>
    double Right => HasPlan ? 74 : 14;

    public bool HasPlan => points.Any(p => p.Plan is > 0);

    /// <summary>Marks of the axis, from 0.</summary>
    public IEnumerable<(double Y, string Text)> Ticks => _scale.Marks.Select(v => (Y(v), Show.Axis(v)));

    /// <summary>Every other month of the year.</summary>
    public IEnumerable<(double X, string Text)> Months => Enumerable.Range(0, 6).Select(i => (i * 2) + 1).Select(m => (X(m), Show.Month(m)));

    public string Area => $"{Path(p => p.Opened)}L{Num(X(points[^1].Month.Month))} {Num(Y(0))}L{Num(X(points[0].Month.Month))} {Num(Y(0))}z";

    public string Line => Path(p => p.Opened);

    /// <summary>The even pace so far and on to the target.</summary>
    public string Plan
    {
        get
        {
            // The month before the first that has a pace is its zero.
            var planned = points.Where((p, i) => p.Plan > 0 || (i + 1 < points.Count && points[i + 1].Plan > 0)).ToList();
            var path = Path(p => p.Plan!.Value, planned);
            return target is { } t && last is { } day && day.Year == points[^1].Month.Year ? $"{path}L{Num(X(day.Month))} {Num(Y(t))}" : path;
        }
    }

    public (double X, double Y) End => (X(points[^1].Month.Month), Y(points[^1].Opened));

    public (double X, double Y) Goal => (X(last?.Month ?? 12), Y(target ?? 0));

    /// <summary>First step of the axis.</summary>
    public double Ground => Y(0);

    public double Start => Left;

    public double Finish => Width - Right;

    string Path(Func<TrendPoint, double> value, IReadOnlyList<TrendPoint>? of = null)
    {
        var path = new StringBuilder();
        foreach (var point in of ?? points) path.Append(path.Length == 0 ? 'M' : 'L').Append(Num(X(point.Month.Month))).Append(' ').Append(Num(Y(value(point))));
        return path.ToString();
    }

    double X(int month) => Left + ((month - 1) / 11.0 * (Width - Left - Right));

    double Y(double value) => Height - Bottom - (value / _scale.Top * (Height - Top - Bottom));

    public static string Num(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
