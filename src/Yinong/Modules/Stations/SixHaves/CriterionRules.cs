using Yinong.Platform.Database;

namespace Yinong.Modules.Stations.SixHaves;

/// <summary>A rule of the living acceptance: the question to the database that finds every station which has lost the criterion now.</summary>
/// <param name="Code">Stable name, kept with what was lost.</param>
/// <param name="Select">
/// Answers station_id, item, division, have, since, last_day. Stations stand in it as <c>s</c>; the caller adds which of them are meant.
/// </param>
public sealed record CriterionRule(string Code, string Select);

/// <summary>
/// The rules. Each is one set-based question, so that the whole country is judged in a few passes and one station by the same words. A station is judged from
/// its acceptance on while it serves (states 8 to 11). What was never collected is not lost: it is said to be not collected.
/// </summary>
public sealed class CriterionRules
{
    public const string Officer = "officer", Licence = "licence", Phone = "phone", Service = "service", Hours = "hours", Age = "evidence", Inspected = "inspection";

    /// <summary>What stands in <c>item</c> for the rule of the phone.</summary>
    public const string Unanswered = "unanswered", Stale = "stale";

    const string Judged = "s.state between 8 and 11";

    readonly Engine _engine;

    public CriterionRules(Engine engine)
    {
        _engine = engine;
        All =
        [
            new(Officer, OfficerSql), new(Licence, LicenceSql), new(Phone, PhoneSql), new(Service, ServiceSql), new(Hours, HoursSql), new(Age, AgeSql), new(Inspected, InspectedSql),
        ];
    }

    public IReadOnlyList<CriterionRule> All { get; }

    // Nobody on post today whose duty certificate holds (S-14). The last day is that of the last one who could serve, where it is known.
    string OfficerSql => $"""
        select lost.station_id, '' as item, lost.division, 'people' as have, coalesce({After("lost.last_day")}, @today) as since, lost.last_day
        from (select s.id as station_id, s.division, (
            select max(case when p.to_date < c.valid_to then p.to_date else c.valid_to end)
            from postings p join certificates c on c.officer_id = p.officer_id
            where p.station_id = s.id and c.kind = 'duty' and c.revoked_on is null and (p.to_date < @today or c.valid_to < @today)) as last_day
          from stations s
          where {Judged} and not exists (
            select 1 from postings p join certificates c on c.officer_id = p.officer_id
            where p.station_id = s.id and p.from_date <= @today and (p.to_date is null or p.to_date >= @today)
              and c.kind = 'duty' and c.valid_from <= @today and c.valid_to >= @today and (c.revoked_on is null or c.revoked_on > @today) and {RestingCertificates.None})
            and {Scope}) lost
        """;

    string LicenceSql => $"""
        select s.id as station_id, '' as item, s.division, 'upkeep' as have, {After("k.licence_ends_on")} as since, k.licence_ends_on as last_day
        from stations s join station_conditions k on k.station_id = s.id
        where {Judged} and k.licence_ends_on < @today and {Scope}
        """;

    // Rung and not answered, or not rung for too long.
    string PhoneSql => $"""
        select s.id as station_id, case when k.phone_answered then '{Stale}' else '{Unanswered}' end as item, s.division, 'upkeep' as have,
          case when k.phone_answered then {After("k.phone_checked_on", "@phone_days")} else k.phone_checked_on end as since, k.phone_checked_on as last_day
        from stations s join station_conditions k on k.station_id = s.id
        where {Judged} and k.phone_checked_on is not null and (not k.phone_answered or k.phone_checked_on < @phone) and {Scope}
        """;

    // Before its first service a station has as many days as any other. Days on which it was closed with a notice do not count against it: they begin anew after them.
    string ServiceSql => $"""
        select quiet.station_id, '' as item, quiet.division, 'upkeep' as have, {After("case when quiet.shut > quiet.day then quiet.shut else quiet.day end", "@silent_days")} as since, quiet.last_day
        from (select s.id as station_id, s.division, s.last_served_on as last_day, coalesce(s.last_served_on, s.operating_since, s.since) as day, (
            select max(case when c.to_day < @today then c.to_day else @today end) from station_closures c where c.station_id = s.id and c.withdrawn_on is null and c.from_day <= @today) as shut
          from stations s
          where s.state between 9 and 11 and coalesce(s.last_served_on, s.operating_since, s.since) < @silent and {Scope}) quiet
        where quiet.shut is null or quiet.shut < @silent
        """;

    // Before an inspection has said which minimum holds here, that of the nation does.
    string HoursSql => $"""
        select s.id as station_id, '' as item, s.division, 'place' as have, @today as since, {NoDay} as last_day
        from stations s join station_conditions k on k.station_id = s.id
        where {Judged} and k.weekly_hours_milli < coalesce(k.hours_minimum_milli, @hours_minimum) and {Scope}
        """;

    string AgeSql => $"""
        select s.id as station_id, a.item, s.division, a.have, {After("a.due_on")} as since, a.due_on as last_day
        from stations s {OfLatest}
        where {Judged} and a.due_on < @today and {Scope}
        """;

    // A later look that found a required item missing.
    string InspectedSql => $"""
        select s.id as station_id, a.item, s.division, a.have, i.on_date as since, i.on_date as last_day
        from stations s {OfLatest}
        where {Judged} and a.required and not a.met and {Scope}
        """;

    const string OfLatest = """
        join inspections i on i.station_id = s.id and i.state = 3
          and i.round = (select max(j.round) from inspections j where j.station_id = s.id and j.state = 3)
        join inspection_answers a on a.inspection_id = i.id
        """;

    /// <summary>Stands where the caller says which stations are meant.</summary>
    public const string Scope = "{scope}";

    string NoDay => _engine == Engine.Postgres ? "cast(null as date)" : "null";

    string After(string day, string days = "0") => _engine == Engine.Postgres ? $"({day} + cast({days} as integer) + 1)" : $"date({day}, '+' || ({days} + 1) || ' days')";
}
