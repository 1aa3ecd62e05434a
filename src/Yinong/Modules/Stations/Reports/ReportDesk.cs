using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Numbers;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.Reports;

/// <summary>The only writer of reports: anybody sends one, the county answers it. Each is audited, without its words and without the contact.</summary>
public sealed class ReportDesk(AppDb db, Viewer viewer, ProgrammeClock clock, AuditLog audit, AuditActor actor)
{
    const int ShortestText = 5;

    /// <summary>Minutes in which the same words about the same station are one report: a form that was sent twice.</summary>
    const int SameMinutes = 10;

    /// <summary>Takes a report about a station that has a number; the receipt opens the answer. The same words within ten minutes are one report. Throws 404, or 400 with the field.</summary>
    public async Task<StationReport> SendAsync(string number, string? kind, string? text, string? contact, CancellationToken cancel = default)
    {
        var station = await StationAsync(number, cancel);
        if (ReportKinds.Find(kind) is not { } known) throw ReportProblems.UnknownKind();
        if (text is null || text.Trim().Length < ShortestText) throw ReportProblems.TextNeeded();
        var (words, phone, since) = (text.Trim(), PhoneOf(contact), clock.UtcNow.AddMinutes(-SameMinutes));
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.TakeTurnAsync(station.Id, cancel);
        if (await db.StationReports.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(r => r.StationId == station.Id && r.At >= since && r.Kind == known.Code && r.Text == words && r.Contact == phone, cancel) is { } same) return same;
        var report = new StationReport
        {
            Receipt = ReceiptCode.New(), StationId = station.Id, Division = station.Division, Kind = known.Code, Text = words,
            Contact = phone, At = clock.UtcNow, DueOn = clock.Today.AddDays(ReportKinds.AnswerInDays), Version = 1,
        };
        db.Add(report);
        audit.Record(db, "report.sent", $"station:{station.Number}", station.Division, new { report.Receipt, report.Kind, report.DueOn, contact = report.Contact is not null });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return report;
    }

    /// <summary>The report behind a receipt, for whoever holds it; 404 when the receipt is not of this station.</summary>
    public async Task<(Station Station, StationReport Report)> FindAsync(string number, string receipt, CancellationToken cancel = default)
    {
        var station = await StationAsync(number, cancel);
        var wanted = receipt.Trim().ToUpperInvariant();
        var report = await db.StationReports.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(r => r.Receipt == wanted && r.StationId == station.Id, cancel);
        return (station, report ?? throw Problem.NotFound());
    }

    /// <summary>Whether the viewer answers reports: the authority that supervises stations.</summary>
    public bool MayAnswer => viewer.Has(Permission.StationsSupervise) && viewer.Reach.Organisation is null;

    /// <summary>Answers a report, once. Throws 404 out of reach, 409 when somebody was faster, 400 with the field.</summary>
    public async Task AnswerAsync(int id, ReportOutcome? outcome, string? finding, long version, CancellationToken cancel = default)
    {
        if (!MayAnswer) throw ReportProblems.NotYours();
        var report = await db.StationReports.FirstOrDefaultAsync(r => r.Id == id, cancel) ?? throw Problem.NotFound();
        if (report.Outcome is not null || report.Version != version) throw ReportProblems.Answered();
        if (outcome is not { } found || !Enum.IsDefined(found)) throw ReportProblems.OutcomeNeeded();
        if (finding is null || finding.Trim().Length < ShortestText) throw ReportProblems.FindingNeeded();
        (report.Outcome, report.Finding, report.HandledOn, report.HandledBy, report.Version) = (found, finding.Trim(), clock.Today, actor.Actor, version + 1);
        audit.Record(db, "report.answered", $"report:{report.Receipt}", report.Division, new { report.Kind, outcome = found.ToString(), report.HandledOn }, report.Finding);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The whole contact, for a reason that is audited. Throws 403, 404, or 400 when no reason is given.</summary>
    public async Task<string?> RevealContactAsync(int id, string? why, CancellationToken cancel = default)
    {
        if (!viewer.Has(Permission.PersonalRead)) throw ReportProblems.NotYours();
        var report = await db.StationReports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancel) ?? throw Problem.NotFound();
        if (why is null || why.Trim().Length < 4) throw ReportProblems.WhyNeeded();
        audit.Record(db, "personal.revealed", $"report:{report.Receipt}", report.Division, new { field = "contact" }, why.Trim());
        await db.SaveChangesAsync(cancel);
        return report.Contact;
    }

    // Anybody may report, wherever the station stands.
    async Task<Station> StationAsync(string number, CancellationToken cancel)
    {
        var known = StationNumber.Parse(number);
        return await db.Stations.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(s => s.Number == known.Text, cancel) ?? throw Problem.NotFound();
    }

    static string? PhoneOf(string? contact)
    {
        if (string.IsNullOrWhiteSpace(contact)) return null;
        var digits = string.Concat(contact.Normalize(System.Text.NormalizationForm.FormKC).Where(c => c is not (' ' or '-' or '(' or ')')));
        return digits.Length is >= 7 and <= 15 && digits.All(char.IsAsciiDigit) ? digits : throw ReportProblems.BadContact();
    }
}
