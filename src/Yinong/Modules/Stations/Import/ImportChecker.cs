using System.Data.Common;
using System.Globalization;
using Yinong.Modules.Divisions;
using Yinong.Platform.Database;
using Yinong.Platform.Texts;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.Import;

/// <summary>
/// Reads a file from its first row to its last and keeps every row with what was found about it, in chunks of one transaction each. Begins from the start
/// when it was broken off: a check changes nothing else. Singleton.
/// </summary>
public sealed class ImportChecker(SqlDatabase database, DivisionTree tree, ImportShelf shelf, ImportLimits limits, ProgrammeClock clock)
{
    // Nobody reads more of a cell of a list.
    const int MostCellText = 300;

    /// <summary>The checker of single rows of an import.</summary>
    public RowChecker CheckerOf(StationImport import) =>
        new(new(tree, import.Reach(), clock.Today), tree, new(import.DefaultType, import.DefaultHost, import.OnDate, clock.Today));

    /// <summary>Checks everything; false: it was stopped on the way.</summary>
    /// <param name="import">What to check.</param>
    /// <param name="goOn">Told after each chunk how far it is (share, rows); answers whether to go on.</param>
    /// <param name="cancel">Ends it between two chunks.</param>
    public async Task<bool> RunAsync(StationImport import, Func<double, int, Task<bool>> goOn, CancellationToken cancel)
    {
        await tree.ReadyAsync();
        await using var connection = await database.OpenAsync(cancel);
        var sql = new ImportSql(connection, database.Engine);
        await sql.RunAsync("delete from station_import_rows where import_id = @id", cancel, ("id", import.Id));
        using var reader = SheetReader.Open(shelf.PathOf(import.StoredAs), import.FileName, limits);
        var (table, twins, checker) = (import.Table(), new RowTwins(), CheckerOf(import));
        var rows = 0;
        foreach (var chunk in Mapped(reader, table).Chunk(limits.ChunkRows))
        {
            if ((rows += chunk.Length) > limits.MaxRows) throw ImportProblems.TooManyRows(limits.MaxRows);
            await KeepAsync(connection, import, chunk, checker, twins, cancel);
            if (!await goOn(reader.Share, rows)) return false;
        }
        return rows == 0 ? throw ImportProblems.NoRows() : true;
    }

    /// <summary>The rows below the headings that have something in a mapped column, by field. Repeated headings of printed lists are left out.</summary>
    static IEnumerable<(int Row, Dictionary<string, string> Cells)> Mapped(SheetReader reader, ImportTable table)
    {
        var fields = table.Columns.Where(c => c.Field is not null).Select(c => (c.At, c.Heading, Field: c.Field!)).ToArray();
        foreach (var row in reader.Rows(table.Sheet))
        {
            if (row.Number <= table.HeadRow) continue;
            var (cells, headings) = (new Dictionary<string, string>(fields.Length), 0);
            foreach (var (at, heading, field) in fields)
            {
                var text = row.Text(at);
                if (string.IsNullOrWhiteSpace(text)) continue;
                if (text == heading) headings++;
                cells[field] = field == "on" && reader.Since1904 && CellText.TryDay(text, out var day, since1904: true) ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text.Cut(MostCellText);
            }
            if (cells.Count > 0 && (headings < 2 || headings < cells.Count)) yield return (row.Number, cells);
        }
    }

    async Task KeepAsync(DbConnection connection, StationImport import, (int Row, Dictionary<string, string> Cells)[] chunk, RowChecker checker, RowTwins twins, CancellationToken cancel)
    {
        var found = chunk.Select(c => (c.Row, c.Cells, Found: checker.Check(c.Cells))).ToList();
        var known = await KnownStations.ReadAsync(connection, database.Engine, found.Where(f => f.Found.IsGood).Select(f => f.Found.Place!.Value.Value), found.Select(f => f.Found.ExternalNumber).OfType<string>(), cancel);
        var rows = new List<StationImportRow>(chunk.Length);
        foreach (var (number, cells, what) in found)
        {
            var row = new StationImportRow { ImportId = import.Id, RowNo = number, Cells = ImportJson.Write(cells) };
            twins.Settle(row, what, known, import.Division);
            rows.Add(row);
        }
        await database.InWritingAsync(async () =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            Insert(connection, rows);
            await transaction.CommitAsync(cancel);
        }, cancel);
    }

    static void Insert(DbConnection connection, List<StationImportRow> rows)
    {
        using var to = BulkRows.Into(connection, "station_import_rows", "import_id", "row_no", "division", "name", "external_number", "cells", "state", "trouble", "fixable", "noted", "remarks", "station_id");
        foreach (var row in rows)
        {
            to.Add(row.ImportId);
            to.Add(row.RowNo);
            to.Add(row.Division);
            to.Add(row.Name);
            to.Add(row.ExternalNumber);
            to.Add(row.Cells);
            to.Add((short)row.State);
            to.Add((short)row.Trouble);
            to.Add(row.Fixable);
            to.Add(row.Noted);
            to.Add(row.Remarks);
            to.Add(row.StationId);
            to.EndRow();
        }
        to.Complete();
    }
}
