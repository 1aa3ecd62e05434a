using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Farmers;

/// <summary>Once an hour: deletes names and phones of sign-ups whose day has come. Several nodes may do it at once.</summary>
public sealed partial class SignupUpkeep(IServiceScopeFactory scopes, TimeProvider time, ProgrammeClock clock, ILogger<SignupUpkeep> log) : BackgroundService
{
    static readonly TimeSpan Pace = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await RunOnceAsync(stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    LogFailed(log, e.Message);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    /// <summary>What one round does; how many were deleted.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancel = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide();
        var today = clock.Today;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var deleted = await db.SessionSignups.Where(s => s.DeleteOn <= today).ExecuteDeleteAsync(cancel);
        if (deleted > 0) scope.ServiceProvider.GetRequiredService<AuditLog>().Record(db, "session.signups-deleted", "sessions", details: new { deleted, until = today });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return deleted;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deleting old sign-ups failed, next try in an hour: {Reason}")]
    static partial void LogFailed(ILogger logger, string reason);
}
