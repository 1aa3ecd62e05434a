using System.Collections.Concurrent;
using Yinong.Modules.Divisions;
using Yinong.Platform.Jobs;
using Yinong.Platform.Time;

namespace Yinong.Modules.Supervision;

/// <summary>What moves among the stations of a place, by child, and by month of opening.</summary>
/// <param name="Paces">By child; what stands at the place itself is under the place.</param>
/// <param name="Opened">Serving stations by the month in which they opened (its first day).</param>
public sealed record PacesOfPlace(IReadOnlyDictionary<DivisionCode, StationPace> Paces, IReadOnlyDictionary<DivisionCode, IReadOnlyDictionary<DateOnly, int>> Opened);

/// <summary>
/// Paces for the cockpit. Above the county they come from a count of all counties held in memory, made anew after a change of a station, but never more often
/// than costs a twentieth of a core; a county and below is counted at each request.
/// </summary>
public sealed class PaceBoard
{
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(60);
    static readonly TimeSpan Oldest = TimeSpan.FromMinutes(1);

    readonly StationPaces _counts;
    readonly ProgrammeClock _clock;
    readonly TimeProvider _time;
    readonly Lock _lock = new();
    volatile Board? _board;
    volatile bool _changed;
    Task<Board>? _counting;

    public PaceBoard(StationPaces counts, ProgrammeClock clock, TimeProvider time, ChangeFeed changes)
    {
        (_counts, _clock, _time) = (counts, clock, time);
        changes.On("station", _ => _changed = true);
        changes.On("officer", _ => _changed = true);
    }

    public async Task<PacesOfPlace> OfAsync(DivisionCode place, CancellationToken cancel = default)
    {
        if (place.Level < DivisionLevel.County) return (await CurrentAsync(cancel)).Of(place);
        var level = place.Level == DivisionLevel.Village ? DivisionLevel.Village : place.Level + 1;
        return Sum(place, await _counts.LinesAsync(place, level, _clock.Today, cancel));
    }

    static PacesOfPlace Sum(DivisionCode place, IEnumerable<PaceLine> lines)
    {
        var paces = new Dictionary<DivisionCode, StationPace>();
        var opened = new Dictionary<DivisionCode, Dictionary<DateOnly, int>>();
        foreach (var line in lines)
        {
            var unit = new DivisionCode(line.Unit);
            var child = unit.Level > place.Level ? unit.At(place.Level + 1) : place;
            var pace = paces.GetValueOrDefault(child);
            pace.Add(line.Pace);
            paces[child] = pace;
            if (!opened.TryGetValue(child, out var months)) opened[child] = months = [];
            foreach (var (month, count) in line.Months)
            {
                var first = new DateOnly(month / 100, month % 100, 1);
                months[first] = months.GetValueOrDefault(first) + count;
            }
        }
        return new(paces, opened.ToDictionary(o => o.Key, o => (IReadOnlyDictionary<DateOnly, int>)o.Value));
    }

    async Task<Board> CurrentAsync(CancellationToken cancel)
    {
        var board = _board;
        if (board is not null && !IsDue(board)) return board;
        var counting = Count();
        // Who has something of today to show does not wait long for something newer.
        if (board?.Day == _clock.Today && await Task.WhenAny(counting, Task.Delay(Patience, cancel)) != counting) return board;
        return await counting.WaitAsync(cancel);
    }

    bool IsDue(Board board)
    {
        var age = _time.GetElapsedTime(board.At);
        return board.Day != _clock.Today || age > Oldest || (_changed && age > board.Took * 20);
    }

    Task<Board> Count()
    {
        lock (_lock) return _counting is { IsCompleted: false } running ? running : _counting = Task.Run(CountAsync);
    }

    async Task<Board> CountAsync()
    {
        var (at, day) = (_time.GetTimestamp(), _clock.Today);
        _changed = false;
        var lines = await _counts.LinesAsync(DivisionCode.Nation, DivisionLevel.County, day);
        return _board = new Board(at, day, _time.GetElapsedTime(at), lines);
    }

    sealed record Board(long At, DateOnly Day, TimeSpan Took, List<PaceLine> Lines)
    {
        readonly ConcurrentDictionary<DivisionCode, PacesOfPlace> _sums = new();

        public PacesOfPlace Of(DivisionCode place) => _sums.GetOrAdd(place, _ => Sum(place, Lines.Where(line => line.Unit >= place.From && line.Unit <= place.To)));
    }
}
