using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Hours;

/// <summary>An officer whose certificate ends soon.</summary>
/// <param name="Officer">Who.</param>
/// <param name="Certificate">The one that ends last.</param>
/// <param name="Done">Minutes since it began.</param>
/// <param name="Rule">What the officer's province asks; null: not set.</param>
/// <param name="IsPassed">Whether a ground for the renewal is there already, without a certificate.</param>
public sealed record RefresherLine(Officer Officer, Certificate Certificate, int Done, HourRequirement? Rule, bool IsPassed)
{
    /// <summary>Whether the hours alone make the renewal, and are there.</summary>
    public bool IsReady => !IsPassed && Rule is { RefresherExam: false } rule && Done >= rule.RefresherMinutes;
}

/// <summary>复训: certificates that end soon, and the ground for renewing them when the province asks for hours alone. With an examination its pass is the ground.</summary>
public sealed class RefresherRegister(AppDb db, Viewer viewer, OfficerRegister officers, HourLedger ledger, HourRequirements requirements, ProgrammeClock clock, AuditLog audit)
{
    public const int PageSize = 100;

    /// <summary>Its name as the ground of a certificate.</summary>
    public static string SourceOf(Certificate certificate) => $"refresher:{certificate.Number}";

    public bool MayConfirm => viewer.Has(Permission.CertificatesIssue) && viewer.Reach.Organisation is null;

    /// <summary>How many days ahead the viewer's province looks.</summary>
    public async Task<int> NoticeDaysAsync(CancellationToken cancel = default) =>
        (await requirements.InForceAsync(viewer.Post?.Division ?? DivisionCode.Nation, clock.Today, cancel))?.NoticeDays ?? TrainingRules.RefresherNoticeDays;

    /// <summary>Officers in reach whose last certificate of duty holds and ends within so many days, the soonest first, a page at a time; and whether there are more.</summary>
    /// <param name="after">End of the certificate and officer of the last line seen; null: from the beginning.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<(IReadOnlyList<RefresherLine> Lines, bool More)> PageAsync((DateOnly ValidTo, int Officer)? after, CancellationToken cancel = default)
    {
        var (today, last) = (clock.Today, clock.Today.AddDays(await NoticeDaysAsync(cancel)));
        var (end, seen) = after ?? (today, 0);
        var found = await (from officer in officers.Visible()
                           join certificate in db.Certificates on officer.Id equals certificate.OfficerId
                           where certificate.Kind == CertificateKinds.Duty && certificate.RevokedOn == null && certificate.ValidTo >= today && certificate.ValidTo <= last
                               && (certificate.ValidTo > end || (certificate.ValidTo == end && officer.Id > seen))
                               && !db.Certificates.Any(c => c.OfficerId == officer.Id && c.Kind == CertificateKinds.Duty && c.RevokedOn == null && c.ValidTo > certificate.ValidTo)
                           orderby certificate.ValidTo, officer.Id
                           select new { officer, certificate }).AsNoTracking().Take(PageSize + 1).ToListAsync(cancel);
        var more = found.Count > PageSize;
        if (more) found.RemoveAt(PageSize);
        var ids = found.Select(f => f.officer.Id).ToList();
        var hours = (await db.HourCredits.Where(h => ids.Contains(h.OfficerId)).Select(h => new { h.OfficerId, h.OnDate, h.Minutes }).ToListAsync(cancel)).ToLookup(h => h.OfficerId);
        var grounds = (await db.Qualifications.Where(q => ids.Contains(q.OfficerId) && q.CertificateKind == CertificateKinds.Duty && !db.Certificates.Any(c => c.QualificationId == q.Id)).Select(q => new { q.OfficerId, q.PassedOn }).ToListAsync(cancel)).ToLookup(q => q.OfficerId);
        var rules = new Dictionary<long, HourRequirement?>();
        foreach (var province in found.Select(f => new DivisionCode(f.officer.Division).At(DivisionLevel.Province)).Distinct()) rules[province.Value] = await requirements.InForceAsync(province, today, cancel);
        var lines = found.Select(f => new RefresherLine(f.officer, f.certificate, hours[f.officer.Id].Where(h => h.OnDate >= f.certificate.ValidFrom).Sum(h => h.Minutes), rules[new DivisionCode(f.officer.Division).At(DivisionLevel.Province).Value],
            grounds[f.officer.Id].Any(q => q.PassedOn > f.certificate.ValidFrom)));
        return ([.. lines], more);
    }

    /// <summary>Confirms that the refresher's hours are there: from then on a certificate may be issued on them, once.</summary>
    public async Task<Qualification> ConfirmAsync(string officerNumber, CancellationToken cancel = default)
    {
        if (!MayConfirm) throw HourProblems.NotYours();
        var officer = await officers.GetAsync(officerNumber, cancel);
        if (officer.AccountId is { } account && account == viewer.AccountId) throw HourProblems.Own();
        var standing = await ledger.StandingAsync(officer, cancel);
        if (standing.Certificate is not { } certificate) throw HourProblems.NoCertificate();
        if (standing.Rule is not { } rule) throw HourProblems.NotSet();
        if (rule.RefresherExam) throw HourProblems.ExamAsked();
        if (!standing.IsEnough) throw HourProblems.TooFew(standing.Done, rule.RefresherMinutes, renewal: true);
        var ground = new Qualification
        {
            OfficerId = officer.Id, Division = officer.Division, Title = TrainingRules.RefresherTitle, Score = (short)(standing.Done / 60), OutOf = (short)(rule.RefresherMinutes / 60), PassedOn = clock.Today, CertificateKind = CertificateKinds.Duty,
            ValidMonths = rule.RenewalMonths!.Value, Source = SourceOf(certificate),
        };
        db.Add(ground);
        audit.Record(db, "refresher.confirmed", $"officer:{officer.Number}", officer.Division, new { certificate = certificate.Number, standing.Done, rule.RefresherMinutes, rule.Edition });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (e.IsTaken("ux_qualifications_source", "qualifications.source"))
        {
            throw HourProblems.Confirmed();
        }
        return ground;
    }
}
