using System.Data.Common;
using System.Runtime.CompilerServices;
using Yinong.Modules.Divisions;
using Yinong.Platform.Database;

namespace Yinong.Modules.Supervision;

/// <summary>What moves among the stations of a place.</summary>
/// <param name="Week">Serving stations that opened in the last seven days.</param>
/// <param name="Stopped">Suspended ones.</param>
/// <param name="Coming">Planned, applied, under review or being built.</param>
/// <param name="Ending">Officers on post whose last certificate of duty ends within <see cref="StationPaces.NoticeDays"/> days.</param>
/// <param name="Ended">Officers on post whose last certificate of duty has ended: they may not record (S-14).</param>
public record struct StationPace(int Week, int Stopped, int Coming, int Ending, int Ended)
{
    public void Add(in StationPace other)
    {
        Week += other.Week;
        Stopped += other.Stopped;
        Coming += other.Coming;
        Ending += other.Ending;
        Ended += other.Ended;
    }
}

/// <summary>The pace of one unit, and in which months (yyyymm) its serving stations opened.</summary>
public sealed record PaceLine(long Unit, StationPace Pace, IReadOnlyList<(int Month, int Opened)> Months);

/// <summary>Counts by unit in plain SQL, one pass over a range of places each.</summary>
public sealed class StationPaces(SqlDatabase database)
{
    /// <summary>A certificate that ends within this many days is told of.</summary>
    public const int NoticeDays = 30;

    // States are those of StationState: 1–8 on the way, 9–11 serving, 12 suspended.
    const string Paces = """
        select division / @width,
          sum(case when state between 9 and 11 and operating_since > @week then 1 else 0 end),
          sum(case when state = 12 then 1 else 0 end),
          sum(case when state between 1 and 8 then 1 else 0 end)
        from stations where division between @from and @to
        group by 1
        """;

    const string MonthsPostgres = """
        select division / @width, extract(year from operating_since)::int * 100 + extract(month from operating_since)::int, count(*)
        from stations where division between @from and @to and state between 9 and 11 and operating_since is not null
        group by 1, 2 order by 1, 2
        """;

    // "+state" keeps SQLite, which knows no frequencies, from going by the state: it would read the whole country.
    const string MonthsSqlite = """
        select division / @width, cast(substr(operating_since, 1, 4) || substr(operating_since, 6, 2) as integer), count(*)
        from stations where division between @from and @to and +state between 9 and 11 and operating_since is not null
        group by 1, 2 order by 1, 2
        """;

    const string Certificates = """
        select c.division / @width, sum(case when c.valid_to >= @today then 1 else 0 end), sum(case when c.valid_to < @today then 1 else 0 end)
        from certificates c
        where c.division between @from and @to and c.kind = 'duty' and c.revoked_on is null and c.valid_to <= @notice
          and exists (select 1 from postings p where p.officer_id = c.officer_id and p.from_date <= @today and (p.to_date is null or p.to_date >= @today))
          and not exists (select 1 from certificates n where n.officer_id = c.officer_id and n.kind = 'duty' and n.revoked_on is null and n.valid_to > c.valid_to)
        group by 1
        """;

    /// <summary>
    /// One line per unit of the level that has stations or officers. What stands above the level (a county's centre among towns) counts for the unit whose
    /// digits are zeros, which no child is.
    /// </summary>
    public async Task<List<PaceLine>> LinesAsync(DivisionCode place, DivisionLevel level, DateOnly today, CancellationToken cancel = default)
    {
        var width = new DivisionCode((long)level).To + 1;
        (string, object)[] where = [("width", width), ("from", place.From), ("to", place.To)];
        var paces = new Dictionary<long, StationPace>();
        var months = new Dictionary<long, List<(int, int)>>();
        await using var connection = await database.OpenAsync(cancel);
        await foreach (var row in RowsAsync(connection, Paces, [.. where, ("week", today.AddDays(-7))], cancel))
            paces[row[0]] = new((int)row[1], (int)row[2], (int)row[3], 0, 0);
        await foreach (var row in RowsAsync(connection, Certificates, [.. where, ("today", today), ("notice", today.AddDays(NoticeDays))], cancel))
            paces[row[0]] = paces.GetValueOrDefault(row[0]) with { Ending = (int)row[1], Ended = (int)row[2] };
        await foreach (var row in RowsAsync(connection, database.Engine == Engine.Postgres ? MonthsPostgres : MonthsSqlite, where, cancel))
        {
            if (!months.TryGetValue(row[0], out var opened)) months[row[0]] = opened = [];
            opened.Add(((int)row[1], (int)row[2]));
        }
        return [.. paces.Select(p => new PaceLine((p.Key * width) + (long)level, p.Value, months.GetValueOrDefault(p.Key) ?? []))];
    }

    static async IAsyncEnumerable<long[]> RowsAsync(DbConnection connection, string sql, (string Name, object Value)[] values, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Add(name, value);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var row = new long[reader.FieldCount];
            for (var i = 0; i < row.Length; i++) row[i] = reader.GetInt64(i);
            yield return row;
        }
    }
}
