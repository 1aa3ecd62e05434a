using System.Globalization;
using System.Xml;

namespace Yinong.Modules.Stations.Import;

/// <summary>Names of cells: AB12 is column 27 (from 0), row 12.</summary>
static class CellName
{
    public static int ColumnOf(ReadOnlySpan<char> name)
    {
        var column = 0;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetter(c)) break;
            column = checked(column * 26 + (char.ToUpperInvariant(c) - 'A' + 1));
        }
        return Math.Max(0, column - 1);
    }

    public static int RowOf(ReadOnlySpan<char> name) => int.Parse(name.TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$"), NumberStyles.None, CultureInfo.InvariantCulture);

    public static string Of(int column)
    {
        var name = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26) name = (char)('A' + (rest - 1) % 26) + name;
        return name;
    }
}

/// <summary>
/// Cells that were joined over several rows (a town beside all its villages): only the first one holds the value, so the others are given it.
/// Joins within one row are titles and headings and stay as they are.
/// </summary>
sealed class MergedCells
{
    const int Most = 200_000;

    readonly Dictionary<int, List<(int From, int To)>> _byColumn = [];
    readonly Dictionary<int, (int At, int To, string? Value)> _now = [];

    public static MergedCells Read(XlsxPackage package, string part)
    {
        var merged = new MergedCells();
        using var stream = package.Open(part);
        using var xml = XlsxPackage.Xml(stream);
        var count = 0;
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheetData" }) xml.Skip();
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "mergeCell" } || xml.GetAttribute("ref")?.Split(':') is not [var from, var to]) continue;
            if (++count > Most) throw ImportProblems.Bomb();
            if (CellName.ColumnOf(from) != CellName.ColumnOf(to) || CellName.RowOf(from) >= CellName.RowOf(to)) continue;
            if (!merged._byColumn.TryGetValue(CellName.ColumnOf(from), out var ranges)) merged._byColumn[CellName.ColumnOf(from)] = ranges = [];
            ranges.Add((CellName.RowOf(from), CellName.RowOf(to)));
        }
        foreach (var ranges in merged._byColumn.Values) ranges.Sort();
        return merged;
    }

    /// <summary>Rows must come in their order.</summary>
    public void Fill(int row, string?[] cells)
    {
        foreach (var (column, ranges) in _byColumn)
        {
            var state = _now.GetValueOrDefault(column, (At: 0, To: 0, Value: null));
            while (state.At < ranges.Count && ranges[state.At].From <= row)
                state = (state.At + 1, ranges[state.At].To, ranges[state.At].From == row && column < cells.Length ? cells[column] : null);
            _now[column] = state;
            if (row <= state.To && column < cells.Length && string.IsNullOrEmpty(cells[column])) cells[column] = state.Value;
        }
    }
}
