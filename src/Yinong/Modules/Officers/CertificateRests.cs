using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers;

/// <summary>
/// Suspends certificates and lifts it again; the only writer of suspensions. The right to record is gone with the next request, and by the day of service also
/// for what an offline phone sends later (S-14). By the authority only.
/// </summary>
public sealed class CertificateRests(AppDb db, Viewer viewer, OfficerRegister officers, CertificateRegister certificates, ProgrammeClock clock, TimeProvider time, AuditLog audit, AuditActor actor)
{
    /// <summary>Suspends from a day between the first valid day and today; with one of duty all others that hold then or later, so that none leaves the right to serve. Throws 403, 404, 409, or 400 with the field.</summary>
    public async Task SuspendAsync(string officerNumber, string certificateNumber, DateOnly from, DateOnly? until, OfficerReason reason, CancellationToken cancel = default)
    {
        May();
        var (officer, certificate) = await FindAsync(officerNumber, certificateNumber, cancel);
        if (certificate.RevokedOn is not null) throw OfficerProblems.AlreadyRevoked();
        if (from > clock.Today || from < certificate.ValidFrom || from > certificate.ValidTo) throw OfficerProblems.SuspendedInFuture();
        if (until < from) throw OfficerProblems.SuspensionEndsBefore();
        if (certificate.Suspensions.Any(s => s.HoldsOn(from) || s.HoldsOn(clock.Today) || (s.FromDate >= from && (until is null || s.FromDate <= until) && s.LiftedOn != s.FromDate))) throw OfficerProblems.AlreadySuspended();
        OfficerReasons.Check(OfficerReasons.ForSuspending, reason);
        foreach (var one in (await certificates.OthersAsync(officer, certificate, from, cancel)).Prepend(certificate))
        {
            var first = from < one.ValidFrom ? one.ValidFrom : from;
            if (until < first) continue;
            db.Add(new CertificateSuspension
            {
                CertificateId = one.Id, Division = one.Division, FromDate = first, UntilDate = until, ReasonCode = reason.Code!, Reason = string.IsNullOrWhiteSpace(reason.Text) ? null : reason.Text.Trim(),
                ImposedAt = Now, ImposedBy = actor.Actor,
            });
            audit.Record(db, "certificate.suspended", $"certificate:{one.Number}", one.Division, new { officer = officer.Number, from = first, until, together = one == certificate ? null : certificate.Number }, $"{reason.Code} {reason.Text}".Trim());
        }
        await officers.SaveAsync(officer, cancel);
    }

    /// <summary>Lifts the suspension that holds; it holds no more from the given day on. What was imposed on the others with one of duty is lifted with it. Throws 403, 404, 409, or 400 with the field.</summary>
    public async Task LiftAsync(string officerNumber, string certificateNumber, DateOnly on, string? why, CancellationToken cancel = default)
    {
        May();
        var (officer, certificate) = await FindAsync(officerNumber, certificateNumber, cancel);
        var suspension = certificate.Suspensions.FirstOrDefault(s => s.HoldsOn(clock.Today)) ?? throw OfficerProblems.NotSuspended();
        if (on > clock.Today || on < suspension.FromDate) throw OfficerProblems.LiftedOutside();
        if (why is null || why.Trim().Length < 4) throw OfficerProblems.LiftingNeedsWords();
        foreach (var one in (await certificates.OthersAsync(officer, certificate, on, cancel)).Prepend(certificate))
        {
            foreach (var rest in one.Suspensions.Where(s => s.LiftedOn is null && (s.HoldsOn(clock.Today) || s.FromDate > clock.Today)))
            {
                (rest.LiftedOn, rest.LiftedAt, rest.LiftedBy, rest.LiftingReason) = (on < rest.FromDate ? rest.FromDate : on, Now, actor.Actor, why.Trim());
                audit.Record(db, "certificate.resumed", $"certificate:{one.Number}", one.Division, new { officer = officer.Number, rest.FromDate, rest.LiftedOn, together = one == certificate ? null : certificate.Number }, rest.LiftingReason);
            }
        }
        await officers.SaveAsync(officer, cancel);
    }

    DateTime Now => time.GetUtcNow().UtcDateTime;

    async Task<(Officer, Certificate)> FindAsync(string officerNumber, string certificateNumber, CancellationToken cancel)
    {
        var officer = await officers.GetAsync(officerNumber, cancel);
        return (officer, await certificates.GetAsync(officer, certificateNumber, cancel));
    }

    void May()
    {
        if (viewer.Reach.Organisation is not null) throw OfficerProblems.AuthorityOnly();
        if (!viewer.Has(Permission.CertificatesIssue)) throw OfficerProblems.NotYours();
    }
}
