using System.Data.Common;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;
using Yinong.Platform.Time;

namespace Yinong.Modules.Programme;

/// <summary>
/// Keeps how all stations stand in memory. Whoever asks gets a state that was the newest at most <see cref="PatienceSeconds"/> ago; whether something has
/// changed is asked of the database at most once a second, and the stations are read again (some 100 ms for 100,000) only when something has. Singleton.
/// </summary>
public sealed class StationCounts
{
    /// <summary>How old an answer may be while a newer one is being made.</summary>
    public const int PatienceSeconds = 4;

    const int FreshMilliseconds = 1000;
    const int LongestSeconds = 60;

    readonly SqlDatabase _database;
    readonly RosterVillages _rosters;
    readonly ProgrammeClock _clock;
    readonly TimeProvider _time;
    readonly SemaphoreSlim _checking = new(1, 1);
    volatile State? _state;
    volatile bool _changed;

    public StationCounts(SqlDatabase database, RosterVillages rosters, ProgrammeClock clock, TimeProvider time, ChangeFeed changes)
    {
        (_database, _rosters, _clock, _time) = (database, rosters, clock, time);
        foreach (var topic in new[] { "stations", "tallies", ProgrammeShelf.Topic, InstalledList.Topic }) changes.On(topic, _ => _changed = true);
    }

    /// <summary>The stations as they stand, with the instant (UTC, programme clock) at which it was so and a tag that moves with every change.</summary>
    internal async ValueTask<(StationStanding Standing, DateTime AsOf, string Tag)> CurrentAsync(string programme, CancellationToken cancel = default)
    {
        var state = _state;
        if (state is null || state.Programme != programme || !IsFresh(state)) state = await CheckAsync(programme, cancel);
        return (state.Standing, state.AsOf, state.Tag);
    }

    bool IsFresh(State state) => !_changed && _time.GetElapsedTime(state.CheckedAt).TotalMilliseconds < FreshMilliseconds;

    async Task<State> CheckAsync(string programme, CancellationToken cancel)
    {
        // One asks the database; who comes meanwhile takes what is there, if it is not too old.
        if (!await _checking.WaitAsync(0, cancel))
        {
            if (_state is { } known && known.Programme == programme && _time.GetElapsedTime(known.CheckedAt).TotalSeconds < PatienceSeconds) return known;
            await _checking.WaitAsync(cancel);
        }
        var handedOn = false;
        try
        {
            var state = _state;
            if (state is not null && state.Programme == programme && IsFresh(state)) return state;
            _changed = false;
            var key = await KeyAsync(programme, cancel);
            if (state is not null && state.Key == key && _time.GetElapsedTime(state.ReadAt).TotalSeconds < LongestSeconds)
                return _state = state with { CheckedAt = _time.GetTimestamp(), AsOf = _clock.UtcNow };
            if (state is null || state.Programme != programme || !MayWait(state)) return _state = await ReadAsync(key, cancel);
            handedOn = true;
            // On another thread: SQLite answers before the first await gives the caller back.
            _ = Task.Run(() => ReadAfterRestAsync(state, programme), CancellationToken.None);
            return state;
        }
        finally
        {
            if (!handedOn) _checking.Release();
        }
    }

    // A large country is read beside the requests, and rests so that reading takes no more than a twentieth of the time.
    bool MayWait(State state) => state.ReadLasted > TimeSpan.FromMilliseconds(20) && _time.GetElapsedTime(state.CheckedAt).TotalSeconds < PatienceSeconds;

    async Task ReadAfterRestAsync(State before, string programme)
    {
        try
        {
            var rest = before.ReadLasted * 20 - _time.GetElapsedTime(before.ReadAt);
            if (rest > TimeSpan.Zero) await Task.Delay(rest < TimeSpan.FromSeconds(PatienceSeconds - 1) ? rest : TimeSpan.FromSeconds(PatienceSeconds - 1));
            _changed = false;
            _state = await ReadAsync(await KeyAsync(programme, CancellationToken.None), CancellationToken.None);
        }
        catch (DbException)
        {
            // The next question tries again.
            _changed = true;
        }
        finally
        {
            _checking.Release();
        }
    }

    // Every change of a station leaves a transition or a change of place, every service moves the tallies: four numbers tell whether to read.
    async Task<Key> KeyAsync(string programme, CancellationToken cancel)
    {
        var roster = await _rosters.MarkedAsync(programme);
        await using var connection = await _database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            select coalesce((select max(id) from stations), 0), coalesce((select max(id) from station_transitions), 0), coalesce((select version from tally_state where id = 1), 0),
              coalesce((select max(id) from station_place_changes), 0)
            """;
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return new(programme, _clock.Today, roster, Convert.ToInt64(row.GetValue(0)), Convert.ToInt64(row.GetValue(1)), row.GetInt64(2), Convert.ToInt64(row.GetValue(3)));
    }

    async Task<State> ReadAsync(Key key, CancellationToken cancel)
    {
        var started = _time.GetTimestamp();
        var asOf = _clock.UtcNow;
        var standing = new StationStanding(key.Roster);
        var silence = new Silence(key.Roster.Book, key.Day);
        await using var connection = await _database.OpenAsync(cancel);
        var places = await RosterPlaces.ReadAsync(connection, key.Roster, cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "select division, state, last_served_on, id from stations where accepted_on is not null and state between 8 and 12 order by division";
        await using (var rows = await command.ExecuteReaderAsync(cancel))
        {
            while (rows.Read())
            {
                var place = rows.GetInt64(0);
                var alive = !rows.IsDBNull(2) && rows.GetFieldValue<DateOnly>(2) >= silence.LastDayAt(place);
                standing.Add(place, places.VillageOf(rows.GetInt32(3), place), (StationState)rows.GetInt16(1), alive);
            }
        }
        var tag = $"{key.Stations}-{key.Transitions}-{key.Tallies}-{key.Places}-{key.Day.DayNumber}-{key.Roster.Book.Stamp:N}-{key.Roster.List.Revision}";
        return new(key, standing, asOf, tag, started, _time.GetTimestamp(), _time.GetElapsedTime(started));
    }

    /// <summary>The day since which a station must have served, per province.</summary>
    sealed class Silence(ProgrammeBook book, DateOnly today)
    {
        long _province = -1;
        DateOnly _last;

        public DateOnly LastDayAt(long place)
        {
            var province = new DivisionCode(place).At(DivisionLevel.Province);
            if (province.Value != _province) (_province, _last) = (province.Value, today.AddDays(-book.Parameter(ProgrammeParameter.SilentAfterDays, province, today)));
            return _last;
        }
    }

    sealed record Key(string Programme, DateOnly Day, RosterVillages.Marked Roster, long Stations, long Transitions, long Tallies, long Places);

    sealed record State(Key Key, StationStanding Standing, DateTime AsOf, string Tag, long CheckedAt, long ReadAt, TimeSpan ReadLasted)
    {
        public string Programme => Key.Programme;
    }
}
