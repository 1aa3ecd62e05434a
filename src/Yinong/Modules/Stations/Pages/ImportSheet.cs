using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations.Import;
using Yinong.Web;

namespace Yinong.Modules.Stations.Pages;

/// <summary>
/// The file that was uploaded once more, with what became of each row beside it: a workbook, or CSV when it was one. Titles and columns that were not read
/// stay as they were.
/// </summary>
public sealed class ImportSheet(AppDb db, ImportShelf shelf, ImportLimits limits, DivisionTree places, Texts t)
{
    /// <summary>Name of the answer.</summary>
    public static string NameOf(StationImport import) => $"{Path.GetFileNameWithoutExtension(import.FileName)}-{import.Id}{(IsText(import) ? ".csv" : ".xlsx")}";

    public static string TypeOf(StationImport import) => IsText(import) ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Writes it.</summary>
    /// <param name="import">Which import.</param>
    /// <param name="onlyBad">Only the rows that are wrong, with the headings.</param>
    /// <param name="to">Where to.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task WriteAsync(StationImport import, bool onlyBad, Stream to, CancellationToken cancel = default)
    {
        using var reader = SheetReader.Open(shelf.PathOf(import.StoredAs), import.FileName, limits);
        var (table, found) = (import.Table(), await FoundAsync(import, cancel));
        var width = table.Columns.Length == 0 ? 1 : table.Columns.Max(c => c.At) + 1;
        var rows = Lines(reader.Rows(table.Sheet), table, found, width, onlyBad);
        if (IsText(import)) await WriteTextAsync(rows, to, cancel);
        else
        {
            using var writer = new XlsxWriter(to, table.SheetName);
            foreach (var row in rows)
            {
                cancel.ThrowIfCancellationRequested();
                writer.Row(row);
            }
        }
    }

    /// <summary>An empty list with the headings that are understood best, and one row as an example.</summary>
    public void WriteTemplate(Stream to)
    {
        using var writer = new XlsxWriter(to, t["站点"]);
        writer.Row(ImportWords.Fields.Select(f => ((string?)(t.English ? f.NameEn : f.Name), XlsxLook.Heading)));
        writer.Row(ImportWords.Fields.Select(f => ((string?)f.Example, XlsxLook.Plain)));
    }

    static async Task WriteTextAsync(IEnumerable<List<(string? Text, XlsxLook Look)>> rows, Stream to, CancellationToken cancel)
    {
        CsvTable? lines = null;
        var count = 0;
        foreach (var row in rows)
        {
            var cells = row.Select(c => (object?)c.Text);
            if (lines is null) lines = new(row.Select(c => c.Text ?? ""));
            else lines.Row(cells);
            if (++count % 500 == 0) await lines.FlushAsync(to, cancel);
        }
        if (lines is not null) await lines.FlushAsync(to, cancel);
    }

    IEnumerable<List<(string? Text, XlsxLook Look)>> Lines(IEnumerable<SheetRow> rows, ImportTable table, Dictionary<int, StationImportRow> found, int width, bool onlyBad)
    {
        foreach (var row in rows)
        {
            var look = row.Number <= table.HeadRow ? XlsxLook.Heading : XlsxLook.Plain;
            var cells = row.Cells.Select(c => (Text: c, Look: look)).ToList();
            if (row.Number >= table.HeadRow)
                while (cells.Count < width) cells.Add((null, XlsxLook.Plain));
            if (row.Number == table.HeadRow) cells.AddRange(new[] { t["导入结果"], t["哪里不对"], t["怎么改"] }.Select(h => ((string?)h, XlsxLook.Heading)));
            else if (row.Number > table.HeadRow)
            {
                var known = found.GetValueOrDefault(row.Number);
                if (onlyBad && known?.State is not ImportRowState.Bad) continue;
                if (known is not null) Judge(cells, table, known);
            }
            else if (onlyBad) continue;
            yield return cells;
        }
    }

    void Judge(List<(string? Text, XlsxLook Look)> cells, ImportTable table, StationImportRow row)
    {
        var remarks = row.RemarkList();
        foreach (var fault in remarks.Where(r => !r.Note))
            foreach (var column in table.Columns.Where(c => c.Field == fault.Field || fault.Field == "division" && c.Field is "village" or "town"))
                if (column.At < cells.Count) cells[column.At] = (cells[column.At].Text, XlsxLook.Wrong);
        cells.Add((t[row.State], XlsxLook.Plain));
        cells.Add((string.Join("; ", remarks.Select(r => $"{FieldName(r.Field)}: {ImportProblems.Say(r, t.English)}")), XlsxLook.Plain));
        cells.Add((string.Join("; ", remarks.Where(r => r.Fixes is { Length: > 0 }).Select(r => FixText(r.Fixes![0]))), XlsxLook.Plain));
    }

    /// <summary>Heading of a field in the reader's language.</summary>
    public string FieldName(string field) => ImportWords.Find(field) is { } known ? t.English ? known.NameEn : known.Name : field;

    /// <summary>A proposal as people read it: a code with the name of its place.</summary>
    public string FixText(string fix) => DivisionCode.TryParse(fix, out var code) && places.Find(code) is { } place ? $"{fix} {place.Name}" : fix;

    async Task<Dictionary<int, StationImportRow>> FoundAsync(StationImport import, CancellationToken cancel) =>
        await db.StationImportRows.AsNoTracking().Where(r => r.ImportId == import.Id)
            .Select(r => new StationImportRow { RowNo = r.RowNo, State = r.State, Remarks = r.Remarks, Cells = "", ImportId = r.ImportId })
            .ToDictionaryAsync(r => r.RowNo, cancel);

    static bool IsText(StationImport import) => Path.GetExtension(import.FileName).ToLowerInvariant() is ".csv" or ".tsv" or ".txt";
}
