using System.Threading.Channels;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;

namespace Yinong.Modules.Desk;

/// <summary>What became of one record in the table.</summary>
public enum WriteResult
{
    /// <summary>Written and durable.</summary>
    Created,

    /// <summary>It was there already with the same content.</summary>
    Known,

    /// <summary>The id was there already with other content.</summary>
    Conflict,
}

/// <summary>
/// Group commit: whatever waits is written together in one transaction, then everybody is answered. While one group is being made durable
/// the next gathers, so the group grows with the load and one sync carries hundreds of records.
/// </summary>
public sealed class RecordWriter(RecordStore store, ProgrammeClock clock, TimeProvider time, DeskMetrics metrics) : BackgroundService
{
    const int MostInGroup = 4000;
    const int MostWaiting = 100_000;

    readonly Channel<Waiting> _waiting = System.Threading.Channels.Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    int _rowsWaiting;
    long _lastMicros;

    /// <summary>Writes the records; the answer comes when they are durable. One answer per record, in the order given.</summary>
    public Task<WriteResult[]> WriteAsync(IReadOnlyList<ServiceRecord> rows, AuditActor actor)
    {
        if (rows.Count == 0) return Task.FromResult(Array.Empty<WriteResult>());
        if (Interlocked.Add(ref _rowsWaiting, rows.Count) > MostWaiting)
        {
            Interlocked.Add(ref _rowsWaiting, -rows.Count);
            throw DeskProblems.TooBusy();
        }
        var waiting = new Waiting(rows, actor.Actor, actor.Post, actor.Origin);
        if (!_waiting.Writer.TryWrite(waiting)) throw DeskProblems.TooBusy();
        return waiting.Answer.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Watch(() => Volatile.Read(ref _rowsWaiting));
        // What has been accepted is still written when the process is told to stop: the channel closes, the loop drains it.
        await using var stop = stoppingToken.Register(() => _waiting.Writer.TryComplete());
        var group = new List<Waiting>();
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            group.Clear();
            for (var rows = 0; rows < MostInGroup && _waiting.Reader.TryRead(out var next); rows += next.Rows.Count) group.Add(next);
            await WriteGroupAsync(group);
        }
    }

    async Task WriteGroupAsync(List<Waiting> group)
    {
        try
        {
            var rows = Arrange(group);
            var known = await store.InsertAsync(new RecordGroup(rows.Values.Select(r => r.Row).OrderBy(r => r.Division).ThenBy(r => r.ServedAt).ToList(), AuditFor(rows)), CancellationToken.None);
            foreach (var waiting in group) waiting.Answer.SetResult(Judge(waiting, rows, known));
        }
        catch (Exception e)
        {
            // Nothing of the group was written: every one of them hears it and may send again under the same ids.
            foreach (var waiting in group) waiting.Answer.TrySetException(e);
        }
        finally
        {
            var count = group.Sum(w => w.Rows.Count);
            Interlocked.Add(ref _rowsWaiting, -count);
            metrics.GroupWritten(count);
        }
    }

    /// <summary>Stamps the rows with the instant of the group (unique in this process) and keeps the first of every id.</summary>
    Dictionary<Guid, (ServiceRecord Row, Waiting By)> Arrange(List<Waiting> group)
    {
        var micros = Math.Max(Database.ModelConventions.Micros(clock.UtcNow), _lastMicros + 1);
        _lastMicros = micros;
        var at = Database.ModelConventions.FromMicros(micros);
        var rows = new Dictionary<Guid, (ServiceRecord, Waiting)>(group.Sum(w => w.Rows.Count));
        foreach (var waiting in group)
            foreach (var row in waiting.Rows)
            {
                row.RecordedAt = at;
                rows.TryAdd(row.Id, (row, waiting));
            }
        return rows;
    }

    static WriteResult[] Judge(Waiting waiting, Dictionary<Guid, (ServiceRecord Row, Waiting By)> rows, IReadOnlyDictionary<Guid, ServiceRecord> known)
    {
        var answers = new WriteResult[waiting.Rows.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            var row = waiting.Rows[i];
            var stands = known.GetValueOrDefault(row.Id) ?? rows[row.Id].Row;
            answers[i] = ReferenceEquals(stands, row) ? WriteResult.Created : stands.SameAs(row) ? WriteResult.Known : WriteResult.Conflict;
        }
        return answers;
    }

    // One entry per sender and group, with how many it wrote and their fingerprint.
    Func<IReadOnlyList<ServiceRecord>, IReadOnlyList<AuditEntry>> AuditFor(Dictionary<Guid, (ServiceRecord Row, Waiting By)> rows) => written =>
        written.GroupBy(r => (rows[r.Id].By.Actor, rows[r.Id].By.Post, rows[r.Id].By.Origin)).Select(sender =>
        {
            var digest = new RecordDigest();
            foreach (var row in sender) digest.Add(row);
            return RecordAudit.Entry(sender.Key.Actor, sender.Key.Post, sender.Key.Origin, time.GetUtcNow().UtcDateTime, written[0].RecordedAt, digest);
        }).ToList();

    sealed class Waiting(IReadOnlyList<ServiceRecord> rows, string actor, string? post, string? origin)
    {
        public IReadOnlyList<ServiceRecord> Rows { get; } = rows;

        public string Actor { get; } = actor;

        public string? Post { get; } = post;

        public string? Origin { get; } = origin;

        public TaskCompletionSource<WriteResult[]> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
