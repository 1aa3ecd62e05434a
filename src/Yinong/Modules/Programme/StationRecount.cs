using System.Data.Common;
using Yinong.Modules.Divisions;
using Yinong.Platform.Database;
using Yinong.Platform.Time;

namespace Yinong.Modules.Programme;

/// <summary>A place whose kept figures differ from the recount.</summary>
/// <param name="Division">Where.</param>
/// <param name="Kept">What the programme shows: built, serving, alive, covered villages.</param>
/// <param name="Counted">What the stations say.</param>
public sealed record StationDifference(DivisionCode Division, (int Built, int Serving, int Alive, int Covered) Kept, (int Built, int Serving, int Alive, int Covered) Counted)
{
    public override string ToString() => $"stations of {Division}: built, serving, alive, covered are {Kept}, counted {Counted}";
}

/// <summary>
/// Counts the stations of every place anew, by another way than the running sums: the database groups them by the code of each level, and the roster of a
/// village is asked of its tables.
/// </summary>
public sealed class StationRecount(SqlDatabase database, ProgrammeShelf shelf, StationCounts counts, ProgrammeClock clock)
{
    // A roster village counts where the roster has it; a station where it stands. Which one belongs to which is asked of the tables (RosterPlaces says why).
    const string Sql = """
        with roster as (select id, rule, as_of from village_rosters where programme = @programme and replaced_at is null and division = @province),
        listed as (
          select u.division from roster r join village_roster_units u on u.roster_id = r.id where r.rule = 'explicit'
          union select d.code from roster r join divisions d on d.code between @from and @to and d.kind in (2, 4)
            and (d.valid_from is null or d.valid_from <= r.as_of) and (d.valid_to is null or d.valid_to >= r.as_of) where r.rule <> 'explicit'),
        heirs as (select d.succeeded_by as village, min(d.code) as listed from divisions d join listed l on l.division = d.code where d.succeeded_by is not null group by d.succeeded_by),
        placed as (
          select s.division, case when s.state in (9, 10, 11) then 1 else 0 end as serving, case when s.state in (9, 10, 11) and s.last_served_on >= @since then 1 else 0 end as alive,
            coalesce((select c.from_place from station_place_changes c where c.station_id = s.id and c.cause <> 1 and c.on_date > (select as_of from roster)
              and not exists (select 1 from station_place_changes m where m.station_id = s.id and m.cause = 1 and m.id > c.id) order by c.id limit 1), s.division) as village
          from stations s where s.accepted_on is not null and s.state between 8 and 12 and s.division between @from and @to),
        covered as (select distinct coalesce(l.division, h.listed) as village from placed p left join listed l on l.division = p.village left join heirs h on h.village = p.village where p.alive = 1)
        select place, sum(built), sum(serving), sum(alive), sum(covered) from (
          select division / @width * @width + @level as place, count(*) as built, sum(serving) as serving, sum(alive) as alive, 0 as covered from placed group by 1
          union all select village / @width * @width + @level, 0, 0, 0, count(*) from covered where village is not null group by 1) parts
        group by place
        """;

    /// <summary>Compares every place of every level that has a station; nothing when all agree.</summary>
    public async Task<IReadOnlyList<StationDifference>> CompareAsync(string programme = ProgrammeProgress.Current, CancellationToken cancel = default)
    {
        var book = await shelf.GetAsync(programme);
        var today = clock.Today;
        var (standing, _, _) = await counts.CurrentAsync(programme, cancel);
        var differences = new List<StationDifference>();
        await using var connection = await database.OpenAsync(cancel);
        foreach (var province in book.Rosters.Keys.Order().Select(p => new DivisionCode(p)))
        {
            var since = today.AddDays(-book.Parameter(ProgrammeParameter.SilentAfterDays, province, today));
            for (var level = DivisionLevel.Province; level <= DivisionLevel.Town; level++)
                await CompareAsync(connection, standing, differences, (programme, province, level, since), cancel);
        }
        return differences;
    }

    static async Task CompareAsync(
        DbConnection connection, StationStanding standing, List<StationDifference> differences, (string Programme, DivisionCode Province, DivisionLevel Level, DateOnly Since) part, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.Add("@programme", part.Programme);
        command.Add("@province", part.Province.Value);
        command.Add("@from", part.Province.From);
        command.Add("@to", part.Province.To);
        command.Add("@width", DivisionCode.WidthOf(part.Level));
        command.Add("@level", (long)part.Level);
        command.Add("@since", part.Since);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var place = new DivisionCode(rows.GetInt64(0));
            var counted = (Convert.ToInt32(rows.GetValue(1)), Convert.ToInt32(rows.GetValue(2)), Convert.ToInt32(rows.GetValue(3)), Convert.ToInt32(rows.GetValue(4)));
            // A station of the unit above (a centre) is not a station of the first unit below; such groups have no place of their own.
            if (!standing.Knows(place)) continue;
            var kept = standing.Of(place);
            if ((kept.Built, kept.Serving, kept.Alive, kept.CoveredVillages) is var shown && shown != counted) differences.Add(new(place, shown, counted));
        }
    }
}
