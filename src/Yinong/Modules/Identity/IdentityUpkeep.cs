using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using Yinong.Database;
using Yinong.Modules.Identity.OAuth;

namespace Yinong.Modules.Identity;

/// <summary>Once an hour: throws away tokens and sessions that are over, and makes new keys when it is time. Several nodes may do it at once.</summary>
public sealed partial class IdentityUpkeep(IServiceScopeFactory scopes, OAuthKeys keys, TimeProvider time, ILogger<IdentityUpkeep> log) : BackgroundService
{
    static readonly TimeSpan Pace = TimeSpan.FromHours(1);

    /// <summary>Tokens that are over are kept a day, for whoever looks into an incident.</summary>
    static readonly TimeSpan KeepTokens = TimeSpan.FromDays(1);

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

    /// <summary>What one round does.</summary>
    public async Task RunOnceAsync(CancellationToken cancel = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var now = time.GetUtcNow().UtcDateTime;
        var threshold = now - KeepTokens;
        // Not OpenIddict's own pruning: it compares with the database's clock in text, which SQLite's integers are always smaller than.
        await db.Set<OpenIddictEntityFrameworkCoreToken<Guid>>().Where(t => t.ExpirationDate < threshold).ExecuteDeleteAsync(cancel);
        await db.AccountSessions.Where(s => s.EndsAt < now).ExecuteDeleteAsync(cancel);
        keys.Rotate();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Upkeep of tokens and sessions failed, next try in an hour: {Reason}")]
    static partial void LogFailed(ILogger logger, string reason);
}
