using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers;

/// <summary>
/// The only writer of certificates: issuing gives the permanent number, revoking takes the right to serve away from a day on (S-14). By the authority
/// only, never by an operator's people. Nothing is overwritten: a renewal is a further certificate.
/// </summary>
public sealed class CertificateRegister(AppDb db, Viewer viewer, OfficerRegister officers, ProgrammeClock clock, AuditLog audit, ChangeFeed feed)
{
    const int Attempts = 20;
    const int MaxYears = 10;

    /// <summary>
    /// Issues a certificate. The first valid day is today or earlier, of a renewal the day after the last one of the same kind ends: two for the same days
    /// would leave the right to serve with the one when the other is taken away.
    /// </summary>
    public async Task<Certificate> IssueAsync(string officerNumber, NewCertificate input, CancellationToken cancel = default)
    {
        May();
        var officer = await officers.GetAsync(officerNumber, cancel);
        if (input.Kind is not (CertificateKinds.Duty or CertificateKinds.Training)) throw OfficerProblems.UnknownKind();
        if (input.ValidFrom > clock.Today && input.ValidFrom != await FirstDayAsync(officer, input.Kind, cancel)) throw OfficerProblems.IssuedInFuture();
        if (input.ValidTo < input.ValidFrom || input.ValidTo > input.ValidFrom.AddYears(MaxYears)) throw OfficerProblems.ValidityWrong();
        if (await OverlappingAsync(officer, input, cancel) is { } other) throw OfficerProblems.Overlaps(other.Number, other.ValidFrom, other.ValidTo);
        var ground = await GroundAsync(officer, input, cancel);
        if (ground is null) CheckPaper(input);
        var paper = ground is null ? input.Paper : null;
        var certificate = new Certificate
        {
            Number = "", OfficerId = officer.Id, Division = officer.Division, Kind = input.Kind, ValidFrom = input.ValidFrom, ValidTo = input.ValidTo, Issuer = input.Issuer.Trim(), QualificationId = ground?.Id,
            PaperBody = paper?.Body!.Trim(), PaperNumber = paper?.Number!.Trim(), PaperOn = paper?.On,
        };
        db.Add(certificate);
        officer.Version++;
        feed.Announce(db, OfficerRegister.Topic, officer.Number);
        for (var attempt = 1; ; attempt++)
        {
            certificate.Number = await NextNumberAsync(new(officer.Division), cancel);
            var entry = audit.Entry("certificate.issued", Subject(certificate), officer.Division, new { officer = officer.Number, ground = ground?.Source, paper = paper is null ? null : new { certificate.PaperBody, certificate.PaperNumber, certificate.PaperOn }, after = Snapshot(certificate) });
            db.Add(entry);
            try
            {
                await db.SaveChangesAsync(cancel);
                return certificate;
            }
            catch (DbUpdateException e) when (attempt < Attempts && e.IsTaken("ux_certificates_number", "certificates.number"))
            {
                db.Entry(entry).State = EntityState.Detached;
            }
            catch (DbUpdateException e) when (e.IsTaken("ux_certificates_qualification", "certificates.qualification_id"))
            {
                throw OfficerProblems.GroundUsed();
            }
            catch (DbUpdateConcurrencyException)
            {
                throw Web.WebProblems.ChangedMeanwhile();
            }
        }
    }

    /// <summary>The earliest day from which a further certificate of the kind may be issued now: today, or the day after the last one ends that was not revoked.</summary>
    public async Task<DateOnly> FirstDayAsync(Officer officer, string kind, CancellationToken cancel = default)
    {
        var last = await db.Certificates.Where(c => c.OfficerId == officer.Id && c.Kind == kind && c.RevokedOn == null).MaxAsync(c => (DateOnly?)c.ValidTo, cancel);
        return last >= clock.Today ? last.Value.AddDays(1) : clock.Today;
    }

    /// <summary>The officer's other certificates of duty that give a right on the day or later: what is done to one of them is done to all.</summary>
    public Task<List<Certificate>> OthersAsync(Officer officer, Certificate certificate, DateOnly from, CancellationToken cancel = default) => certificate.Kind is not CertificateKinds.Duty
        ? Task.FromResult(new List<Certificate>())
        : db.Certificates.Where(c => c.OfficerId == officer.Id && c.Kind == CertificateKinds.Duty && c.Id != certificate.Id && c.RevokedOn == null && c.ValidTo >= from).OrderBy(c => c.ValidFrom).ThenBy(c => c.Id).ToListAsync(cancel);

    /// <summary>The certificate of an officer; 404 when it is none of his.</summary>
    public async Task<Certificate> GetAsync(Officer officer, string number, CancellationToken cancel = default) =>
        await db.Certificates.FirstOrDefaultAsync(c => c.OfficerId == officer.Id && c.Number == number, cancel) ?? throw Problem.NotFound();

    /// <summary>Passed examinations of an officer on which no certificate rests yet, the latest first.</summary>
    public Task<List<Qualification>> OpenGroundsAsync(Officer officer, CancellationToken cancel = default) =>
        db.Qualifications.AsNoTracking().Where(q => q.OfficerId == officer.Id && !db.Certificates.IgnoreQueryFilters().Any(c => c.QualificationId == q.Id)).OrderByDescending(q => q.PassedOn).ThenByDescending(q => q.Id).ToListAsync(cancel);

    /// <summary>Takes a certificate away from a day on, between its first valid day and today; with one of duty all others that hold then or later, so that none leaves the right to serve.</summary>
    public async Task RevokeAsync(string officerNumber, string certificateNumber, DateOnly on, OfficerReason reason, CancellationToken cancel = default)
    {
        May();
        var officer = await officers.GetAsync(officerNumber, cancel);
        var certificate = await GetAsync(officer, certificateNumber, cancel);
        if (certificate.RevokedOn is not null) throw OfficerProblems.AlreadyRevoked();
        if (on > clock.Today || (on < certificate.ValidFrom && on < clock.Today)) throw OfficerProblems.RevokedInFuture();
        OfficerReasons.Check(OfficerReasons.ForRevoking, reason);
        foreach (var one in (await OthersAsync(officer, certificate, on, cancel)).Prepend(certificate))
        {
            var before = Snapshot(one);
            (one.RevokedOn, one.RevocationReasonCode) = (on < one.ValidFrom ? one.ValidFrom : on, reason.Code);
            one.RevocationReason = string.IsNullOrWhiteSpace(reason.Text) ? null : reason.Text.Trim();
            audit.Record(db, "certificate.revoked", Subject(one), one.Division, new { officer = officer.Number, before, after = Snapshot(one), together = one == certificate ? null : certificate.Number }, $"{reason.Code} {reason.Text}".Trim());
        }
        await officers.SaveAsync(officer, cancel);
    }

    // A revoked one leaves its days from that day on free.
    Task<Certificate?> OverlappingAsync(Officer officer, NewCertificate input, CancellationToken cancel) =>
        db.Certificates.AsNoTracking().Where(c => c.OfficerId == officer.Id && c.Kind == input.Kind && c.ValidFrom <= input.ValidTo && c.ValidTo >= input.ValidFrom && (c.RevokedOn == null || (c.RevokedOn > input.ValidFrom && c.RevokedOn > c.ValidFrom)))
            .OrderByDescending(c => c.ValidTo).FirstOrDefaultAsync(cancel);

    // A passed examination is the officer's own, stands for this kind, and carries one certificate that begins when it was passed or later.
    async Task<Qualification?> GroundAsync(Officer officer, NewCertificate input, CancellationToken cancel)
    {
        if (input.QualificationId is not { } id) return null;
        var ground = await db.Qualifications.AsNoTracking().FirstOrDefaultAsync(q => q.Id == id && q.OfficerId == officer.Id, cancel) ?? throw OfficerProblems.UnknownGround();
        if (ground.CertificateKind != input.Kind) throw OfficerProblems.GroundOfOtherKind();
        if (input.ValidFrom < ground.PassedOn) throw OfficerProblems.IssuedBeforePass(ground.PassedOn);
        if (await db.Certificates.IgnoreQueryFilters().AnyAsync(c => c.QualificationId == id, cancel)) throw OfficerProblems.GroundUsed();
        return ground;
    }

    // Without an examination of the system nobody but the issuer knows that there was one: the paper can be asked for by whoever audits (S-14).
    void CheckPaper(NewCertificate input)
    {
        if ((input.Paper?.Body ?? "").Trim().Length < 2) throw OfficerProblems.PaperBodyNeeded();
        if (string.IsNullOrWhiteSpace(input.Paper!.Number)) throw OfficerProblems.PaperNumberNeeded();
        if (input.Paper.On is not { } day || day > clock.Today || day > input.ValidFrom) throw OfficerProblems.PaperDayWrong();
    }

    async Task<string> NextNumberAsync(DivisionCode division, CancellationToken cancel)
    {
        var year = clock.Today.Year;
        var series = CertificateNumber.Series(division, year);
        var (first, last) = (series + "000000", series + "999999-Z");
        var highest = await db.Certificates.IgnoreQueryFilters().Where(c => string.Compare(c.Number, first) >= 0 && string.Compare(c.Number, last) <= 0).MaxAsync(c => (string?)c.Number, cancel);
        var serial = highest is null ? 1 : CertificateNumber.SerialOf(highest) + 1;
        return serial <= CertificateNumber.LastSerial ? CertificateNumber.Make(division, year, serial) : throw OfficerProblems.SerialsUsedUp();
    }

    void May()
    {
        if (viewer.Reach.Organisation is not null) throw OfficerProblems.AuthorityOnly();
        if (!viewer.Has(Permission.CertificatesIssue)) throw OfficerProblems.NotYours();
    }

    static string Subject(Certificate certificate) => $"certificate:{certificate.Number}";

    static object Snapshot(Certificate c) => new { c.Number, c.Kind, c.ValidFrom, c.ValidTo, c.RevokedOn };
}
