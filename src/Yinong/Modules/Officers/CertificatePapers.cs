using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Marks;
using Yinong.Modules.Stations;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers;

/// <summary>What stands on the certificate and the card.</summary>
/// <param name="Holder">Name in full: it is the holder's own paper.</param>
/// <param name="Officer">Number of the officer.</param>
/// <param name="Certificate">The certificate.</param>
/// <param name="Station">Name of the station where the holder is on post; null: nowhere yet.</param>
/// <param name="StationNumber">Its number.</param>
/// <param name="Address">What the QR code opens, with the mark.</param>
/// <param name="Issue">The issue that holds.</param>
public sealed record PaperWords(string Holder, string Officer, Certificate Certificate, string? Station, string? StationNumber, string Address, MarkIssue Issue);

/// <summary>Issues the marks of certificates, gives what is printed on their papers, and says what a certificate's mark means today.</summary>
public sealed class CertificatePapers(AppDb db, Viewer viewer, OfficerRegister officers, MarkRegister marks, ProgrammeClock clock, DivisionTree places, AuditLog audit)
{
    /// <summary>Whether the viewer issues and prints: whoever issues certificates.</summary>
    public bool MayIssue => viewer.Has(Permission.CertificatesIssue) && viewer.Reach.Organisation is null;

    /// <summary>The certificate with its holder, within reach; 404 otherwise.</summary>
    public async Task<(Officer Officer, Certificate Certificate)> GetAsync(string officerNumber, string certificateNumber, CancellationToken cancel = default)
    {
        var officer = await officers.GetAsync(officerNumber, cancel);
        return (officer, await db.Certificates.AsNoTracking().FirstOrDefaultAsync(c => c.OfficerId == officer.Id && c.Number == certificateNumber, cancel) ?? throw Problem.NotFound());
    }

    /// <summary>Issues a mark. Throws 403, 404, 409, or 400 with the field.</summary>
    public async Task<MarkIssue> IssueAsync(string officerNumber, string certificateNumber, NewMark input, CancellationToken cancel = default)
    {
        var (officer, certificate) = await GetAsync(officerNumber, certificateNumber, cancel);
        May();
        if (certificate.StatusOn(clock.Today) is CertificateStatus.Expired or CertificateStatus.Revoked) throw MarkProblems.CertificateEnded();
        return await marks.IssueAsync(new(MarkKinds.Certificate, certificate.Number, Show.Masked(officer.Name), new(certificate.Division), certificate.ValidTo), input, cancel);
    }

    /// <summary>The words of the papers of the issue that holds; every print is audited, because the name stands on it in full. Throws 403 and 404.</summary>
    /// <param name="officerNumber">Of the holder.</param>
    /// <param name="certificateNumber">Of the certificate.</param>
    /// <param name="origin">Address before the path of the QR code.</param>
    /// <param name="sheet">What is printed.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<PaperWords> PrintAsync(string officerNumber, string certificateNumber, string origin, string sheet, CancellationToken cancel = default)
    {
        var (officer, certificate) = await GetAsync(officerNumber, certificateNumber, cancel);
        May();
        return await WordsAsync(officer, certificate, origin, sheet, cancel);
    }

    /// <summary>The same for the holder: the paper is his own. A certificate of anybody else is not found; 409 until a mark is issued.</summary>
    public async Task<PaperWords> PrintOwnAsync(string certificateNumber, string origin, string sheet, CancellationToken cancel = default)
    {
        var found = viewer.AccountId is not { } account ? null : await (from c in db.Certificates.IgnoreQueryFilters()
                                                                        join o in db.Officers.IgnoreQueryFilters() on c.OfficerId equals o.Id
                                                                        where o.AccountId == account && c.Number == certificateNumber
                                                                        select new { Officer = o, Certificate = c }).AsNoTracking().FirstOrDefaultAsync(cancel);
        return found is null ? throw Problem.NotFound() : await WordsAsync(found.Officer, found.Certificate, origin, sheet, cancel);
    }

    async Task<PaperWords> WordsAsync(Officer officer, Certificate certificate, string origin, string sheet, CancellationToken cancel)
    {
        var issue = await marks.CurrentAsync(MarkKinds.Certificate, certificate.Number, cancel) ?? throw MarkProblems.NotIssued();
        var today = clock.Today;
        var station = await (from p in db.Postings.IgnoreQueryFilters()
                             join s in db.Stations.IgnoreQueryFilters() on p.StationId equals s.Id
                             where p.OfficerId == officer.Id && p.FromDate <= today && (p.ToDate == null || p.ToDate >= today)
                             orderby p.FromDate
                             select new { s.Name, s.Number }).FirstOrDefaultAsync(cancel);
        audit.Record(db, "certificate.printed", $"certificate:{certificate.Number}", certificate.Division, new { officer = officer.Number, sheet, issue.Serial });
        await db.SaveChangesAsync(cancel);
        return new(officer.Name, officer.Number, certificate, station?.Name, station?.Number, $"{origin}/c/{certificate.Number}?m={issue.Text}", issue);
    }

    /// <summary>Adds to a finding what the certificate is worth today.</summary>
    public async Task<MarkFinding> JudgeAsync(MarkFinding finding, CancellationToken cancel = default)
    {
        if (!finding.IsSigned || finding.Mark is not { Kind: MarkKinds.Certificate } mark) return finding;
        // Anybody may ask, wherever it was issued.
        if (await db.Certificates.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(c => c.Number == mark.Number, cancel) is not { } certificate) return finding;
        var status = certificate.StatusOn(clock.Today);
        var now = new MarkedNow(certificate.Number, mark.Name, places.FullName(new(certificate.Division)), status.Word());
        return finding with
        {
            Now = now,
            Result = status switch
            {
                CertificateStatus.Revoked => MarkResult.Revoked,
                CertificateStatus.Suspended => MarkResult.Suspended,
                CertificateStatus.Expired => MarkResult.Expired,
                CertificateStatus.NotYet => MarkResult.NotYet,
                _ => finding.Result,
            },
        };
    }

    void May()
    {
        if (viewer.Reach.Organisation is not null) throw OfficerProblems.AuthorityOnly();
        if (!MayIssue) throw OfficerProblems.NotYours();
    }
}
