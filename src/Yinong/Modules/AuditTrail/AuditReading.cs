using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;

namespace Yinong.Modules.AuditTrail;

/// <summary>What is looked for in the audit; every part may be left out.</summary>
/// <param name="Action">Beginning of the action, e.g. <c>station.</c>.</param>
/// <param name="Actor">Exactly this actor, e.g. <c>account:12</c>.</param>
/// <param name="Subject">Exactly this subject, e.g. <c>station:370102001201B01K</c>.</param>
/// <param name="From">First day (China, real calendar).</param>
/// <param name="To">Last day.</param>
/// <param name="After">Id of the last entry of the page before.</param>
public sealed record AuditQuestion(string? Action, string? Actor, string? Subject, DateOnly? From, DateOnly? To, Guid? After);

/// <summary>
/// Reads the audit, newest first, inside the reader's reach. Entries without a place (accounts of the ministry, clients, imports) are seen by those whose
/// reach is the nation. Each look is an entry itself.
/// </summary>
public sealed class AuditReading(AppDb db, AuditLog audit, Viewer viewer)
{
    public const int PageSize = 50;

    const string Account = "account:";

    public async Task<List<AuditEntry>> PageAsync(AuditQuestion question, CancellationToken cancel = default)
    {
        audit.Record(db, "audit.read", "audit", viewer.Post?.Division.Value ?? 0, new { question.Action, question.Actor, question.Subject, question.From, question.To });
        await db.SaveChangesAsync(cancel);
        return await Filtered(question).OrderByDescending(e => e.Id).Take(PageSize + 1).ToListAsync(cancel);
    }

    /// <summary>Writes that somebody takes these entries away, before the first of them goes.</summary>
    public async Task RecordExportAsync(AuditQuestion question, CancellationToken cancel = default)
    {
        audit.Record(db, "audit.exported", "audit", viewer.Post?.Division.Value ?? 0, new { question.Action, question.Actor, question.Subject, question.From, question.To });
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Every entry that the question leaves, newest first, read while it is sent.</summary>
    public IAsyncEnumerable<AuditEntry> AllAsync(AuditQuestion question) => Filtered(question).OrderByDescending(e => e.Id).AsAsyncEnumerable();

    /// <summary>Names of the accounts that act or are acted on in these entries, by <c>account:12</c>; those in the reader's reach.</summary>
    public Task<Dictionary<string, string>> NamesAsync(IEnumerable<AuditEntry> entries, CancellationToken cancel = default)
    {
        var ids = entries.SelectMany(e => new[] { e.Actor, e.Subject }).Where(who => who.StartsWith(Account, StringComparison.Ordinal))
            .Select(who => int.TryParse(who.AsSpan(Account.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Distinct().ToList();
        return db.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Name }).ToDictionaryAsync(a => Account + a.Id.ToString(CultureInfo.InvariantCulture), a => a.Name, cancel);
    }

    IQueryable<AuditEntry> Filtered(AuditQuestion question)
    {
        var (low, high) = (viewer.Reach.From, viewer.Reach.To);
        var entries = db.AuditEntries.AsNoTracking();
        // The nation's range begins at 0, where entries without a place stand: no index is needed for those who see everything.
        if (viewer.Reach != Reach.Nation) entries = entries.Where(e => e.Division >= low && e.Division <= high);
        if (question.Action is { } action)
        {
            var end = action + '\uffff';
            entries = entries.Where(e => string.Compare(e.Action, action) >= 0 && string.Compare(e.Action, end) <= 0);
        }
        if (question.Actor is { } actor) entries = entries.Where(e => e.Actor == actor);
        if (question.Subject is { } subject) entries = entries.Where(e => e.Subject == subject);
        if (question.From is { } from)
        {
            var start = ProgrammeClock.StartOf(from);
            entries = entries.Where(e => e.At >= start);
        }
        if (question.To is { } to)
        {
            var end = ProgrammeClock.StartOf(to.AddDays(1));
            entries = entries.Where(e => e.At < end);
        }
        if (question.After is { } after) entries = entries.Where(e => e.Id.CompareTo(after) < 0);
        return entries;
    }
}
