using System.Data.Common;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Programme;

/// <summary>
/// Which village of a dated roster a station counts for, so that a later list of divisions neither loses nor doubles one: the village where it stood on the map of the
/// roster's day. A later list that hung it elsewhere does not count, a move does. A station that came after a merger counts for the first roster village that was merged into its own.
/// </summary>
sealed class RosterPlaces
{
    readonly RosterVillages.Marked _roster;
    readonly Dictionary<int, List<(long From, DateOnly On)>> _rebased = [];
    readonly Dictionary<long, long> _before = [];

    RosterPlaces(RosterVillages.Marked roster)
    {
        _roster = roster;
        foreach (var (gone, heir) in roster.List.Successors)
            if (gone % 10 == (int)DivisionLevel.Village && roster.Has(new(gone)) && (!_before.TryGetValue(heir, out var first) || gone < first)) _before[heir] = gone;
    }

    /// <summary>Reads what later lists did to stations since their last move; little, because lists come once a year.</summary>
    public static async Task<RosterPlaces> ReadAsync(DbConnection connection, RosterVillages.Marked roster, CancellationToken cancel)
    {
        var places = new RosterPlaces(roster);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            select c.station_id, c.from_place, c.on_date from station_place_changes c
            where c.cause <> 1 and not exists (select 1 from station_place_changes m where m.station_id = c.station_id and m.cause = 1 and m.id > c.id)
            order by c.station_id, c.id
            """;
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            if (!places._rebased.TryGetValue(rows.GetInt32(0), out var changes)) places._rebased[rows.GetInt32(0)] = changes = [];
            changes.Add((rows.GetInt64(1), rows.GetFieldValue<DateOnly>(2)));
        }
        return places;
    }

    /// <summary>The village; the place itself when no roster knows better.</summary>
    public long VillageOf(int station, long place)
    {
        if (_rebased.TryGetValue(station, out var changes))
            foreach (var (from, on) in changes)
                if (_roster.Book.Rosters.TryGetValue(new DivisionCode(from).At(DivisionLevel.Province).Value, out var roster) && on > roster.AsOf) return from;
        return _before.Count > 0 && !_roster.Has(new(place)) && _before.TryGetValue(place, out var before) ? before : place;
    }
}
