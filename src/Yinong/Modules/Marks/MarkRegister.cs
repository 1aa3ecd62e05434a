using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Texts;
using Yinong.Platform.Time;

namespace Yinong.Modules.Marks;

/// <summary>What a mark is to be issued for.</summary>
/// <param name="Kind">One of <see cref="MarkKinds"/>.</param>
/// <param name="Number">Of the station or certificate.</param>
/// <param name="Name">Name of the station, masked name of the holder.</param>
/// <param name="Division">Where it is.</param>
/// <param name="ValidTo">Last valid day; null: none.</param>
public sealed record MarkSubject(string Kind, string Number, string Name, DivisionCode Division, DateOnly? ValidTo);

/// <summary>The form of an issue: the serial that is to be made, so that pressed twice it is made once, and why.</summary>
public sealed record NewMark(int Serial, string? ReasonCode, string? Reason);

/// <summary>
/// The register of marks 签发登记 and its only writer. Who may issue is asked by the modules whose things are marked; here: the serial follows, a further issue
/// says why, and what was issued is never changed.
/// </summary>
public sealed class MarkRegister(AppDb db, MarkKeyring keys, ProgrammeClock clock, TimeProvider time, AuditLog audit, AuditActor actor)
{
    /// <summary>Issues a mark. Throws 400 with the field, or 409 when this serial is there already.</summary>
    public async Task<MarkIssue> IssueAsync(MarkSubject subject, NewMark input, CancellationToken cancel = default)
    {
        var last = await LastSerialAsync(subject.Kind, subject.Number, cancel);
        if (input.Serial != last + 1) throw MarkProblems.AlreadyIssued();
        var reason = last == 0 ? MarkReasons.Find(MarkReasons.First)! : MarkReasons.ForReissue.FirstOrDefault(r => r.Code == input.ReasonCode) ?? throw MarkProblems.ReasonNeeded();
        if (reason.NeedsText && string.IsNullOrWhiteSpace(input.Reason)) throw MarkProblems.ReasonTextNeeded();
        // The separator of the payload never stands in a name.
        var name = Short(subject.Name.Replace('|', ' '));
        Mark? mark = null;
        var (key, signature) = await keys.SignAsync(k => (mark = new(subject.Kind, subject.Number, name, subject.Division.ToString(), clock.Today, subject.ValidTo, input.Serial, k.Code)).Payload(), cancel);
        var issue = new MarkIssue
        {
            Kind = subject.Kind, Number = subject.Number, Serial = (short)input.Serial, Division = subject.Division.Value, Name = name, Text = Mark.Write(mark!.Payload(), signature), KeyCode = key.Code,
            IssuedOn = clock.Today, IssuedAt = time.GetUtcNow().UtcDateTime, IssuedBy = actor.Actor, ReasonCode = reason.Code, Reason = string.IsNullOrWhiteSpace(input.Reason) ? null : input.Reason.Trim(),
        };
        db.Add(issue);
        audit.Record(db, "mark.issued", $"{subject.Kind}:{subject.Number}", issue.Division, new { issue.Serial, key = key.Code, issue.Name, issue.IssuedOn }, $"{issue.ReasonCode} {issue.Reason}".Trim());
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (e.IsTaken("ux_mark_issues_number", "mark_issues.number"))
        {
            throw MarkProblems.AlreadyIssued();
        }
        return issue;
    }

    /// <summary>All issues of a number, the newest first.</summary>
    public Task<List<MarkIssue>> IssuesAsync(string kind, string number, CancellationToken cancel = default) =>
        db.MarkIssues.IgnoreQueryFilters().AsNoTracking().Where(i => i.Kind == kind && i.Number == number).OrderByDescending(i => i.Serial).ToListAsync(cancel);

    /// <summary>The issue that holds; null: none was made.</summary>
    public Task<MarkIssue?> CurrentAsync(string kind, string number, CancellationToken cancel = default) =>
        db.MarkIssues.IgnoreQueryFilters().AsNoTracking().Where(i => i.Kind == kind && i.Number == number).OrderByDescending(i => i.Serial).FirstOrDefaultAsync(cancel);

    /// <summary>Reads a mark and judges it by signature, key and this register; what the station or certificate is today, its own module adds.</summary>
    public async Task<MarkFinding> ReadAsync(string? pasted, CancellationToken cancel = default)
    {
        if (Mark.Find(pasted) is not { } text) return MarkFinding.Of(MarkResult.NoMark);
        if (!Mark.TryRead(text, out var mark, out var payload, out var signature)) return MarkFinding.Of(MarkResult.Forged, MarkFault.Shape);
        if (await keys.FindAsync(mark!.Key, cancel) is not { } key) return MarkFinding.Of(MarkResult.Forged, MarkFault.UnknownKey, mark);
        if (!MarkAlgorithms.Verify(key.Algorithm, Convert.FromBase64String(key.PublicKey), payload, signature)) return MarkFinding.Of(MarkResult.Forged, MarkFault.Signature, mark);
        if (key.RevokedFrom <= mark.IssuedOn) return MarkFinding.Of(MarkResult.Forged, MarkFault.RevokedKey, mark);
        var issues = await IssuesAsync(mark.Kind, mark.Number, cancel);
        // A true signature that nobody registered: the key was in wrong hands, whatever day the mark names.
        if (issues.FirstOrDefault(i => i.Serial == mark.Serial)?.Text != text) return MarkFinding.Of(MarkResult.Forged, MarkFault.NotRegistered, mark);
        return MarkFinding.Of(issues[0].Serial > mark.Serial ? MarkResult.Superseded : MarkResult.Genuine, mark: mark);
    }

    async Task<int> LastSerialAsync(string kind, string number, CancellationToken cancel) => (await CurrentAsync(kind, number, cancel))?.Serial ?? 0;

    static string Short(string name) => name.Cut(Mark.LongestName);
}
