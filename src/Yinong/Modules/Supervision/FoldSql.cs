using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Yinong.Database;
using Yinong.Modules.Stations;
using Yinong.Platform.Database;

namespace Yinong.Modules.Supervision;

/// <summary>The plain SQL of one fold, inside its transaction.</summary>
sealed class FoldSql(DbConnection connection, DbTransaction transaction, Engine engine)
{
    // Any constant will do, as long as nobody else uses it: one node folds at a time.
    const long LockKey = 620_573;

    readonly List<long> _seen = [];

    bool Postgres => engine == Engine.Postgres;

    public async Task<bool> LockAsync(CancellationToken cancel)
    {
        if (!Postgres) return true;
        await using var command = Command("select pg_try_advisory_xact_lock($1)", LockKey);
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    /// <summary>Number of the newest fold.</summary>
    public async Task<long> VersionAsync(CancellationToken cancel)
    {
        await using var command = Command("select version from tally_state where id = 1");
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Oldest first. A group that commits later under a lower id is taken by a later round: only ids that were seen are removed.</summary>
    public async IAsyncEnumerable<byte[]> DeltasAsync(int most, [EnumeratorCancellation] CancellationToken cancel)
    {
        _seen.Clear();
        await using var command = Command("select id, cells from tally_deltas order by id limit $1", most);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            _seen.Add(reader.GetInt64(0));
            yield return (byte[])reader.GetValue(1);
        }
    }

    /// <summary>Notes the newest day of service on the stations; liveness is read from it.</summary>
    public async Task ServedAsync(IReadOnlyDictionary<int, int> served, CancellationToken cancel)
    {
        if (served.Count == 0) return;
        if (Postgres)
        {
            await using var set = new NpgsqlCommand("""
                update stations s set last_served_on = v.day from unnest($1::int[], $2::date[]) as v(id, day)
                where s.id = v.id and (s.last_served_on is null or s.last_served_on < v.day)
                """, (NpgsqlConnection)connection);
            var sorted = served.OrderBy(s => s.Key).ToArray();
            set.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = Array.ConvertAll(sorted, s => s.Key) });
            set.Parameters.Add(new NpgsqlParameter<DateOnly[]> { TypedValue = Array.ConvertAll(sorted, s => Day(s.Value)), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date });
            await set.ExecuteNonQueryAsync(cancel);
            return;
        }
        await using var command = Command("update stations set last_served_on = $2 where id = $1 and (last_served_on is null or last_served_on < $2)", 0, "");
        foreach (var (station, day) in served)
        {
            command.Parameters[0].Value = station;
            command.Parameters[1].Value = Day(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <summary>
    /// After a correction or undo the newest day may be earlier: ask the records. The station is announced as changed, in every process: what rests on its
    /// services (the living acceptance) is judged again now and not with the next day.
    /// </summary>
    public async Task RecountServedAsync(IReadOnlySet<int> stations, DateTime now, CancellationToken cancel)
    {
        foreach (var station in stations.Order())
        {
            await using var newest = Command("""
                select max(r.served_at) from service_records r join stations s on s.id = $1 and r.division = s.division
                where r.station_id = $1 and not exists (select 1 from service_record_corrections c where c.record_id = r.id)
                """, station);
            var at = await newest.ExecuteScalarAsync(cancel) switch
            {
                DateTime utc => utc,
                long micros => ModelConventions.FromMicros(micros),
                _ => (DateTime?)null,
            };
            object day = at is null ? DBNull.Value : Platform.Time.ProgrammeClock.DayOf(at.Value);
            if (!Postgres && day is DateOnly date) day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await using var set = Command("update stations set last_served_on = $2 where id = $1", station, day);
            await set.ExecuteNonQueryAsync(cancel);
            await using var tell = Command("insert into changes (topic, key, at) select $3, number, $2 from stations where id = $1 and number is not null", station, Postgres ? now : ModelConventions.Micros(now), StationRegister.Topic);
            await tell.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <summary>Removes what was folded and notes until when everything is in the cells.</summary>
    public async Task FinishAsync(DateTime at, CancellationToken cancel)
    {
        if (Postgres)
        {
            await using var remove = Command("delete from tally_deltas where id = any($1)", _seen.ToArray());
            await remove.ExecuteNonQueryAsync(cancel);
        }
        else
        {
            // One writer: everything up to the last one read has been read.
            await using var remove = Command("delete from tally_deltas where id <= $1", _seen[^1]);
            await remove.ExecuteNonQueryAsync(cancel);
        }
        await using var state = Command("update tally_state set version = version + 1, folded_at = $1 where id = 1", Postgres ? at : ModelConventions.Micros(at));
        await state.ExecuteNonQueryAsync(cancel);
    }

    static DateOnly Day(int number) => new(number / 10000, number / 100 % 100, number % 100);

    DbCommand Command(string sql, params object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.AddPositional(values);
        return command;
    }
}
