using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Jobs;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers;

/// <summary>
/// Suspends certificates and lifts it again; the only writer of suspensions. The right to record is gone with the next request, and by the day of service also
/// for what an offline phone sends later (S-14). By the authority only.
/// </summary>
public sealed class CertificateRests(AppDb db, Viewer viewer, OfficerRegister officers, ProgrammeClock clock, TimeProvider time, AuditLog audit, AuditActor actor, ChangeFeed feed)
{
    /// <summary>Suspends from a day between the first valid day and today. Throws 403, 404, 409, or 400 with the field.</summary>
    public async Task SuspendAsync(string officerNumber, string certificateNumber, DateOnly from, DateOnly? until, OfficerReason reason, CancellationToken cancel = default)
    {
        May();
        var (officer, certificate) = await FindAsync(officerNumber, certificateNumber, cancel);
        if (certificate.RevokedOn is not null) throw OfficerProblems.AlreadyRevoked();
        if (from > clock.Today || from < certificate.ValidFrom || from > certificate.ValidTo) throw OfficerProblems.SuspendedInFuture();
        if (until < from) throw OfficerProblems.SuspensionEndsBefore();
        if (certificate.Suspensions.Any(s => s.HoldsOn(from) || s.HoldsOn(clock.Today) || (s.FromDate >= from && (until is null || s.FromDate <= until) && s.LiftedOn != s.FromDate))) throw OfficerProblems.AlreadySuspended();
        OfficerReasons.Check(OfficerReasons.ForSuspending, reason);
        db.Add(new CertificateSuspension
        {
            CertificateId = certificate.Id, Division = certificate.Division, FromDate = from, UntilDate = until, ReasonCode = reason.Code!, Reason = string.IsNullOrWhiteSpace(reason.Text) ? null : reason.Text.Trim(),
            ImposedAt = Now, ImposedBy = actor.Actor,
        });
        await SaveAsync("certificate.suspended", officer, certificate, new { officer = officer.Number, from, until }, $"{reason.Code} {reason.Text}".Trim(), cancel);
    }

    /// <summary>Lifts the suspension that holds; it holds no more from the given day on. Throws 403, 404, 409, or 400 with the field.</summary>
    public async Task LiftAsync(string officerNumber, string certificateNumber, DateOnly on, string? why, CancellationToken cancel = default)
    {
        May();
        var (officer, certificate) = await FindAsync(officerNumber, certificateNumber, cancel);
        var suspension = certificate.Suspensions.FirstOrDefault(s => s.HoldsOn(clock.Today)) ?? throw OfficerProblems.NotSuspended();
        if (on > clock.Today || on < suspension.FromDate) throw OfficerProblems.LiftedOutside();
        if (why is null || why.Trim().Length < 4) throw OfficerProblems.LiftingNeedsWords();
        (suspension.LiftedOn, suspension.LiftedAt, suspension.LiftedBy, suspension.LiftingReason) = (on, Now, actor.Actor, why.Trim());
        await SaveAsync("certificate.resumed", officer, certificate, new { officer = officer.Number, suspension.FromDate, suspension.LiftedOn }, suspension.LiftingReason, cancel);
    }

    DateTime Now => time.GetUtcNow().UtcDateTime;

    async Task<(Officer, Certificate)> FindAsync(string officerNumber, string certificateNumber, CancellationToken cancel)
    {
        var officer = await officers.GetAsync(officerNumber, cancel);
        return (officer, await db.Certificates.FirstOrDefaultAsync(c => c.OfficerId == officer.Id && c.Number == certificateNumber, cancel) ?? throw Problem.NotFound());
    }

    async Task SaveAsync(string action, Officer officer, Certificate certificate, object details, string reason, CancellationToken cancel)
    {
        audit.Record(db, action, $"certificate:{certificate.Number}", certificate.Division, details, reason);
        feed.Announce(db, OfficerRegister.Topic, officer.Number);
        await db.SaveChangesAsync(cancel);
    }

    void May()
    {
        if (viewer.Reach.Organisation is not null) throw OfficerProblems.AuthorityOnly();
        if (!viewer.Has(Permission.CertificatesIssue)) throw OfficerProblems.NotYours();
    }
}
