using System.Globalization;
using Yinong.Modules.Stations.Import;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Siting;

/// <summary>A row of a sheet that cannot be used, and why.</summary>
public sealed record VillageRowFault(int Row, Problem Problem);

/// <summary>Reads villages from the sheets people have (xlsx, xls, csv), with the readers of the station import: headings anywhere in the first rows, full-width digits, degrees as numbers.</summary>
public sealed class VillageSheet(ImportShelf shelf, ImportLimits limits)
{
    const int HeadRows = 30;

    /// <summary>All rows; those that cannot be read beside them. Throws the problem of a file that is no table or has no such headings.</summary>
    public async Task<(IReadOnlyList<(int Row, VillageFact Fact)> Facts, IReadOnlyList<VillageRowFault> Faults)> ReadAsync(Stream content, string fileName, CancellationToken cancel)
    {
        var (stored, _, _) = await shelf.AddAsync(content, cancel);
        try
        {
            using var reader = SheetReader.Open(shelf.PathOf(stored), fileName, limits);
            return Read(reader);
        }
        finally
        {
            shelf.Remove(stored);
        }
    }

    static (List<(int, VillageFact)>, List<VillageRowFault>) Read(SheetReader reader)
    {
        var (facts, faults) = (new List<(int, VillageFact)>(), new List<VillageRowFault>());
        Dictionary<string, int>? columns = null;
        var looked = 0;
        foreach (var row in reader.Rows(0))
        {
            if (columns is null)
            {
                if (++looked > HeadRows) break;
                columns = ColumnsOf(row);
                continue;
            }
            if (facts.Count + faults.Count >= SitingRules.Current.MostVillages) throw SitingProblems.TooManyRows(SitingRules.Current.MostVillages);
            string Cell(string name) => columns.TryGetValue(name, out var at) ? CellText.Half(row.Text(at)).Trim() : "";
            var code = CellText.Code(Cell("code"));
            if (!Number(Cell("population"), out var people) || !Number(Cell("latitude"), out var latitude) || !Number(Cell("longitude"), out var longitude) || people is { } p && p != Math.Truncate(p))
                faults.Add(new(row.Number, SitingProblems.NoNumber()));
            else facts.Add((row.Number, new(code, people is { } whole and >= int.MinValue and <= int.MaxValue ? (int)whole : null, Cell("poor") is "" ? null : SitingRules.Current.Yes.Contains(Cell("poor").ToLowerInvariant()), latitude, longitude)));
        }
        return columns is null ? throw SitingProblems.NoHeadings() : (facts, faults);
    }

    // The row of headings names the code and at least one thing that is known.
    static Dictionary<string, int>? ColumnsOf(SheetRow row)
    {
        var found = new Dictionary<string, int>();
        for (var at = 0; at < row.Cells.Length; at++)
        {
            var head = CellText.Half(row.Cells[at]).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
            foreach (var (name, words) in SitingRules.Current.Headings)
                if (words.Contains(head)) found.TryAdd(name, at);
        }
        return found.ContainsKey("code") && found.Count > 1 ? found : null;
    }

    static bool Number(string text, out decimal? number)
    {
        number = null;
        if (text.Length == 0) return true;
        if (!decimal.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var known)) return false;
        number = known;
        return true;
    }
}
