using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers.Personal;
using Yinong.Platform.Audit;
using Yinong.Platform.Numbers;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers.Applications;

/// <summary>The public side of the publicity: what is shown of an applicant, and objections from anybody with the authority's answer.</summary>
public sealed class ObjectionDesk(AppDb db, Viewer viewer, ApplicationRegister applications, ProgrammeClock clock, AuditLog audit, AuditActor actor)
{
    public const int PageSize = 100;

    const int ShortestText = 10, ShortestFinding = 5;

    /// <summary>A page of who is publicized today in a range of places, by place, and the key of the next page; null: this is the last.</summary>
    public async Task<(IReadOnlyList<OfficerApplication> Lines, (long Division, int Id)? Next)> PublicAsync(long from, long to, (long Division, int Id)? after, CancellationToken cancel = default)
    {
        var today = clock.Today;
        var found = db.OfficerApplications.IgnoreQueryFilters().AsNoTracking().Where(a => a.State == ApplicationState.Publicized && a.PublicTo >= today && a.Division >= from && a.Division <= to);
        if (after is { } last) found = found.Where(a => a.Division >= last.Division && (a.Division > last.Division || a.Id > last.Id));
        var page = await found.OrderBy(a => a.Division).ThenBy(a => a.Id).Take(PageSize + 1).ToListAsync(cancel);
        return page.Count > PageSize ? (page[..PageSize], (page[PageSize - 1].Division, page[PageSize - 1].Id)) : (page, null);
    }

    /// <summary>One of them; 404 when he is not (or no longer) publicized.</summary>
    public async Task<OfficerApplication> PublicOneAsync(int id, CancellationToken cancel = default) =>
        await db.OfficerApplications.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && a.State == ApplicationState.Publicized, cancel) ?? throw Problem.NotFound();

    /// <summary>Takes an objection; the receipt opens the answer.</summary>
    public async Task<OfficerObjection> SendAsync(int id, string? text, string? contact, CancellationToken cancel = default)
    {
        var application = await PublicOneAsync(id, cancel);
        if (clock.Today > application.PublicTo) throw ApplicationProblems.NotPublic();
        if (text is null || text.Trim().Length < ShortestText) throw ApplicationProblems.ObjectionText();
        var phone = string.IsNullOrWhiteSpace(contact) ? null : PhoneRanges.Read(contact, clock.Today) ?? throw ApplicationProblems.BadContact();
        var objection = new OfficerObjection
        {
            Receipt = ReceiptCode.New(), ApplicationId = application.Id, Division = application.Division, Text = text.Trim(), Contact = phone, At = clock.UtcNow, DueOn = clock.Today.AddDays(OfficerDeadlines.Objections.Days),
        };
        db.Add(objection);
        audit.Record(db, "officer-objection.sent", ApplicationDesk.Subject(application), application.Division, new { objection.Receipt, objection.DueOn, contact = phone is not null });
        await db.SaveChangesAsync(cancel);
        return objection;
    }

    /// <summary>The objection behind a receipt.</summary>
    public async Task<OfficerObjection> FindAsync(string receipt, CancellationToken cancel = default)
    {
        var wanted = receipt.Trim().ToUpperInvariant();
        return await db.OfficerObjections.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(o => o.Receipt == wanted, cancel) ?? throw Problem.NotFound();
    }

    /// <summary>Decides an objection, once; by the authority, not by who is involved.</summary>
    public async Task DecideAsync(int applicationId, int objectionId, ObjectionOutcome? outcome, string? finding, CancellationToken cancel = default)
    {
        var application = await applications.GetAsync(applicationId, cancel);
        var objection = await db.OfficerObjections.FirstOrDefaultAsync(o => o.Id == objectionId && o.ApplicationId == application.Id, cancel) ?? throw Problem.NotFound();
        if (viewer.Reach.Organisation is not null) throw ApplicationProblems.AuthorityOnly();
        if (!viewer.Has(Permission.OfficersWrite)) throw OfficerProblems.NotYours();
        await applications.CheckDeciderAsync(application, cancel);
        if (objection.Outcome is not null) throw ApplicationProblems.ObjectionDecided();
        if (outcome is not { } found || !Enum.IsDefined(found)) throw ApplicationProblems.OutcomeNeeded();
        if (finding is null || finding.Trim().Length < ShortestFinding) throw ApplicationProblems.FindingNeeded();
        (objection.Outcome, objection.Finding, objection.HandledOn, objection.HandledBy) = (found, finding.Trim(), clock.Today, actor.Actor);
        audit.Record(db, "officer-objection.decided", ApplicationDesk.Subject(application), application.Division, new { objection.Receipt, outcome = found.ToString() }, objection.Finding);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw ApplicationProblems.ObjectionDecided();
        }
    }
}
