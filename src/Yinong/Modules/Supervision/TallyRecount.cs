using System.Data.Common;
using System.Globalization;
using Yinong.Modules.Desk;
using Yinong.Modules.Divisions;
using Yinong.Platform.Database;

namespace Yinong.Modules.Supervision;

/// <summary>A cell that does not hold what the records say.</summary>
/// <param name="Key">Which cell.</param>
/// <param name="Kept">What the table says.</param>
/// <param name="Counted">What the records say.</param>
public sealed record TallyDifference(TallyKey Key, TallySum Kept, TallySum Counted)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"period {Key.Period} division {new DivisionCode(Key.Division)} subject {Key.Subject}: kept {Kept.Records} records / {Kept.PersonTimes} person-times / {Kept.AmountFen} fen, counted {Counted.Records} / {Counted.PersonTimes} / {Counted.AmountFen}");
}

/// <summary>
/// Counts every service record anew and compares with every kept cell, province by province, so that memory stays small. What has not been folded
/// yet is folded first. The figures on every page rest on this agreeing to the last unit.
/// </summary>
public sealed class TallyRecount(SqlDatabase database, TallyFolder folder)
{
    /// <summary>The first difference of each province (and of the nation), empty when everything agrees.</summary>
    /// <param name="progress">Told the share done, 0 … 1.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<(long Cells, long Records, IReadOnlyList<TallyDifference> Differences)> CompareAsync(Action<double>? progress = null, CancellationToken cancel = default)
    {
        while (await folder.FoldAsync(cancel) > 0) { }
        await using var connection = await database.OpenAsync(cancel);
        // One snapshot for both sides: records that come in meanwhile are in neither.
        await using var transaction = connection is Microsoft.Data.Sqlite.SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        var differences = new List<TallyDifference>();
        var nation = new TallyCells();
        long cells = 0, records = 0;
        var pending = await PendingAsync(connection, transaction, cancel);
        for (var code = 11; code <= 99; code++)
        {
            var province = DivisionCode.Parse(code.ToString(CultureInfo.InvariantCulture));
            var counted = new TallyCells();
            records += await CountAsync(connection, transaction, province, counted, nation, cancel);
            Without(pending, counted, province.From, province.To);
            cells += await CompareAsync(connection, transaction, province, counted, differences, cancel);
            progress?.Invoke((code - 10) / 90.0);
        }
        Without(pending, nation, 0, 0);
        cells += await CompareAsync(connection, transaction, DivisionCode.Nation, nation, differences, cancel);
        return (cells, records, differences);
    }

    // What this snapshot already has as records but not yet in the cells.
    static async Task<TallyCells> PendingAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "select cells from tally_deltas";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var pending = new TallyCells();
        while (await reader.ReadAsync(cancel))
            foreach (var delta in TallyDeltas.Unpack((byte[])reader.GetValue(0)))
                pending.Add(delta.Division, delta.Day, delta.Kind, delta.Item, new(delta.Records, delta.PersonTimes, delta.GroupPersonTimes, delta.AmountFen));
        return pending;
    }

    static void Without(TallyCells pending, TallyCells from, long first, long last)
    {
        foreach (var (key, sum) in pending.Sorted())
            if (key.Division >= first && key.Division <= last)
                from.Add(key, new(-sum.Records, -sum.PersonTimes, -sum.GroupPersonTimes, -sum.AmountFen));
    }

    async Task<long> CountAsync(DbConnection connection, DbTransaction transaction, DivisionCode province, TallyCells counted, TallyCells nation, CancellationToken cancel)
    {
        await using var command = Command(connection, transaction, database.Engine == Engine.Postgres ? PostgresSql : SqliteSql, province);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var records = 0L;
        var own = new TallyCells();
        while (await reader.ReadAsync(cancel))
        {
            var sum = new TallySum(reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7));
            own.Add(reader.GetInt64(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), sum);
            records += sum.Records;
        }
        foreach (var (key, sum) in own.Sorted()) (key.Division == 0 ? nation : counted).Add(key, sum);
        return records;
    }

    static async Task<long> CompareAsync(DbConnection connection, DbTransaction transaction, DivisionCode place, TallyCells counted, List<TallyDifference> differences, CancellationToken cancel)
    {
        var left = counted.Sorted().ToDictionary();
        await using var command = Command(connection, transaction,
            "select period, division, subject, records, person_times, group_person_times, amount_fen from service_tallies where division between $1 and $2",
            place, place.Level == DivisionLevel.Nation ? 0 : place.To);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var (cells, first) = (0L, (TallyDifference?)null);
        while (await reader.ReadAsync(cancel))
        {
            cells++;
            var key = new TallyKey(reader.GetInt32(0), reader.GetInt64(1), reader.GetInt32(2));
            var kept = new TallySum(reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6));
            left.Remove(key, out var sum);
            if (kept != sum) first ??= new(key, kept, sum);
        }
        foreach (var (key, sum) in left) first ??= new(key, default, sum);
        if (first is not null) differences.Add(first);
        return cells;
    }

    static DbCommand Command(DbConnection connection, DbTransaction transaction, string sql, DivisionCode place, long? to = null)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        command.AddPositional(place.From, to ?? place.To);
        return command;
    }

    // China days: UTC + 8 hours, no daylight saving in the programme's years.
    const string PostgresSql = """
        select division, cast(to_char(served_at at time zone 'UTC' + interval '8 hours', 'YYYYMMDD') as int), kind::int, item_id,
          count(*), sum(person_times), sum(case when is_group then person_times else 0 end), sum(coalesce(amount_fen, 0))::bigint
        from service_records r
        where division between $1 and $2 and not exists (select 1 from service_record_corrections c where c.record_id = r.id)
        group by 1, 2, 3, 4
        """;

    const string SqliteSql = """
        select division, cast(strftime('%Y%m%d', served_at / 1000000 + 28800, 'unixepoch') as integer), kind, item_id,
          count(*), sum(person_times), sum(case when is_group then person_times else 0 end), sum(coalesce(amount_fen, 0))
        from service_records r
        where division between $1 and $2 and not exists (select 1 from service_record_corrections c where c.record_id = r.id)
        group by 1, 2, 3, 4
        """;
}
