using System.Data.Common;
using Yinong.Database;
using Yinong.Platform.Database;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations;

/// <summary>
/// An officer on post at a station since a day, with the certificate that says most about him (a valid one, else the latest; null: none) and whether it
/// gives the right to serve on the day asked for. Rests: it would, but is suspended on that day.
/// </summary>
public sealed record StationOfficer(int StationId, string Number, string Name, string? Phone, DateOnly Since, string? Certificate, DateOnly? ValidTo, DateOnly? RevokedOn, bool IsValid, bool Rests);

/// <summary>Counted services of a station on a day.</summary>
public sealed record StationDay(int StationId, DateOnly Day, int Records, int PersonTimes);

/// <summary>Day of the newest counted service, and of the newest with a code, a call-back or a receipt; null: none in the days asked for.</summary>
public sealed record StationLastServices(DateOnly? Served, DateOnly? Verified);

/// <summary>
/// What the pages and the API of stations show of officers and services: read set-wise for the stations of one page, in plain SQL, because those
/// modules stand above this one. The stations asked for have been found within the viewer's reach before.
/// </summary>
public sealed class StationFacts(SqlDatabase database)
{
    /// <summary>Officers on post on the day, by station.</summary>
    public async Task<ILookup<int, StationOfficer>> OfficersAsync(IReadOnlyCollection<int> stations, DateOnly day, CancellationToken cancel = default)
    {
        if (stations.Count == 0) return Array.Empty<StationOfficer>().ToLookup(o => o.StationId);
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            select p.station_id, o.number, o.name, o.phone, p.from_date, c.number, c.valid_from, c.valid_to, c.revoked_on,
              case when exists (select 1 from certificate_suspensions x where x.certificate_id = c.id and x.from_date <= @day and (x.until_date is null or x.until_date >= @day) and (x.lifted_on is null or x.lifted_on > @day)) then 1 else 0 end
            from postings p
            join officers o on o.id = p.officer_id
            left join certificates c on c.officer_id = o.id and c.kind = 'duty'
            where p.station_id {database.Engine.In("stations")} and p.from_date <= @day and (p.to_date is null or p.to_date >= @day)
            order by p.station_id, p.from_date, o.number
            """;
        command.AddList("stations", stations);
        Add(command, "day", day);
        var found = new List<StationOfficer>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) found.Add(Officer(reader, day));
        return found.GroupBy(o => (o.StationId, o.Number)).Select(g => g.OrderByDescending(o => o.IsValid).ThenByDescending(o => o.ValidTo).First()).ToLookup(o => o.StationId);
    }

    /// <summary>
    /// Counted services per station and day, from the first day to the last, through the index over place and time: the divisions are
    /// those of the stations.
    /// </summary>
    public async Task<ILookup<int, StationDay>> DaysAsync(IReadOnlyCollection<(int Id, long Division)> stations, DateOnly from, DateOnly to, CancellationToken cancel = default)
    {
        if (stations.Count == 0) return Array.Empty<StationDay>().ToLookup(d => d.StationId);
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            select r.station_id, {DayNumber} as day, count(*), sum(r.person_times)
            from service_records r
            where r.division {database.Engine.In("divisions")} and r.served_at >= @from and r.served_at < @until and r.station_id {database.Engine.In("stations")}
              and not exists (select 1 from service_record_corrections c where c.record_id = r.id)
            group by 1, 2
            """;
        command.AddList("stations", stations.Select(s => s.Id));
        command.AddList("divisions", stations.Select(s => s.Division).Distinct());
        Add(command, "from", ProgrammeClock.StartOf(from));
        Add(command, "until", ProgrammeClock.StartOf(to.AddDays(1)));
        var found = new List<StationDay>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            found.Add(new(reader.GetInt32(0), Epoch.AddDays(reader.GetInt32(1)), reader.GetInt32(2), reader.GetInt32(3)));
        return found.ToLookup(d => d.StationId);
    }

    /// <summary>Person-times by kind of service (1–4) between two days.</summary>
    public async Task<IReadOnlyDictionary<int, int>> MixAsync(int station, IReadOnlyCollection<long> divisions, DateOnly from, DateOnly to, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"select r.kind, sum(r.person_times) from service_records r where {OfStation} group by r.kind";
        AddSpan(command, station, divisions, from, to);
        var found = new Dictionary<int, int>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) found.Add(reader.GetInt32(0), reader.GetInt32(1));
        return found;
    }

    /// <summary>What the counted records between two days show about how they came to be.</summary>
    public async Task<StationEvidence> EvidenceAsync(int station, IReadOnlyCollection<long> divisions, DateOnly from, DateOnly to, LivenessRules rules, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            select count(*), coalesce(sum(r.person_times), 0), coalesce(sum(case when r.kind = 1 then r.person_times else 0 end), 0),
              coalesce(sum(case when r.confirmation <> 0 then 1 else 0 end), 0),
              coalesce(sum(case when {HoursLate} > @late then 1 else 0 end), 0),
              coalesce(sum(case when {HourOfDay} >= @night or {HourOfDay} < @morning then 1 else 0 end), 0),
              max(r.served_at)
            from service_records r where {OfStation}
            """;
        AddSpan(command, station, divisions, from, to);
        Add(command, "late", rules.LateAfterHours);
        Add(command, "night", rules.NightFromHour);
        Add(command, "morning", rules.NightToHour);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return new(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetInt32(5), DayAt(reader, 6));
    }

    /// <summary>When a station last served, and when it last did so in a way that can be checked from the other side, within the days.</summary>
    public async Task<StationLastServices> LastServicesAsync(int station, IReadOnlyCollection<long> divisions, DateOnly from, DateOnly to, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"select max(r.served_at), max(case when r.confirmation <> 0 then r.served_at end) from service_records r where {OfStation}";
        AddSpan(command, station, divisions, from, to);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return new(DayAt(reader, 0), DayAt(reader, 1));
    }

    // Through the index over place and time; what a correction took out does not count.
    // The divisions are the present one and those where it stood before.
    string OfStation => $"""
        r.division {database.Engine.In("divisions")} and r.served_at >= @from and r.served_at < @until and r.station_id = @station
          and not exists (select 1 from service_record_corrections c where c.record_id = r.id)
        """;

    DateOnly? DayAt(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : ProgrammeClock.DayOf(
        database.Engine == Engine.Postgres ? reader.GetDateTime(column) : DateTime.UnixEpoch.AddTicks(reader.GetInt64(column) * TimeSpan.TicksPerMicrosecond));

    string HoursLate => database.Engine == Engine.Postgres ? "extract(epoch from r.recorded_at - r.served_at) / 3600" : "(r.recorded_at - r.served_at) / 3600000000";

    string HourOfDay => database.Engine == Engine.Postgres
        ? "(cast(extract(epoch from r.served_at) as bigint) + 28800) / 3600 % 24"
        : "(r.served_at / 1000000 + 28800) / 3600 % 24";

    void AddSpan(DbCommand command, int station, IReadOnlyCollection<long> divisions, DateOnly from, DateOnly to)
    {
        Add(command, "station", station);
        command.AddList("divisions", divisions);
        Add(command, "from", ProgrammeClock.StartOf(from));
        Add(command, "until", ProgrammeClock.StartOf(to.AddDays(1)));
    }

    static readonly DateOnly Epoch = new(1970, 1, 1);

    // Days since 1970 in China, which has had no daylight saving since 1991.
    string DayNumber => database.Engine == Engine.Postgres
        ? "cast(floor((extract(epoch from r.served_at) + 28800) / 86400) as integer)"
        : "(r.served_at + 28800000000) / 86400000000";

    void Add(DbCommand command, string name, object value) => command.Add(name, value is DateTime at ? database.Stored(at) : value);

    static StationOfficer Officer(DbDataReader reader, DateOnly day)
    {
        var certificate = reader.IsDBNull(5) ? null : reader.GetString(5);
        DateOnly? Day(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);
        var runs = certificate is not null && Day(6) <= day && day <= Day(7) && !(Day(8) <= day);
        var rests = runs && reader.GetInt32(9) != 0;
        return new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), Day(4)!.Value, certificate, Day(7), Day(8), runs && !rests, rests);
    }
}
