using System.Globalization;
using System.Text.Json;
using Yinong.Database;
using Yinong.Platform.Database;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers.Assessments;

/// <summary>
/// Counts the services of some officers in one question. The records are the desk's, which stands above this module, so they are read here as a table: by the places of the officers' stations, which the index
/// of the records begins with. What a correction took out does not count.
/// </summary>
sealed class AssessmentSql(SqlDatabase database)
{
    const string Sql = """
        with asked as (select distinct officer_id, division from postings where officer_id @IN)
        select a.officer_id, count(*) as services, sum(r.person_times) as persons, max(r.served_at) as latest
        from asked a join service_records r on r.division = a.division and r.officer_id = a.officer_id and r.served_at >= $2 and r.served_at < $3
        where not exists (select 1 from service_record_corrections c where c.record_id = r.id)
        group by a.officer_id
        """;

    readonly string _sql = Sql.Replace("@IN", database.Engine == Engine.Postgres ? "= any ($1)" : "in (select value from json_each($1))", StringComparison.Ordinal);

    /// <summary>Services, person-times and the last day by officer, for the days from the first to the last.</summary>
    public async Task<Dictionary<int, (long Services, long PersonTimes, DateOnly Last)>> ReadAsync(int[] officers, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var found = new Dictionary<int, (long, long, DateOnly)>();
        if (officers.Length == 0) return found;
        await using var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = _sql;
        command.AddPositional(database.Engine == Engine.Postgres ? officers : JsonSerializer.Serialize(officers), database.Stored(ProgrammeClock.StartOf(from)), database.Stored(ProgrammeClock.StartOf(to.AddDays(1))));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var latest = database.Engine == Engine.Sqlite ? ModelConventions.FromMicros(reader.GetInt64(3)) : reader.GetDateTime(3);
            found[reader.GetInt32(0)] = (reader.GetInt64(1), Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture), ProgrammeClock.DayOf(latest));
        }
        return found;
    }
}
