using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Yinong.Database;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;

namespace Yinong.Modules.Divisions.Import;

/// <summary>
/// Brings a later list in: first a review that changes nothing, then, on demand, all its changes in one transaction. Nothing is overwritten: units that are
/// gone get a last day and a successor, former names and former lives are kept. What hangs on them goes to the successor in the same transaction.
/// </summary>
public sealed class DivisionImport(AppDb db, SqlDatabase database, DivisionStore store, DivisionRebase rebase, AuditLog audit, ChangeFeed changes)
{
    /// <summary>Reads and compares. Throws a problem of the catalogue when the file is no list at all; faults of lines are in the review.</summary>
    /// <param name="file">The content: plain, gzip, or brotli when the name ends in .br.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="only">The provinces that the file speaks of; empty: all.</param>
    /// <param name="cancel">Stops.</param>
    public async Task<DivisionReview> ReviewAsync(Stream file, string name, IReadOnlyCollection<DivisionCode>? only = null, CancellationToken cancel = default)
    {
        var installed = await InstalledList.FindAsync(database, cancel) ?? throw FileProblems.NotInstalled();
        return await DivisionReview.OfAsync(file, name, await store.ReadAsync(cancel), installed, only ?? [], cancel);
    }

    /// <summary>Writes every change of a review. All or nothing; throws when the review has faults, nothing to change, or is out of date.</summary>
    /// <param name="review">What was looked at.</param>
    /// <param name="from">First day of the later list.</param>
    /// <param name="cancel">Stops; nothing stays.</param>
    public async Task<InstalledList> ApplyAsync(DivisionReview review, DateOnly from, CancellationToken cancel = default)
    {
        review.DemandFaultless();
        if (from <= review.Installed.AsOf) throw FileProblems.DayTooEarly(review.Installed.AsOf);
        if (database.Engine == Engine.Postgres) return await WriteAsync(review, from, cancel);
        await database.Writing.WaitAsync(cancel);
        try
        {
            return await WriteAsync(review, from, cancel);
        }
        finally
        {
            database.Writing.Release();
        }
    }

    async Task<InstalledList> WriteAsync(DivisionReview review, DateOnly from, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var rows = new ChangeWriter(db.Database.GetDbConnection(), transaction.GetDbTransaction(), database.Engine, from);
        var next = review.Installed with
        {
            AsOf = from,
            Units = review.Installed.Units + review.CountOf(ChangeKind.New),
            Revision = Guid.CreateVersion7().ToString("N"),
            Source = review.File.Name,
        };
        if (!await rows.ReplaceInstalledAsync(review.Installed.Revision, next, cancel)) throw FileProblems.ChangedMeanwhile();
        await rows.WriteAsync(review.Changes, cancel);
        var rebased = await rebase.ApplyAsync(RebaseLine.Of(review), next.Revision, from, cancel);
        audit.Record(db, "divisions.imported", $"divisions:{next.Revision}", details: new
        {
            file = review.File.Name,
            sha256 = review.File.Sha256,
            validFrom = from,
            before = review.Installed.Revision,
            added = review.CountOf(ChangeKind.New),
            gone = review.CountOf(ChangeKind.Gone),
            renamed = review.CountOf(ChangeKind.Renamed),
            returned = review.CountOf(ChangeKind.Returned),
            reclassified = review.CountOf(ChangeKind.Reclassified),
            successors = review.SureSuccessors,
            rebased,
        });
        changes.Announce(db, InstalledList.Topic, next.Revision);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return next;
    }
}
