using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Yinong.Bench;

/// <summary>One measured figure beside what it is held against.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit: /s, ms, MB, s, ×.</param>
/// <param name="Limit">The limit or peer of the same run; null: none.</param>
/// <param name="Bar">What it must reach, as a factor of the limit or as a plain figure.</param>
/// <param name="Met">Whether the bar is met; null: there is no bar.</param>
/// <param name="Note">p50, p99, size of data …</param>
public sealed record Figure(string What, double Value, string Unit, double? Limit, string? Bar, bool? Met, string? Note);

/// <summary>Collects the figures of a run, prints them as a table and keeps them as JSON.</summary>
public sealed class Report
{
    static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    readonly List<Figure> _figures = [];

    /// <summary>A figure that must be at least <paramref name="factor"/> × the limit.</summary>
    public void AtLeast(string what, double value, string unit, double limit, double factor, string? note = null) =>
        Add(new(what, value, unit, limit, $"≥ {factor.ToString(CultureInfo.InvariantCulture)} × limit", value >= factor * limit, note));

    /// <summary>A figure that must be at most <paramref name="factor"/> × the limit.</summary>
    public void AtMost(string what, double value, string unit, double limit, double factor, string? note = null) =>
        Add(new(what, value, unit, limit, $"≤ {factor.ToString(CultureInfo.InvariantCulture)} × limit", value <= factor * limit, note));

    /// <summary>A figure that must be at least a plain number.</summary>
    public void Above(string what, double value, string unit, double bar, string? note = null) =>
        Add(new(what, value, unit, null, $"≥ {bar.ToString(CultureInfo.InvariantCulture)} {unit}", value >= bar, note));

    /// <summary>A figure that must be at most a plain number.</summary>
    public void Below(string what, double value, string unit, double bar, string? note = null) =>
        Add(new(what, value, unit, null, $"≤ {bar.ToString(CultureInfo.InvariantCulture)} {unit}", value <= bar, note));

    /// <summary>A figure without a bar: a limit, or context.</summary>
    public void Note(string what, double value, string unit, string? note = null) => Add(new(what, value, unit, null, null, null, note));

    public void Print()
    {
        var table = new Table().Border(TableBorder.Markdown).AddColumns("what", "measured", "limit", "ratio", "bar", "", "note");
        foreach (var f in _figures)
            table.AddRow(new Text(f.What), Right($"{Number(f.Value)} {f.Unit}"), Right(f.Limit is { } l ? Number(l) : ""), Right(f.Limit is { } x and > 0 ? (f.Value / x).ToString("0.00", CultureInfo.InvariantCulture) : ""),
                new Text(f.Bar ?? ""), new Text(f.Met switch { true => "met", false => "missed", _ => "" }), new Text(f.Note ?? ""));
        AnsiConsole.Profile.Width = 240;
        AnsiConsole.Write(table);
    }

    public void Save()
    {
        var folder = Directory.CreateDirectory(Path.Combine("artifacts", "bench")).FullName;
        File.WriteAllText(Path.Combine(folder, "latest.json"), JsonSerializer.Serialize(new { at = TimeProvider.System.GetUtcNow(), machine = Machine.Describe(), figures = _figures }, Json));
    }

    void Add(Figure figure)
    {
        _figures.Add(figure);
        Console.WriteLine($"   {figure.What}: {Number(figure.Value)} {figure.Unit}{(figure.Limit is { } l ? $" (limit {Number(l)}, {figure.Value / l:0.00}×)" : "")} {figure.Bar} {(figure.Met == false ? "MISSED" : "")} {figure.Note}");
    }

    static Text Right(string text) => new(text);

    static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "#,0" : Math.Abs(value) >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
