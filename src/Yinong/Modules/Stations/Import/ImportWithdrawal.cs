using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Yinong.Database;
using Yinong.Platform.Database;

namespace Yinong.Modules.Stations.Import;

/// <summary>
/// Takes an import back as a whole, within a day and as long as nothing else has happened to its stations: they were entered by mistake, have no number yet and
/// leave the register; who did what stays in the audit and in the rows. One transaction.
/// </summary>
public sealed class ImportWithdrawal(AppDb db, ImportRegister register, ImportLimits limits, SqlDatabase database, TimeProvider time)
{
    const int NamesShown = 5;

    /// <summary>How long after the writing it is possible.</summary>
    public int Hours => limits.WithdrawHours;

    /// <summary>Until when it can be taken back; null: nothing is written.</summary>
    public DateTime? Until(StationImport import) => import.WrittenAt?.AddHours(limits.WithdrawHours);

    /// <summary>Whether it can still be taken back, or thrown away.</summary>
    public bool IsOpen(StationImport import) => import.State is not (ImportState.Withdrawn or ImportState.Checking or ImportState.Writing) && (Until(import) is not { } until || time.GetUtcNow().UtcDateTime <= until);

    /// <summary>Answers how many stations left the register.</summary>
    public async Task<int> WithdrawAsync(int id, CancellationToken cancel = default)
    {
        var import = await register.MineAsync(id, cancel, ImportState.Mapping, ImportState.Checked, ImportState.Stopped, ImportState.Done, ImportState.Failed);
        register.MayEnter(import.EnterAs);
        if (!IsOpen(import)) throw ImportProblems.TooLate(limits.WithdrawHours);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var connection = db.Database.GetDbConnection();
        var sql = new Transacted(new(connection, database.Engine), transaction.GetDbTransaction());
        var stations = await db.StationImportRows.Where(r => r.ImportId == id && r.State == ImportRowState.Written && r.StationId != null).Select(r => r.StationId!.Value).ToListAsync(cancel);
        if (stations.Count > 0) await RemoveAsync(sql, import, stations, cancel);
        import.State = ImportState.Withdrawn;
        await register.SaveAsync(import, "station-import.withdrawn", new { stations = stations.Count }, cancel);
        await transaction.CommitAsync(cancel);
        return stations.Count;
    }

    async Task RemoveAsync(Transacted sql, StationImport import, List<int> stations, CancellationToken cancel)
    {
        await RefuseMovedAsync(sql, import, stations, cancel);
        var which = sql.Sql.In("stations");
        await sql.RunAsync($"update station_import_rows set station_id = null where station_id {which}", cancel, ("stations", stations));
        await sql.RunAsync("update station_import_rows set state = @withdrawn where import_id = @id and state = @written", cancel,
            ("withdrawn", (short)ImportRowState.Withdrawn), ("id", import.Id), ("written", (short)ImportRowState.Written));
        await sql.RunAsync($"delete from station_transitions where station_id {which}", cancel, ("stations", stations));
        var gone = await sql.RunAsync($"delete from stations where id {which} and version = 1 and number is null", cancel, ("stations", stations));
        // Somebody was faster in this very moment.
        if (gone != stations.Count) throw ImportProblems.StationsMoved(stations.Count - gone, []);
    }

    async Task RefuseMovedAsync(Transacted sql, StationImport import, List<int> stations, CancellationToken cancel)
    {
        var pointers = (await sql.PointersAsync(cancel)).Where(p => p.Table is not ("station_transitions" or "station_import_rows")).Select(p => $" or exists (select 1 from {p.Table} x where x.{p.Column} = s.id)");
        await using var command = sql.Command(
            $"select s.name from stations s where s.id {sql.Sql.In("stations")} and (s.version <> 1 or s.number is not null or s.state <> @state{string.Concat(pointers)}) order by s.id",
            ("stations", stations), ("state", (short)import.EnterAs));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var names = new List<string>();
        while (await reader.ReadAsync(cancel)) names.Add(reader.GetString(0));
        if (names.Count > 0) throw ImportProblems.StationsMoved(names.Count, names.Take(NamesShown));
    }

    /// <summary>The same statements inside the transaction of the unit of work.</summary>
    sealed class Transacted(ImportSql sql, DbTransaction transaction)
    {
        public ImportSql Sql => sql;

        public DbCommand Command(string text, params ReadOnlySpan<(string Name, object? Value)> values)
        {
            var command = sql.Command(text, values);
            command.Transaction = transaction;
            return command;
        }

        public async Task<int> RunAsync(string text, CancellationToken cancel, params (string Name, object? Value)[] values)
        {
            await using var command = Command(text, values);
            return await command.ExecuteNonQueryAsync(cancel);
        }

        public Task<IReadOnlyList<(string Table, string Column)>> PointersAsync(CancellationToken cancel) => sql.PointersToStationsAsync(transaction, cancel);
    }
}
