using Yinong.Platform.Texts;

namespace Yinong.Modules.Stations.Import;

/// <summary>
/// Finds the row of headings below titles and notes: the one with the most words that are known. Two rows of headings (a joined one above its parts) are
/// read as one when that makes more sense.
/// </summary>
static class SheetHead
{
    const int RowsLookedAt = 30, SampleRows = 3, SampleLength = 40, HeadingLength = 60;

    /// <summary>The best table of all sheets; without any known heading the first row with at least two cells. Null: nothing is in the file.</summary>
    public static ImportTable? Find(SheetReader reader)
    {
        ImportTable? best = null;
        for (var sheet = 0; sheet < reader.Sheets.Count; sheet++)
            if (Find(reader, sheet) is { } table && (best is null || Known(table) > Known(best))) best = table;
        return best;
    }

    /// <summary>The table of one sheet.</summary>
    public static ImportTable? Find(SheetReader reader, int sheet)
    {
        var rows = reader.Rows(sheet).Take(RowsLookedAt).ToList();
        if (rows.Count == 0) return null;
        var (best, bestKnown) = (-1, 0);
        string[]? headings = null;
        for (var at = 0; at < rows.Count; at++)
        {
            var single = Headings(rows[at], null);
            if (Count(single) > bestKnown) (best, bestKnown, headings) = (at, Count(single), single);
            if (at == 0) continue;
            var both = Headings(rows[at], rows[at - 1]);
            if (Count(both) > bestKnown) (best, bestKnown, headings) = (at, Count(both), both);
        }
        if (bestKnown < 2)
        {
            best = Math.Max(0, rows.FindIndex(r => r.Cells.Count(c => !string.IsNullOrWhiteSpace(c)) > 1));
            headings = Headings(rows[best], null);
        }
        return new(sheet, reader.Sheets[sheet], rows[best].Number, Columns(headings!, rows.Skip(best + 1).Take(SampleRows).ToList()));
    }

    static int Known(ImportTable table) => table.Columns.Count(c => c.Field is not null);

    static int Count(string[] headings) => headings.Select(ImportWords.FieldOf).OfType<string>().Distinct().Count();

    static string[] Headings(SheetRow row, SheetRow? above)
    {
        var headings = new string[Math.Max(row.Cells.Length, above?.Cells.Length ?? 0)];
        for (var at = 0; at < headings.Length; at++)
        {
            var own = CellText.Name(row.Text(at));
            if (own.Length == 0 && above is not null) own = CellText.Name(above.Text(at));
            headings[at] = own.Cut(HeadingLength);
        }
        return headings;
    }

    // A field is taken by the first column that means it; a later one of the same meaning is left to people.
    static ImportColumn[] Columns(string[] headings, List<SheetRow> below)
    {
        var taken = new HashSet<string>();
        var columns = new List<ImportColumn>();
        for (var at = 0; at < headings.Length; at++)
        {
            var samples = below.Select(r => CellText.Name(r.Text(at))).Where(t => t.Length > 0).Select(t => t.Length > SampleLength ? t.Cut(SampleLength) + "…" : t).ToArray();
            if (headings[at].Length == 0 && samples.Length == 0) continue;
            var field = ImportWords.FieldOf(headings[at]);
            columns.Add(new(at, headings[at], samples, field is not null && taken.Add(field) ? field : null));
        }
        return [.. columns];
    }
}
