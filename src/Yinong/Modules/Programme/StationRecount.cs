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
    const string Sql = """
        select s.division / @width * @width + @level,
          sum(1), sum(case when s.state in (9, 10, 11) then 1 else 0 end),
          sum(case when s.state in (9, 10, 11) and s.last_served_on >= @since then 1 else 0 end),
          count(distinct case when s.state in (9, 10, 11) and s.last_served_on >= @since and
            (exists (select 1 from village_rosters r join village_roster_units u on u.roster_id = r.id
                     where r.programme = @programme and r.replaced_at is null and r.rule = 'explicit' and r.division = @province and u.division = s.division)
             or exists (select 1 from village_rosters r join divisions d on d.code = s.division
                     where r.programme = @programme and r.replaced_at is null and r.rule <> 'explicit' and r.division = @province and d.kind in (2, 4)
                       and (d.valid_from is null or d.valid_from <= r.as_of) and (d.valid_to is null or d.valid_to >= r.as_of)))
            then s.division end)
        from stations s where s.accepted_on is not null and s.state between 8 and 12 and s.division between @from and @to
        group by s.division / @width
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
