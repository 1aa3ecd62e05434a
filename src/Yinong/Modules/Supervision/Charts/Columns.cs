using System.Globalization;

namespace Yinong.Modules.Supervision.Charts;

/// <summary>Columns over time: geometry for a box of 560 × 190, axis from 0.</summary>
public sealed class Columns(IReadOnlyList<(string Label, long Value)> values)
{
    public const double Width = 560;
    public const double Height = 190;
    const double Left = 44;
    const double Bottom = 22;
    const double Top = 12;

    readonly Scale _scale = Scale.For(values.Count == 0 ? 0 : values.Max(v => v.Value));

    public double Start => Left;

    /// <summary>Marks of the axis.</summary>
    public IEnumerable<(double Y, double Value)> Ticks => _scale.Marks.Select(v => (Y(v), v));

    /// <summary>One rectangle a value; a label under it where there is room for it.</summary>
    public IEnumerable<(double X, double Y, double Width, double Height, string Label, long Value, bool Shown)> Bars
    {
        get
        {
            var step = (Width - Left) / Math.Max(1, values.Count);
            var every = Math.Max(1, (int)Math.Ceiling(34 / step));
            for (var i = 0; i < values.Count; i++)
            {
                var y = Y(values[i].Value);
                yield return (Left + (i * step) + (step * 0.14), y, step * 0.72, Math.Max(0, Y(0) - y), values[i].Label, values[i].Value, i % every == 0);
            }
        }
    }

    double Y(double value) => Height - Bottom - (value / _scale.Top * (Height - Top - Bottom));

    /// <summary>A number as SVG wants it.</summary>
    public static string Num(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <summary>An axis from 0 in at most four steps of 1, 2, 2.5 or 5 times a power of ten.</summary>
public sealed record Scale(double Step, int Count)
{
    public double Top => Step * Count;

    public IEnumerable<double> Marks => Enumerable.Range(0, Count + 1).Select(i => Step * i);

    public static Scale For(double most)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(most, 4) / 4)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.Select(f => f * power).First(s => Math.Ceiling(most / s) <= 4);
        return new(step, Math.Max(1, (int)Math.Ceiling(most / step)));
    }
}
