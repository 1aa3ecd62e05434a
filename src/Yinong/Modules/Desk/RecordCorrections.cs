using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Time;

namespace Yinong.Modules.Desk;

/// <summary>
/// Takes a record back (within minutes, no reason needed) or puts another in its place (any time, with a reason). The record itself stays as it was
/// written; a line names it, and the counts follow in the same transaction.
/// </summary>
public sealed class RecordCorrections(AppDb db, SqlDatabase database, RecordPartitions partitions, AuditLog audit, AuditActor actor, Viewer viewer, ProgrammeClock clock, TimeProvider time, DeskLimits limits)
{
    /// <summary>Takes a record of one's reach back. Refused after the undo window, and when it has been corrected already.</summary>
    public async Task UndoAsync(Guid id)
    {
        var record = await GetAsync(id);
        if (clock.UtcNow - record.RecordedAt > TimeSpan.FromMinutes(limits.UndoMinutes)) throw DeskProblems.UndoTooLate(limits.UndoMinutes);
        await SaveAsync(record, null, DeskReasons.Undone);
    }

    /// <summary>Takes a record out of the count for good, with a reason.</summary>
    public async Task WithdrawAsync(Guid id, string reason) => await SaveAsync(await GetAsync(id), null, reason);

    /// <summary>Puts <paramref name="replacement"/> (checked by the desk) in the place of a record, with a reason.</summary>
    public async Task ReplaceAsync(Guid id, ServiceRecord replacement, string reason)
    {
        var record = await GetAsync(id);
        if (await db.ServiceRecords.IgnoreQueryFilters().AnyAsync(r => r.Id == replacement.Id)) throw DeskProblems.Conflict();
        await partitions.EnsureAsync([replacement.Id]);
        await SaveAsync(record, replacement, reason);
    }

    async Task<ServiceRecord> GetAsync(Guid id)
    {
        var record = await db.ServiceRecords.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id) ?? throw DeskProblems.NotYours();
        var only = viewer.ClientStation;
        if (!await db.Stations.AnyAsync(s => s.Id == record.StationId && (only == null || s.Number == only))) throw DeskProblems.NotYours();
        return await db.ServiceRecordCorrections.AnyAsync(c => c.RecordId == id) ? throw DeskProblems.AlreadyCorrected() : record;
    }

    async Task SaveAsync(ServiceRecord record, ServiceRecord? replacement, string reason)
    {
        var now = ModelConventions.FromMicros(ModelConventions.Micros(clock.UtcNow));
        db.Add(new ServiceRecordCorrection { RecordId = record.Id, ReplacedBy = replacement?.Id, Division = record.Division, Reason = reason, Actor = actor.Actor, At = now });
        var deltas = new List<TallyDelta> { TallyDelta.Of(record, -1) };
        if (replacement is not null)
        {
            replacement.RecordedAt = now;
            db.Add(replacement);
            deltas.Add(TallyDelta.Of(replacement));
            var digest = new RecordDigest();
            digest.Add(replacement);
            db.Add(RecordAudit.Entry(actor.Actor, actor.Post, actor.Origin, time.GetUtcNow().UtcDateTime, now, digest));
        }
        audit.Record(db, replacement is null ? "service-record.withdrawn" : "service-record.corrected", $"service-record:{record.Id}", record.Division,
            new { replacedBy = replacement?.Id, recordDivision = new DivisionCode(record.Division).ToString() }, reason);
        await CommitAsync(record.Id, deltas, now);
    }

    async Task CommitAsync(Guid corrected, List<TallyDelta> deltas, DateTime now)
    {
        if (database.Engine == Engine.Sqlite) await database.Writing.WaitAsync();
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync();
            var (packed, count, at) = (TallyDeltas.Pack(deltas), deltas.Count, database.Stored(now));
            await db.Database.ExecuteSqlAsync($"insert into tally_deltas (expected, written, cells, at) values ({count}, {count}, {packed}, {at})");
            await transaction.CommitAsync();
        }
        catch (DbUpdateException)
        {
            // Two people corrected the same record at the same moment: the first one stands.
            db.ChangeTracker.Clear();
            if (await db.ServiceRecordCorrections.AnyAsync(c => c.RecordId == corrected)) throw DeskProblems.AlreadyCorrected();
            throw;
        }
        finally
        {
            if (database.Engine == Engine.Sqlite) database.Writing.Release();
        }
    }
}
