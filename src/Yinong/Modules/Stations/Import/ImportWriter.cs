using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.Import;

/// <summary>
/// Makes stations of the good rows, a chunk in one transaction: stations, their first step, what became of the rows, and one audit entry. Whoever breaks it
/// off loses nothing and doubles nothing: the next run goes on with the rows that are still good. Singleton.
/// </summary>
public sealed class ImportWriter(SqlDatabase database, IServiceScopeFactory scopes, ImportChecker checker, ImportLimits limits, ProgrammeClock clock, TimeProvider time)
{
    /// <summary>Writes what is good; false: it was stopped on the way.</summary>
    public async Task<bool> RunAsync(StationImport import, Func<double, int, Task<bool>> goOn, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide();
        var rules = checker.CheckerOf(import);
        var (total, done, after) = (await Good(db, import).CountAsync(cancel), 0, 0);
        while (await Good(db, import).Where(r => r.RowNo > after).OrderBy(r => r.RowNo).Take(limits.ChunkRows).ToListAsync(cancel) is { Count: > 0 } chunk)
        {
            await ChunkAsync(import, chunk, rules, cancel);
            (done, after) = (done + chunk.Count, chunk[^1].RowNo);
            if (!await goOn((double)done / total, done)) return false;
        }
        return true;
    }

    async Task MarkAsync(ImportSql sql, int id, List<StationImportRow> rows, CancellationToken cancel)
    {
        if (database.Engine == Engine.Postgres)
        {
            await sql.RunAsync("update station_import_rows r set state = 4, station_id = v.station from unnest(@rows, @stations) as v(row_no, station) where r.import_id = @id and r.row_no = v.row_no", cancel,
                ("rows", rows.Select(r => r.RowNo)), ("stations", rows.Select(r => r.StationId!.Value)), ("id", id));
            return;
        }
        // In the process itself a prepared statement per row is quicker than any plan that SQLite makes for a set.
        await using var command = sql.Command("update station_import_rows set state = 4, station_id = @station where import_id = @id and row_no = @row", ("station", 0), ("id", id), ("row", 0));
        foreach (var row in rows)
        {
            (command.Parameters[0].Value, command.Parameters[2].Value) = (row.StationId!.Value, row.RowNo);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    static IQueryable<StationImportRow> Good(AppDb db, StationImport import) => db.StationImportRows.AsNoTracking().Where(r => r.ImportId == import.Id && r.State == ImportRowState.Good);

    async Task ChunkAsync(StationImport import, List<StationImportRow> chunk, RowChecker rules, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await database.InWritingAsync(async () =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            var sql = new ImportSql(connection, database.Engine);
            await sql.LockWritingAsync(cancel);
            await WriteAsync(connection, sql, import, chunk, rules, cancel);
            await transaction.CommitAsync(cancel);
        }, cancel);
    }

    async Task WriteAsync(DbConnection connection, ImportSql sql, StationImport import, List<StationImportRow> chunk, RowChecker rules, CancellationToken cancel)
    {
        // Since the check the list of places or the register may have changed.
        var found = chunk.ConvertAll(row => (Row: row, Found: rules.Check(row.CellsByField())));
        var known = await KnownStations.ReadAsync(connection, database.Engine, found.Where(f => f.Found.IsGood).Select(f => f.Found.Place!.Value.Value), found.Select(f => f.Found.ExternalNumber).OfType<string>(), cancel);
        var twins = new RowTwins();
        foreach (var (row, what) in found) twins.Settle(row, what, known, import.Division);
        var fresh = found.Where(f => f.Row.State is ImportRowState.Good).ToList();
        var keys = fresh.Count == 0 ? [] : await sql.StationKeysAsync(fresh.Count, cancel);
        for (var at = 0; at < fresh.Count; at++) (fresh[at].Row.StationId, fresh[at].Row.State) = (keys[at], ImportRowState.Written);
        if (fresh.Count > 0)
        {
            var stations = fresh.ConvertAll(f => Make(import, f.Row.StationId!.Value, f.Found));
            var at = time.GetUtcNow().UtcDateTime;
            StationTable.Write(connection, stations);
            StationTable.Write(connection, stations.Select(station => Step(import, station, at)));
            Audit(connection, import, fresh);
        }
        await RowsAsync(sql, import, chunk, cancel);
        await sql.RunAsync("update station_imports set rows_written = rows_written + @count, written_at = coalesce(written_at, @now) where id = @id", cancel,
            ("count", fresh.Count), ("now", time.GetUtcNow().UtcDateTime), ("id", import.Id));
    }

    static Station Make(StationImport import, int id, CheckedRow found) => new()
    {
        Id = id, Name = found.Name, Division = found.Place!.Value.Value, Type = found.Type!, HostClass = found.HostClass!, State = import.EnterAs, Since = found.On, DueOn = StationDeadlines.DueOn(import.EnterAs, found.On),
        OrganisationId = import.OrganisationId, PoorVillage = found.PoorVillage, Address = found.Address, Phone = found.Phone, OpeningHours = found.OpeningHours,
        LatitudeMicro = found.Point?.LatitudeMicro, LongitudeMicro = found.Point?.LongitudeMicro, Version = 1,
    };

    static StationTransition Step(StationImport import, Station station, DateTime at) =>
        new() { StationId = station.Id, Division = station.Division, ToState = station.State, OnDate = station.Since, At = at, Actor = import.ActedBy };

    /// <summary>One entry for the chunk; the row of each station stands in the table of rows.</summary>
    void Audit(DbConnection connection, StationImport import, List<(StationImportRow Row, CheckedRow Found)> fresh)
    {
        var audit = new AuditLog(new AuditActor { Actor = import.ActedBy, Post = import.ActedPost, Origin = import.ActedOrigin }, time);
        var entry = audit.Entry("station-import.written", $"station-import:{import.Id}", import.Division, new
        {
            file = import.FileName, sha256 = import.FileHash, state = import.EnterAs.Code(), count = fresh.Count, rows = $"{fresh[0].Row.RowNo}-{fresh[^1].Row.RowNo}",
            stations = $"{fresh[0].Row.StationId}-{fresh[^1].Row.StationId}", day = clock.Today,
        });
        using var to = BulkRows.Into(connection, "audit_entries", "id", "at", "action", "actor", "post", "subject", "division", "origin", "details");
        to.Add(entry.Id);
        to.Add(entry.At);
        to.Add(entry.Action);
        to.Add(entry.Actor);
        to.Add(entry.Post);
        to.Add(entry.Subject);
        to.Add(entry.Division);
        to.Add(entry.Origin);
        to.Add(entry.Details);
        to.EndRow();
        to.Complete();
    }

    // One statement for the rows that were written; the few that turned out otherwise one by one.
    async Task RowsAsync(ImportSql sql, StationImport import, List<StationImportRow> chunk, CancellationToken cancel)
    {
        var written = chunk.Where(r => r.State is ImportRowState.Written).ToList();
        if (written.Count > 0)
            await MarkAsync(sql, import.Id, written, cancel);
        foreach (var row in chunk.Where(r => r.State is not ImportRowState.Written))
            await sql.RunAsync("update station_import_rows set state = @state, station_id = @station, trouble = @trouble, fixable = @fixable, noted = @noted, remarks = @remarks where import_id = @id and row_no = @row", cancel,
                ("state", (short)row.State), ("station", row.StationId), ("trouble", (short)row.Trouble), ("fixable", row.Fixable), ("noted", row.Noted), ("remarks", row.Remarks), ("id", import.Id), ("row", row.RowNo));
    }
}
