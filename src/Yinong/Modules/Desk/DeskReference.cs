using System.Collections.Concurrent;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;

namespace Yinong.Modules.Desk;

/// <summary>
/// Stations with their days of operation, officers and certificates, as far as they were asked for: forgotten the moment the register says they
/// changed, so a certificate revoked now refuses the next record. Questions that come while one is being answered are asked together in the next.
/// </summary>
public sealed class DeskReference
{
    // Bounded: beyond this the cache starts anew, which costs a few questions and no memory.
    const int Most = 150_000;

    readonly ConcurrentDictionary<string, StationRef> _stations = new();
    readonly StationRefSql _sql;
    readonly Lock _gate = new();
    Round? _next;
    bool _asking;
    int _epoch;
    int _count;

    public DeskReference(SqlDatabase database, ChangeFeed changes)
    {
        _sql = new(database);
        changes.On("station", Forget);
        changes.On("officer", ForgetOfficer);
        changes.On(Divisions.InstalledList.Topic, _ => ForgetAll());
    }

    public StationRef? Find(string number) => _stations.GetValueOrDefault(number);

    /// <summary>One station; null when there is none with that number.</summary>
    public async Task<StationRef?> GetAsync(string number) => Find(number) ?? (await LoadAsync([number])).GetValueOrDefault(number);

    /// <summary>Loads those of the numbers that are not known yet; the answer holds at least those of them that exist.</summary>
    public Task<IReadOnlyDictionary<string, StationRef>> LoadAsync(IReadOnlyCollection<string> numbers)
    {
        lock (_gate)
        {
            var round = _next ??= new();
            round.Numbers.UnionWith(numbers);
            if (!_asking)
            {
                _asking = true;
                _ = Task.Run(AskAsync); // not under the lock: whoever comes meanwhile joins
            }
            return round.Answer.Task;
        }
    }

    async Task AskAsync()
    {
        while (true)
        {
            Round round;
            lock (_gate)
            {
                if (_next is null)
                {
                    _asking = false;
                    return;
                }
                (round, _next) = (_next, null);
            }
            try
            {
                round.Answer.SetResult(await ReadAsync([.. round.Numbers]));
            }
            catch (Exception e)
            {
                round.Answer.SetException(e);
            }
        }
    }

    async Task<IReadOnlyDictionary<string, StationRef>> ReadAsync(string[] numbers)
    {
        var epoch = Volatile.Read(ref _epoch);
        var loaded = await _sql.ReadAsync(numbers);
        // What was read before a change became known must not outlive it.
        if (epoch != Volatile.Read(ref _epoch)) return loaded;
        if ((_count += loaded.Count) > Most)
        {
            _stations.Clear();
            _count = loaded.Count;
        }
        foreach (var (number, station) in loaded) _stations[number] = station;
        if (epoch != Volatile.Read(ref _epoch)) foreach (var number in loaded.Keys) _stations.TryRemove(number, out _);
        return loaded;
    }

    void Forget(string number)
    {
        Interlocked.Increment(ref _epoch);
        _stations.TryRemove(number, out _);
    }

    // A later list of divisions may have hung any station elsewhere.
    void ForgetAll()
    {
        Interlocked.Increment(ref _epoch);
        _stations.Clear();
    }

    void ForgetOfficer(string officer)
    {
        Interlocked.Increment(ref _epoch);
        foreach (var (number, station) in _stations)
            if (station.Officer(officer) is not null)
                _stations.TryRemove(number, out _);
    }

    /// <summary>Numbers that are asked for together.</summary>
    sealed class Round
    {
        public HashSet<string> Numbers { get; } = [];

        public TaskCompletionSource<IReadOnlyDictionary<string, StationRef>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
