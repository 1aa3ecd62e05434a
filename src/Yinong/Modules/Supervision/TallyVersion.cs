using Yinong.Platform.Jobs;
using Yinong.Platform.Time;

namespace Yinong.Modules.Supervision;

/// <summary>What the cells hold.</summary>
/// <param name="Version">Number of the newest fold.</param>
/// <param name="AsOf">Every record written before this instant (UTC) is counted: now when nothing waits, else the newest fold.</param>
/// <param name="Names">Moves when the catalogue changes.</param>
public sealed record TallyState(long Version, DateTime AsOf, long Names);

/// <summary>
/// The number of the newest fold in memory: an answer that has not changed is told from it without asking the database. At most half a second old,
/// and renewed at once when this process folds.
/// </summary>
public sealed class TallyVersion
{
    const int FreshMilliseconds = 500;

    readonly ServiceCounts _counts;
    readonly TimeProvider _time;
    readonly ProgrammeClock _clock;
    TallyState? _state;
    Task<TallyState>? _asking;
    long _askedAt;
    long _names;

    public TallyVersion(ServiceCounts counts, ChangeFeed changes, TimeProvider time, ProgrammeClock clock)
    {
        (_counts, _time, _clock) = (counts, time, clock);
        changes.On("tallies", _ => Forget());
        changes.On("catalogue", _ => ForgetNames());
    }

    public ValueTask<TallyState> CurrentAsync(CancellationToken cancel = default)
    {
        var state = Volatile.Read(ref _state);
        if (state is not null && _time.GetElapsedTime(Volatile.Read(ref _askedAt)).TotalMilliseconds < FreshMilliseconds) return new(state);
        return new(AskAsync(cancel));
    }

    // Whoever comes first asks; the others of that moment wait for the same answer.
    Task<TallyState> AskAsync(CancellationToken cancel)
    {
        var asking = Volatile.Read(ref _asking);
        if (asking is { IsCompleted: false }) return asking.WaitAsync(cancel);
        var mine = new TaskCompletionSource<TallyState>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _asking, mine.Task, asking) != asking) return AskAsync(cancel);
        _ = ReadAsync(mine);
        return mine.Task.WaitAsync(cancel);
    }

    async Task ReadAsync(TaskCompletionSource<TallyState> answer)
    {
        try
        {
            var askedAt = _time.GetTimestamp();
            var now = _clock.UtcNow;
            var (version, foldedAt, waiting) = await _counts.StateAsync();
            var state = new TallyState(version, waiting ? foldedAt : now, Interlocked.Read(ref _names));
            Volatile.Write(ref _state, state);
            Volatile.Write(ref _askedAt, askedAt);
            answer.SetResult(state);
        }
        catch (Exception e)
        {
            answer.SetException(e);
        }
    }

    void Forget() => Volatile.Write(ref _state, null);

    void ForgetNames()
    {
        Interlocked.Increment(ref _names);
        Forget();
    }
}
