using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Database;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Import;

/// <summary>
/// Does what imports wait for, beside the requests: checking and writing. An import belongs to the worker that holds its lease; when that one dies, another goes
/// on after a while. Commands call <see cref="RunAsync"/> themselves.
/// </summary>
public sealed class ImportWorker(SqlDatabase database, IServiceScopeFactory scopes, ImportChecker checker, ImportWriter writer, TimeProvider time, ILogger<ImportWorker> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2), Lease = TimeSpan.FromSeconds(60);

    readonly SemaphoreSlim _called = new(0, 1);

    /// <summary>There is something to do at once, in this process.</summary>
    public void Call()
    {
        try
        {
            _called.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been called already.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _called.WaitAsync(Pause, stoppingToken);
                foreach (var id in await WaitingAsync(stoppingToken)) await RunAsync(id, null, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The import keeps its state; the next round goes on with it. Nothing here is worth the whole process.
                log.LogWarning(e, "An import was broken off, will be taken up again.");
            }
        }
    }

    async Task<List<int>> WaitingAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var command = new ImportSql(connection, database.Engine).Command("select id from station_imports where state in (2, 4) and (lease_until is null or lease_until < @now) order by id", ("now", Now));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var ids = new List<int>();
        while (await reader.ReadAsync(cancel)) ids.Add(reader.GetInt32(0));
        return ids;
    }

    /// <summary>Checks or writes one import to its end, unless another worker has it.</summary>
    /// <param name="id">Its key.</param>
    /// <param name="progress">Told the share and the rows.</param>
    /// <param name="cancel">Ends it between two chunks; it can be taken up again.</param>
    public async Task RunAsync(int id, Action<double, int>? progress, CancellationToken cancel)
    {
        if (!await WithSqlAsync(sql => sql.LeaseAsync(id, Now, Now + Lease, cancel), cancel)) return;
        var import = await FindAsync(id, cancel);
        try
        {
            if (import.State is ImportState.Checking) await CheckAsync(import, progress, cancel);
            else if (import.State is ImportState.Writing) await WriteAsync(import, progress, cancel);
        }
        catch (Problem problem)
        {
            await FailAsync(import, problem);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogError(e, "The file of import {Id} cannot be read.", id);
            await FailAsync(import, ImportProblems.FileGone());
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException or DbUpdateException or DbException and not { SqlState: ['2', '2', ..] })
        {
            // Whoever comes next need not wait for the lease to run out.
            await WithSqlAsync(sql => sql.RunAsync("update station_imports set lease_until = null where id = @id", default, ("id", id)), default);
            throw;
        }
        catch (Exception e)
        {
            // What this file met once it would meet again (a value that the database refuses, class 22, as much as a slip of ours): it is told and left.
            log.LogError(e, "Import {Id} cannot be worked on.", id);
            await FailAsync(import, ImportProblems.Broken());
        }
    }

    async Task CheckAsync(StationImport import, Action<double, int>? progress, CancellationToken cancel)
    {
        var through = await checker.RunAsync(import, async (share, rows) =>
        {
            progress?.Invoke(share, rows);
            return await PulseAsync(import, share, rows, cancel);
        }, cancel);
        await EndAsync(import, through ? ImportState.Checked : ImportState.Mapping, null);
    }

    async Task WriteAsync(StationImport import, Action<double, int>? progress, CancellationToken cancel)
    {
        var through = await writer.RunAsync(import, async (share, rows) =>
        {
            progress?.Invoke(share, rows);
            return await PulseAsync(import, share, null, cancel);
        }, cancel);
        await EndAsync(import, through ? ImportState.Done : ImportState.Stopped, null);
    }

    // A list that was read only in part is not to be written in part.
    async Task FailAsync(StationImport import, Problem problem)
    {
        if (import.State is ImportState.Checking) await WithSqlAsync(sql => sql.RunAsync("delete from station_import_rows where import_id = @id", default, ("id", import.Id)), default);
        await EndAsync(import, ImportState.Failed, $"{problem.Zh}\n{problem.En}");
    }

    // SQLite has one writer, so even the small word "how far" waits for its turn.
    async Task<bool> PulseAsync(StationImport import, double share, int? rows, CancellationToken cancel) =>
        await WithSqlAsync(sql => sql.PulseAsync(import.Id, import.State, share, rows, Now + Lease, cancel), cancel);

    Task EndAsync(StationImport import, ImportState to, string? fault) => WithSqlAsync(sql => sql.MoveAsync(import.Id, import.State, to, fault, default), default);

    async Task<T> WithSqlAsync<T>(Func<ImportSql, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await database.InWritingAsync(() => work(new(connection, database.Engine)), cancel);
    }

    async Task<StationImport> FindAsync(int id, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide().StationImports.AsNoTracking().SingleAsync(i => i.Id == id, cancel);
    }

    DateTime Now => time.GetUtcNow().UtcDateTime;
}
