using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yinong.Platform.Database;

namespace Yinong.Platform.Jobs;

/// <summary>
/// Reads twice a second what other processes over the same database have changed and tells the caches of this one. Lines become visible in the order
/// of their commits, not of their ids, so the last minutes are read again and what is known is skipped. The first round tells everything of the last
/// hour, since this process may have answered and cached before that round. Removes lines older than an hour.
/// </summary>
public sealed partial class ChangePoller(SqlDatabase database, ChangeFeed feed, TimeProvider time, ILogger<ChangePoller> log) : BackgroundService
{
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>A transaction that announces and then stays open longer than this is told to other processes only by the age of their caches.</summary>
    static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    static readonly TimeSpan Keep = TimeSpan.FromHours(1);

    readonly Dictionary<long, DateTime> _known = [];
    long _floor;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, time);
        var pruneAt = time.GetUtcNow() + Overlap;
        do
        {
            try
            {
                await ReadAsync(stoppingToken);
                if (time.GetUtcNow() < pruneAt) continue;
                pruneAt = time.GetUtcNow() + Overlap;
                await PruneAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away for a moment (fail-over); the next round reads everything that was missed.
                LogUnreachable(log, e.Message);
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    async Task ReadAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "select id, topic, key from changes where id > @floor order by id";
        Add(command, "floor", _floor);
        await using (var reader = await command.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
            {
                if (!_known.TryAdd(reader.GetInt64(0), now)) continue;
                feed.Publish(reader.GetString(1), reader.GetString(2));
            }
        }
        foreach (var (id, seen) in _known.Where(k => now - k.Value > Overlap).OrderBy(k => k.Key).ToList())
        {
            _known.Remove(id);
            _floor = Math.Max(_floor, id);
        }
    }

    async Task PruneAsync(CancellationToken cancel)
    {
        var before = (time.GetUtcNow() - Keep).UtcDateTime;
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "delete from changes where at < @before";
        Add(command, "before", database.Engine == Engine.Postgres ? before : (before - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        await command.ExecuteNonQueryAsync(cancel);
    }

    static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes of other processes cannot be read: {Reason}")]
    static partial void LogUnreachable(ILogger logger, string reason);
}
