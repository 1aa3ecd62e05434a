using System.Collections.Concurrent;

namespace Yinong.Platform.Jobs;

/// <summary>
/// A bounded cache whose entries are dropped by key when a change is told. A load that was under way while something was forgotten is not kept,
/// so an entry is never older than the last change this process knows of.
/// </summary>
/// <param name="capacity">When full it starts again from empty: cheaper than keeping an order, and rare.</param>
/// <param name="maxAge">Entries older than this are loaded anew, in case a change was never told.</param>
/// <param name="time">The real clock.</param>
public sealed class ForgettableCache<TKey, TValue>(int capacity, TimeSpan maxAge, TimeProvider time)
    where TKey : notnull
    where TValue : class
{
    readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    readonly long _maxTicks = (long)(maxAge.TotalSeconds * time.TimestampFrequency);
    int _count;
    int _generation;

    /// <summary>The entry, when there is a fresh one.</summary>
    public TValue? Find(TKey key) => _entries.TryGetValue(key, out var entry) && time.GetTimestamp() < entry.FreshUntil ? entry.Value : null;

    /// <summary>The entry, loaded when there is no fresh one. What does not exist is not remembered.</summary>
    public async ValueTask<TValue?> FindOrLoadAsync(TKey key, Func<TKey, Task<TValue?>> load)
    {
        if (Find(key) is { } known) return known;
        var generation = Volatile.Read(ref _generation);
        var value = await load(key);
        if (value is not null) Keep(key, value, generation);
        return value;
    }

    public void Forget(TKey key)
    {
        Interlocked.Increment(ref _generation);
        if (_entries.TryRemove(key, out _)) Interlocked.Decrement(ref _count);
    }

    /// <summary>Forgets every entry that the test names; walks all of them.</summary>
    public void ForgetWhere(Func<TValue, bool> which)
    {
        Interlocked.Increment(ref _generation);
        foreach (var (key, entry) in _entries)
            if (which(entry.Value) && _entries.TryRemove(key, out _)) Interlocked.Decrement(ref _count);
    }

    void Keep(TKey key, TValue value, int generation)
    {
        if (Volatile.Read(ref _count) >= capacity)
        {
            _entries.Clear();
            Volatile.Write(ref _count, 0);
        }
        var entry = new Entry(value, time.GetTimestamp() + _maxTicks);
        if (!_entries.TryAdd(key, entry)) _entries[key] = entry;
        else Interlocked.Increment(ref _count);
        // Something was forgotten between the load and now: it may have been this.
        if (generation != Volatile.Read(ref _generation) && _entries.TryRemove(key, out _)) Interlocked.Decrement(ref _count);
    }

    sealed record Entry(TValue Value, long FreshUntil);
}
