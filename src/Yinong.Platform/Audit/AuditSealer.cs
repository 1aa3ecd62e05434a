using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yinong.Platform.Database;

namespace Yinong.Platform.Audit;

/// <summary>Which hash new seals use; setting <c>Audit:Algorithm</c>.</summary>
public sealed record AuditSettings(string Algorithm);

/// <summary>
/// Chains the entries that everybody appended: one sealer, in order of their ids, within a second. Writers never wait for the chain's head, and a
/// rolled-back change leaves no hole in it. Over PostgreSQL one node seals at a time.
/// </summary>
public sealed class AuditSealer(SqlDatabase database, TimeProvider time, AuditSettings settings, ILogger<AuditSealer> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // Almost every entry is committed at once after its id was made, so most rounds look at the last seconds only. A long transaction commits it
    // minutes later: a wider look every quarter of a minute finds it. Still older ones are looked for at the start and every hour.
    static readonly TimeSpan Near = TimeSpan.FromSeconds(5), Wide = TimeSpan.FromMinutes(10), WideEvery = TimeSpan.FromSeconds(15), WholeEvery = TimeSpan.FromHours(1);

    const int MostAtOnce = 5000;

    DateTimeOffset _lastWhole = DateTimeOffset.MinValue, _lastWide = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                while (await SealAsync(stoppingToken) == MostAtOnce) { }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "Sealing of the audit failed, will be repeated.");
            }
        }
    }

    /// <summary>Seals what waits, at most one round; returns how many. Zero also when another node is sealing.</summary>
    public async Task<int> SealAsync(CancellationToken cancel = default)
    {
        if (database.Engine == Engine.Postgres) return await RoundAsync(cancel);
        await database.Writing.WaitAsync(cancel);
        try
        {
            return await RoundAsync(cancel);
        }
        finally
        {
            database.Writing.Release();
        }
    }

    async Task<int> RoundAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var whole = now - _lastWhole > WholeEvery;
        var wide = whole || now - _lastWide > WideEvery;
        var from = whole ? Guid.Empty : Guid.CreateVersion7(TimeProvider.System.GetUtcNow() - (wide ? Wide : Near)) /* ids carry the machine's own time */;
        await using var connection = await database.OpenAsync(cancel);
        if ((await new AuditSql(connection, null, database.Engine).UnsealedAsync(from, 1, cancel)).Count == 0) return Looked(0);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var sql = new AuditSql(connection, transaction, database.Engine);
        if (!await sql.LockAsync(cancel)) return 0;
        var (seq, hash) = await sql.LastAsync(cancel);
        var seals = new List<(long, Guid, byte[])>();
        foreach (var entry in await sql.UnsealedAsync(from, MostAtOnce, cancel))
        {
            hash = AuditHash.Link(settings.Algorithm, hash, entry);
            seals.Add((++seq, entry.Id, hash));
        }
        await sql.SealAsync(seals, settings.Algorithm, cancel);
        await transaction.CommitAsync(cancel);
        return Looked(seals.Count);

        int Looked(int found)
        {
            if (found == MostAtOnce) return found; // there may be more, as far back as was looked
            if (whole) _lastWhole = now;
            if (wide) _lastWide = now;
            return found;
        }
    }
}
