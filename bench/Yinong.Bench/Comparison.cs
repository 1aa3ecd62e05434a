using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Yinong.Bench;

/// <summary>Sets the figures of two commits, measured in turn on the same machine, beside each other: the median of each, and how far they lie apart.</summary>
public static class Comparison
{
    /// <summary>The word after which the program compares: folders with the reports of the rounds of the other commit and of this one.</summary>
    public const string Word = "compare";

    /// <param name="before">Folder with the reports (*.json) of the other commit.</param>
    /// <param name="after">Folder with those of this one.</param>
    public static void Print(string before, string after)
    {
        var (old, now) = (Read(before), Read(after));
        var table = new Table().Border(TableBorder.Markdown).AddColumns("what", "unit", "before", "after", "after ÷ before", "spread before", "spread after");
        foreach (var (what, figures) in now)
            if (old.TryGetValue(what, out var others))
                table.AddRow([.. new[] { what, figures[0].Unit, Number(Median(others)), Number(Median(figures)), Median(others) is 0 ? "" : Number(Median(figures) / Median(others)), Spread(others), Spread(figures) }.Select(t => new Text(t))]);
        AnsiConsole.Profile.Width = 240;
        AnsiConsole.Write(table);
        foreach (var what in now.Keys.Except(old.Keys)) Console.WriteLine($"only after: {what}");
        foreach (var what in old.Keys.Except(now.Keys)) Console.WriteLine($"only before: {what}");
    }

    static Dictionary<string, List<Figure>> Read(string folder)
    {
        var figures = new Dictionary<string, List<Figure>>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            using var report = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var figure in report.RootElement.GetProperty("figures").Deserialize<List<Figure>>()!)
            {
                if (!figures.TryGetValue(figure.What, out var list)) figures[figure.What] = list = [];
                list.Add(figure);
            }
        }
        return figures;
    }

    static double Median(List<Figure> figures)
    {
        var values = figures.Select(f => f.Value).Order().ToArray();
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[values.Length / 2 - 1] + values[values.Length / 2]) / 2;
    }

    static string Spread(List<Figure> figures) => figures.Count == 1 ? "" : $"{Number(figures.Min(f => f.Value))} … {Number(figures.Max(f => f.Value))}";

    static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "#,0" : "0.00", CultureInfo.InvariantCulture);
}
