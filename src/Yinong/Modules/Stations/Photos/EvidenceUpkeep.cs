using System.Data.Common;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;

namespace Yinong.Modules.Stations.Photos;

/// <summary>
/// Once per cluster: compares photos that were left waiting, looks at those that came before there were hashes, and takes loose files out of the store.
/// </summary>
public sealed partial class EvidenceUpkeep(SqlDatabase database, PhotoWatch watch, LooseFiles loose, TimeProvider time, ILogger<EvidenceUpkeep> log) : BackgroundService
{
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(20), CleaningPace = TimeSpan.FromHours(1);

    readonly JobLease _lease = new(database, time, "evidence-upkeep", TimeSpan.FromMinutes(10));
    bool _filled;
    long _cleanedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pace, stoppingToken);
                if (await _lease.TakeAsync(stoppingToken)) await RoundAsync(stoppingToken);
                else _filled = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                await LeaveAsync();
                return;
            }
            catch (Exception e)
            {
                // The database or the store is away for a moment; the next round finds the same work.
                LogFailed(log, e.Message);
            }
        }
    }

    async Task RoundAsync(CancellationToken cancel)
    {
        if (!_filled) await watch.FillAsync(cancel);
        _filled = true;
        await watch.CompareWaitingAsync(cancel);
        if (_cleanedAt != 0 && time.GetElapsedTime(_cleanedAt) < CleaningPace) return;
        _cleanedAt = time.GetTimestamp();
        if (await loose.CleanAsync(cancel) is > 0 and var gone) LogCleaned(log, gone);
    }

    async Task LeaveAsync()
    {
        try
        {
            await _lease.GiveBackAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or ObjectDisposedException)
        {
            // It ends by time.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Upkeep of evidence could not go on and will again: {Reason}")]
    static partial void LogFailed(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} files that nothing refers to were taken out of the store.")]
    static partial void LogCleaned(ILogger logger, int count);
}
