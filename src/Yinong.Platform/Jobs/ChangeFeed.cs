using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Yinong.Platform.Jobs;

/// <summary>
/// Tells caches that something they hold has changed. In the same process right after the commit; other processes over the same database learn it
/// from the table <c>changes</c> within half a second (<see cref="ChangePoller"/>). Also the interceptor of the contexts that announce.
/// </summary>
public sealed class ChangeFeed(TimeProvider time) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    readonly ConcurrentDictionary<string, Action<string>[]> _listeners = new();
    readonly ConditionalWeakTable<DbContext, List<Change>> _announced = [];

    /// <summary>Call back with the key when a change of the topic is known.</summary>
    public void On(string topic, Action<string> forget) =>
        _listeners.AddOrUpdate(topic, _ => [forget], (_, known) => [.. known, forget]);

    /// <summary>
    /// Adds the announcement to the unit of work of the change itself. It is told to this process when that commits, and to the others through the table.
    /// </summary>
    public void Announce(DbContext db, string topic, string key)
    {
        var change = new Change { Topic = topic, Key = key, At = time.GetUtcNow().UtcDateTime };
        db.Add(change);
        _announced.GetOrCreateValue(db).Add(change);
    }

    /// <summary>Tell the listeners of this process only. Call after the commit.</summary>
    public void Publish(string topic, string key)
    {
        if (!_listeners.TryGetValue(topic, out var listeners)) return;
        foreach (var forget in listeners) forget(key);
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        if (eventData.Context?.Database.CurrentTransaction is null) Tell(eventData.Context);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        new(SavedChanges(eventData, result));

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Tell(eventData.Context);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(eventData.Context);
        return Task.CompletedTask;
    }

    void Tell(DbContext? db)
    {
        if (db is null || !_announced.TryGetValue(db, out var changes)) return;
        _announced.Remove(db);
        foreach (var change in changes) Publish(change.Topic, change.Key);
    }
}
