using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Database;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Import;

/// <summary>Mends rows on the spot: by taking the proposals, or by what somebody types. Each mended row is checked again at once; the file stays as it was.</summary>
public sealed class ImportCorrections(AppDb db, ImportRegister register, ImportChecker checker, SqlDatabase database)
{
    static readonly string[] PlaceFields = ["province", "city", "county", "town", "village"];

    const int AtOnce = 500;

    /// <summary>Takes the first proposal of every fault of one row, or of all rows where every fault has one. Answers how many rows were changed.</summary>
    public async Task<int> TakeProposalsAsync(int id, int? rowNo, CancellationToken cancel = default)
    {
        var import = await MineAsync(id, cancel);
        var (changed, after) = (0, 0);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        while (await db.StationImportRows.Where(r => r.ImportId == id && r.State == ImportRowState.Bad && r.RowNo > after && (rowNo == null ? r.Fixable : r.RowNo == rowNo))
            .OrderBy(r => r.RowNo).Take(AtOnce).ToListAsync(cancel) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                var cells = row.CellsByField();
                foreach (var fault in row.RemarkList().Where(r => !r.Note && r.Fixes is { Length: > 0 })) Put(cells, fault.Field, fault.Fixes![0]);
                row.Cells = ImportJson.Write(cells);
            }
            await CheckAgainAsync(import, rows, cancel);
            (changed, after) = (changed + rows.Count, rows[^1].RowNo);
        }
        if (rowNo is not null && changed == 0) throw Problem.NotFound();
        await register.SaveAsync(import, "station-import.corrected", new { rows = rowNo is null ? $"{changed} proposals" : $"{rowNo}" }, cancel);
        await transaction.CommitAsync(cancel);
        return changed;
    }

    /// <summary>Replaces the cells of a row by what was typed.</summary>
    public async Task<StationImportRow> ReplaceAsync(int id, int rowNo, IReadOnlyDictionary<string, string> typed, CancellationToken cancel = default)
    {
        var import = await MineAsync(id, cancel);
        var row = await FindAsync(id, rowNo, cancel);
        var cells = row.CellsByField();
        foreach (var (field, text) in typed)
        {
            if (ImportWords.Find(field) is null || cells.GetValueOrDefault(field, "") == text) continue;
            Put(cells, field, text);
        }
        row.Cells = ImportJson.Write(cells);
        await CheckAgainAsync(import, [row], cancel);
        await register.SaveAsync(import, "station-import.corrected", new { rows = $"{rowNo}" }, cancel);
        return row;
    }

    /// <summary>A row that can still be mended; 404 when there is none.</summary>
    public async Task<StationImportRow> FindAsync(int id, int rowNo, CancellationToken cancel = default) =>
        await db.StationImportRows.FirstOrDefaultAsync(r => r.ImportId == id && r.RowNo == rowNo && (r.State == ImportRowState.Bad || r.State == ImportRowState.Good || r.State == ImportRowState.Known), cancel) ?? throw Problem.NotFound();

    Task<StationImport> MineAsync(int id, CancellationToken cancel) => register.MineAsync(id, cancel, ImportState.Checked, ImportState.Stopped, ImportState.Done, ImportState.Failed);

    static void Put(Dictionary<string, string> cells, string field, string value)
    {
        if (value.Length == 0) cells.Remove(field);
        else cells[field] = value;
        // A place that was chosen goes before the names that led nowhere.
        if (field == "division" && value.Length > 0)
            foreach (var name in PlaceFields) cells.Remove(name);
    }

    async Task CheckAgainAsync(StationImport import, List<StationImportRow> rows, CancellationToken cancel)
    {
        var rules = checker.CheckerOf(import);
        var found = rows.ConvertAll(row => (Row: row, Found: rules.Check(row.CellsByField())));
        var places = found.Where(f => f.Found.Place is not null).Select(f => f.Found.Place!.Value.Value).Distinct().ToList();
        var numbers = found.Select(f => f.Found.ExternalNumber).OfType<string>().Distinct().ToList();
        await using var connection = await database.OpenAsync(cancel);
        var known = await KnownStations.ReadAsync(connection, database.Engine, places, numbers, cancel);
        var twins = new RowTwins();
        var mine = rows.Select(r => r.RowNo).ToList();
        foreach (var other in await db.StationImportRows.AsNoTracking()
            .Where(r => r.ImportId == import.Id && (r.State == ImportRowState.Good || r.State == ImportRowState.Written) && !mine.Contains(r.RowNo) && (places.Contains(r.Division) || r.ExternalNumber != null && numbers.Contains(r.ExternalNumber)))
            .Select(r => new { r.RowNo, r.Division, r.Name, r.ExternalNumber }).ToListAsync(cancel))
            twins.Add(other.RowNo, other.Division, other.Name ?? "", other.ExternalNumber);
        foreach (var (row, what) in found) twins.Settle(row, what, known, import.Division);
        await db.SaveChangesAsync(cancel);
    }
}
