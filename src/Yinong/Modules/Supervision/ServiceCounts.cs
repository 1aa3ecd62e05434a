using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Platform.Database;
using Yinong.Platform.Time;

namespace Yinong.Modules.Supervision;

/// <summary>What the key of a counted line is.</summary>
public enum CountKey
{
    Division = 0,

    /// <summary>Kind 1–4 or item from 1000.</summary>
    Subject = 1,

    /// <summary>yyyymmdd or yyyymm00.</summary>
    Period = 2,

    /// <summary>Period × 100,000 + subject.</summary>
    PeriodAndSubject = 3,

    /// <summary>Key of the station; from records only.</summary>
    Station = 4,
}

/// <summary>
/// The hot reads of the statistics in plain SQL, one text per engine: sums over cells, and sums over records for what no cell holds.
/// Reach is the caller's duty: <see cref="Indicators"/> asks only inside of it.
/// </summary>
public sealed class ServiceCounts(SqlDatabase database)
{
    const string CellsPostgres = """
        select case $5 when 0 then t.division when 1 then t.subject when 2 then t.period else t.period::bigint * 100000 + t.subject end,
          sum(sign(p.period) * t.records)::bigint, sum(sign(p.period) * t.person_times)::bigint,
          sum(sign(p.period) * t.group_person_times)::bigint, sum(sign(p.period) * t.amount_fen)::bigint
        from unnest($1::int[]) as p(period)
        join service_tallies t on t.period = abs(p.period) and t.division = any ($2::bigint[]) and t.subject between $3 and $4
        group by 1
        """;

    const string CellsSqlite = """
        select case $5 when 0 then t.division when 1 then t.subject when 2 then t.period else t.period * 100000 + t.subject end,
          sum(sign(p.value) * t.records), sum(sign(p.value) * t.person_times), sum(sign(p.value) * t.group_person_times), sum(sign(p.value) * t.amount_fen)
        from json_each($1) p
        cross join service_tallies t on t.period = abs(p.value) and t.division in (select value from json_each($2)) and t.subject between $3 and $4
        group by 1
        """;

    // The units of the place lead: one short range of the index (division, served_at, id) for each of them.
    const string RecordsPostgres = """
        select case $5 when 0 then r.division when 1 then case when $6 then r.item_id else r.kind end
            when 2 then (r.served_at at time zone 'UTC' + interval '8 hours')::date - date '1970-01-01'
            when 3 then ((r.served_at at time zone 'UTC' + interval '8 hours')::date - date '1970-01-01')::bigint * 100000 + case when $6 then r.item_id else r.kind end
            else r.station_id end,
          count(*), sum(r.person_times)::bigint, sum(case when r.is_group then r.person_times else 0 end)::bigint, coalesce(sum(r.amount_fen), 0)::bigint
        from divisions d
        cross join unnest($3::timestamptz[], $4::timestamptz[]) as s(first, past)
        join service_records r on r.division = d.code and r.served_at >= s.first and r.served_at < s.past
        where d.code between $1 and $2 and not exists (select 1 from service_record_corrections c where c.record_id = r.id)
        group by 1
        """;

    const string RecordsSqlite = """
        select case $5 when 0 then r.division when 1 then case when $6 then r.item_id else r.kind end
            when 2 then (r.served_at / 1000000 + 28800) / 86400
            when 3 then (r.served_at / 1000000 + 28800) / 86400 * 100000 + case when $6 then r.item_id else r.kind end
            else r.station_id end,
          count(*), sum(r.person_times), sum(case when r.is_group then r.person_times else 0 end), coalesce(sum(r.amount_fen), 0)
        from divisions d
        cross join json_each($3) a cross join json_each($4) b on b.key = a.key
        cross join service_records r on r.division = d.code and r.served_at >= a.value and r.served_at < b.value
        where d.code between $1 and $2 and not exists (select 1 from service_record_corrections c where c.record_id = r.id)
        group by 1
        """;

    /// <summary>Sums of the planned cells of these places.</summary>
    public async Task<List<(long Key, TallySum Sum)>> FromCellsAsync(PeriodPlan plan, long[] divisions, bool items, CountKey key, CancellationToken cancel = default)
    {
        if (plan.Periods.Count == 0 || divisions.Length == 0) return [];
        await using var connection = await database.OpenAsync(cancel);
        await using var command = Command(connection, CellsPostgres, CellsSqlite);
        AddArray(command, plan.Periods.ToArray());
        AddArray(command, divisions);
        Add(command, items ? 1000 : 1);
        Add(command, items ? int.MaxValue : 4);
        Add(command, (int)key);
        return await ReadAsync(command, k => k, cancel);
    }

    /// <summary>Sums over the records of a place and everything below it, those that a correction names left out.</summary>
    public async Task<List<(long Key, TallySum Sum)>> FromRecordsAsync(IReadOnlyList<DaySpan> spans, DivisionCode place, bool items, CountKey key, CancellationToken cancel = default)
    {
        if (spans.Count == 0) return [];
        await using var connection = await database.OpenAsync(cancel);
        await using var command = Command(connection, RecordsPostgres, RecordsSqlite);
        Add(command, place.From);
        Add(command, place.To);
        AddInstants(command, spans.Select(s => ProgrammeClock.StartOf(s.From)));
        AddInstants(command, spans.Select(s => ProgrammeClock.StartOf(s.To.AddDays(1))));
        Add(command, (int)key);
        Add(command, items);
        return await ReadAsync(command, key switch { CountKey.Period => Period, CountKey.PeriodAndSubject => k => Period(k / 100000) * 100000 + k % 100000, _ => k => k }, cancel);
    }

    /// <summary>Number and instant (UTC) of the newest fold, and whether something waits to be folded.</summary>
    public async Task<(long Version, DateTime FoldedAt, bool Waiting)> StateAsync(CancellationToken cancel = default)
    {
        const string sql = "select version, folded_at, exists (select 1 from tally_deltas) from tally_state where id = 1";
        await using var connection = await database.OpenAsync(cancel);
        await using var command = Command(connection, sql, sql);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return (reader.GetInt64(0), database.Engine == Engine.Postgres ? reader.GetDateTime(1) : ModelConventions.FromMicros(reader.GetInt64(1)), reader.GetBoolean(2));
    }

    DbCommand Command(DbConnection connection, string postgres, string sqlite)
    {
        var command = connection.CreateCommand();
        command.CommandText = database.Engine == Engine.Postgres ? postgres : sqlite;
        return command;
    }

    void Add(DbCommand command, object value)
    {
        command.Parameters.Add(database.Engine == Engine.Postgres
            ? new NpgsqlParameter { Value = value }
            : new SqliteParameter($"${command.Parameters.Count + 1}", value));
    }

    void AddArray<T>(DbCommand command, T[] values) => Add(command, database.Engine == Engine.Postgres ? values : JsonSerializer.Serialize(values));

    void AddInstants(DbCommand command, IEnumerable<DateTime> instants)
    {
        if (database.Engine == Engine.Postgres) AddArray(command, instants.ToArray());
        else AddArray(command, instants.Select(ModelConventions.Micros).ToArray());
    }

    static async Task<List<(long, TallySum)>> ReadAsync(DbCommand command, Func<long, long> key, CancellationToken cancel)
    {
        var lines = new List<(long, TallySum)>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            lines.Add((key(reader.GetInt64(0)), new(reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4))));
        return lines;
    }

    // Days since 1970 → yyyymmdd.
    static long Period(long day) => PeriodPlan.DayOf(DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(day)));
}
