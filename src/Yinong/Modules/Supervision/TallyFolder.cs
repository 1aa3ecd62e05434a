using System.Data.Common;
using System.Diagnostics.Metrics;
using Yinong.Modules.Desk;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;
using Yinong.Platform.Time;

namespace Yinong.Modules.Supervision;

/// <summary>
/// Folds the deltas that record groups left behind into the cells, within a second, in one transaction: read, add, remove, note until when.
/// Whoever is killed in between has folded nothing, so every delta counts exactly once. Over PostgreSQL one node folds at a time.
/// </summary>
public sealed class TallyFolder : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    // Under load a fold rests as long as it worked, so that it takes half a core at most and more records share a cell; the figures stay within seconds.
    static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(1500);

    // Enough to keep up with the fastest writer, small enough to hold in memory: some 100,000 records.
    const int MostDeltas = 2000;

    readonly SqlDatabase _database;
    readonly ProgrammeClock _clock;
    readonly ChangeFeed _changes;
    readonly TimeProvider _time;
    readonly ILogger<TallyFolder> _log;
    readonly ServedDays _days = new();
    long _upToDate;

    public TallyFolder(SqlDatabase database, ProgrammeClock clock, ChangeFeed changes, TimeProvider time, IMeterFactory meters, ILogger<TallyFolder> log)
    {
        (_database, _clock, _changes, _time, _log, _upToDate) = (database, clock, changes, time, log, time.GetTimestamp());
        meters.Create(Web.Observability.Meter).CreateObservableGauge("yinong.tally_lag_seconds", () => time.GetElapsedTime(Volatile.Read(ref _upToDate)).TotalSeconds,
            description: "Seconds since everything written was in the counts.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Pause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, stoppingToken);
                var since = _time.GetTimestamp();
                while (await FoldAsync(stoppingToken) == MostDeltas) { }
                var worked = _time.GetElapsedTime(since);
                pause = worked < Pause ? Pause : worked < LongestPause ? worked : LongestPause;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The deltas stay; the next round takes them.
                _log.LogWarning(e, "Folding of tallies failed, will be repeated.");
            }
        }
    }

    /// <summary>Folds what waits (at most one round); returns how many deltas. Zero also when another node is folding.</summary>
    public async Task<int> FoldAsync(CancellationToken cancel = default)
    {
        if (_database.Engine == Engine.Postgres) return await FoldRoundAsync(cancel);
        await _database.Writing.WaitAsync(cancel);
        try
        {
            return await FoldRoundAsync(cancel);
        }
        finally
        {
            _database.Writing.Release();
        }
    }

    async Task<int> FoldRoundAsync(CancellationToken cancel)
    {
        await using var connection = await _database.OpenAsync(cancel);
        if (!await AnyAsync(connection, cancel)) return Nothing();
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var sql = new FoldSql(connection, transaction, _database.Engine);
        if (!await sql.LockAsync(cancel)) return 0;
        var version = await sql.VersionAsync(cancel);
        var cells = new TallyCells();
        var served = new Dictionary<int, int>();
        var recount = new HashSet<int>();
        var count = 0;
        await foreach (var packed in sql.DeltasAsync(MostDeltas, cancel))
        {
            count++;
            foreach (var delta in TallyDeltas.Unpack(packed)) Add(delta, cells, served, recount);
        }
        if (count == 0) return 0;
        await TallyTable.AddAsync(connection, cells, cancel);
        await sql.ServedAsync(_days.News(version, served), cancel);
        await sql.RecountServedAsync(recount, _time.GetUtcNow().UtcDateTime, cancel);
        await sql.FinishAsync(_clock.UtcNow, cancel);
        await transaction.CommitAsync(cancel);
        _days.Keep(version + 1, served, recount);
        _changes.Publish("tallies", "");
        return count;
    }

    // Nothing waits: the counts are complete as of now.
    int Nothing()
    {
        Volatile.Write(ref _upToDate, _time.GetTimestamp());
        return 0;
    }

    static async Task<bool> AnyAsync(DbConnection connection, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select 1 from tally_deltas limit 1";
        return await command.ExecuteScalarAsync(cancel) is not null;
    }

    static void Add(TallyDelta delta, TallyCells cells, Dictionary<int, int> served, HashSet<int> recount)
    {
        cells.Add(delta.Division, delta.Day, delta.Kind, delta.Item, new(delta.Records, delta.PersonTimes, delta.GroupPersonTimes, delta.AmountFen));
        if (delta.Records > 0) served[delta.Station] = Math.Max(served.GetValueOrDefault(delta.Station), delta.Day);
        else recount.Add(delta.Station);
    }
}
