using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Yinong.Database;
using Yinong.Platform.Database;

namespace Yinong.Modules.Stations.Import;

/// <summary>The plain SQL of the import: sets of keys in one parameter on both engines, leases, and chunks.</summary>
sealed class ImportSql(DbConnection connection, Engine engine)
{
    // Any constant nobody else uses: chunks of two imports are written one after the other, so that neither misses what the other enters.
    const long WritingLock = 20_180_629;

    /// <summary>One text for any count of values.</summary>
    public string In(string name) => engine.In(name);

    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Add(name, Bound(value));
        return command;
    }

    public async Task<int> RunAsync(string sql, CancellationToken cancel, params (string Name, object? Value)[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Takes an import that waits, or that a worker has left lying; false: another one has it.</summary>
    public async Task<bool> LeaseAsync(int id, DateTime now, DateTime until, CancellationToken cancel) =>
        await RunAsync("update station_imports set lease_until = @until where id = @id and state in (2, 4) and (lease_until is null or lease_until < @now)", cancel,
            ("until", until), ("id", id), ("now", now)) == 1;

    /// <summary>Says how far the work is and keeps the lease; false: somebody asked to stop, or the import is no longer in this state.</summary>
    public async Task<bool> PulseAsync(int id, ImportState state, double share, int? rowsChecked, DateTime until, CancellationToken cancel) =>
        await RunAsync("update station_imports set share = @share, rows_checked = coalesce(@checked, rows_checked), lease_until = @until where id = @id and state = @state and stop_asked = @no", cancel,
            ("share", (short)Math.Clamp(share * 1000, 0, 1000)), ("checked", rowsChecked ?? (object)DBNull.Value), ("until", until), ("id", id), ("state", (short)state), ("no", false)) == 1;

    /// <summary>Leads from one state to another; false: it was not in the first any more.</summary>
    public async Task<bool> MoveAsync(int id, ImportState from, ImportState to, string? fault, CancellationToken cancel) =>
        await RunAsync("update station_imports set state = @to, lease_until = null, stop_asked = @no, share = @share, fault = @fault where id = @id and state = @from", cancel,
            ("to", (short)to), ("no", false), ("share", (short)(to is ImportState.Checked or ImportState.Done ? 1000 : 0)), ("fault", fault), ("id", id), ("from", (short)from)) == 1;

    /// <summary>On PostgreSQL: nobody else writes a chunk until this transaction ends. SQLite has one writer anyway.</summary>
    public async Task LockWritingAsync(CancellationToken cancel)
    {
        if (engine == Engine.Postgres) await RunAsync("select pg_advisory_xact_lock(@key)", cancel, ("key", WritingLock));
    }

    /// <summary>Keys for new stations, in ascending order; called inside the transaction that uses them.</summary>
    public async Task<int[]> StationKeysAsync(int count, CancellationToken cancel)
    {
        if (engine == Engine.Sqlite)
        {
            await using var last = Command("select coalesce(max(seq), 0) from sqlite_sequence where name = 'stations'");
            return [.. Enumerable.Range(Convert.ToInt32(await last.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture) + 1, count)];
        }
        var keys = new List<int>(count);
        await using var command = Command("select nextval(pg_get_serial_sequence('stations', 'id'))::int from generate_series(1, @count)", ("count", count));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) keys.Add(reader.GetInt32(0));
        keys.Sort();
        return [.. keys];
    }

    /// <summary>
    /// Tables whose rows may point to a station, with the column that does, from the schema itself: whatever a later module adds counts as something that has
    /// happened to the station. The names come from the database's own catalogue.
    /// </summary>
    public async Task<IReadOnlyList<(string Table, string Column)>> PointersToStationsAsync(DbTransaction transaction, CancellationToken cancel)
    {
        var found = new List<(string, string)>();
        await using var command = Command(engine == Engine.Sqlite
            ? "select m.name, f.\"from\" from pragma_table_list m join pragma_foreign_key_list(m.name) f where m.schema = 'main' and f.\"table\" = 'stations'"
            : "select t.relname::text, a.attname::text from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1] where c.contype = 'f' and c.confrelid = 'stations'::regclass");
        command.Transaction = transaction;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) found.Add((reader.GetString(0), reader.GetString(1)));
        return found;
    }

    object? Bound(object? value) => (engine, value) switch
    {
        (Engine.Sqlite, IEnumerable<int> or IEnumerable<long> or IEnumerable<string>) when value is not string => JsonSerializer.Serialize(value),
        (Engine.Sqlite, DateTime at) => ModelConventions.Micros(at),
        (Engine.Postgres, IEnumerable<int> keys) => keys.ToArray(),
        (Engine.Postgres, IEnumerable<long> keys) => keys.ToArray(),
        (Engine.Postgres, IEnumerable<string> texts) when value is not string => texts.ToArray(),
        _ => value,
    };
}
