using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers.Rules;
using Yinong.Modules.Stations;
using Yinong.Platform.Audit;
using Yinong.Platform.Jobs;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers.Standings;

/// <summary>A term that ends soon.</summary>
public sealed record EndingTerm(Posting Posting, string OfficerNumber, string OfficerName, string? StationNumber, string StationName);

/// <summary>聘期: renewing a term is a further posting that begins the day after; nothing is overwritten.</summary>
public sealed class TermDesk(AppDb db, Viewer viewer, OfficerRegister officers, OfficerRules rules, ProgrammeClock clock, AuditLog audit, ChangeFeed feed)
{
    /// <summary>Terms that end within so many days are listed.</summary>
    public const int NoticeDays = 60;

    /// <summary>The term that a renewal would begin and end with.</summary>
    public async Task<(Posting Posting, DateOnly From, DateOnly To)> ProposeAsync(string number, int postingId, CancellationToken cancel = default)
    {
        var officer = await officers.GetAsync(number, cancel);
        var posting = await db.Postings.AsNoTracking().FirstOrDefaultAsync(p => p.Id == postingId && p.OfficerId == officer.Id && p.Kind == PostingKind.Term, cancel) ?? throw Problem.NotFound();
        if (posting.ToDate is not { } end) throw StandingProblems.NoTerm();
        if (posting.EndReasonCode is not null) throw StandingProblems.Renewed();
        var rule = await rules.InForceAsync(new(posting.Division), clock.Today, cancel);
        if (clock.Today < end.AddDays(-rule.RenewalDays)) throw StandingProblems.TooEarly(end.AddDays(-rule.RenewalDays));
        var from = end >= clock.Today ? end.AddDays(1) : clock.Today;
        return (posting, from, rule.TermEnd(from));
    }

    /// <summary>Renews a term by the rule in force; needs a valid certificate today and a good standing.</summary>
    public async Task<Posting> RenewAsync(string number, int postingId, CancellationToken cancel = default)
    {
        if (!viewer.Has(Permission.OfficersWrite) || viewer.Reach.Organisation is not null) throw OfficerProblems.NotYours();
        var (old, from, to) = await ProposeAsync(number, postingId, cancel);
        var officer = await officers.GetAsync(number, cancel);
        if (!officer.Standing.MayBePosted()) throw StandingProblems.NotPostable();
        var station = await db.Stations.FirstOrDefaultAsync(s => s.Id == old.StationId, cancel) ?? throw Problem.NotFound();
        if (station.State.IsEnd()) throw OfficerProblems.StationEnded();
        if (await db.Postings.AnyAsync(p => p.OfficerId == officer.Id && p.StationId == old.StationId && p.Kind == PostingKind.Term && p.Id != old.Id && (p.ToDate == null || p.ToDate >= from), cancel)) throw StandingProblems.Renewed();
        var today = clock.Today;
        if (!await db.Certificates.HoldingOn(today).AnyAsync(c => c.OfficerId == officer.Id, cancel)) throw OfficerProblems.NotCertified();
        var posting = new Posting { OfficerId = officer.Id, StationId = old.StationId, Division = station.Division, FromDate = from, ToDate = to };
        db.Add(posting);
        officer.Version++;
        audit.Record(db, "officer.term-renewed", $"officer:{officer.Number}", station.Division, new { station = station.Number, old.ToDate, posting.FromDate, until = posting.ToDate });
        feed.Announce(db, OfficerRegister.Topic, officer.Number);
        if (station.Number is not null) feed.Announce(db, StationRegister.Topic, station.Number);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw StandingProblems.Renewed();
        }
        return posting;
    }

    /// <summary>Terms that end soon and have no successor, for the one who renews; the earliest first.</summary>
    public async Task<IReadOnlyList<EndingTerm>> EndingAsync(int shown, CancellationToken cancel = default)
    {
        if (!viewer.Has(Permission.OfficersWrite) || viewer.Reach.Organisation is not null) return [];
        var (today, soon) = (clock.Today, clock.Today.AddDays(NoticeDays));
        return await (from p in db.Postings.AsNoTracking()
                      where p.ToDate != null && p.ToDate >= today && p.ToDate <= soon && p.EndReasonCode == null && p.Kind == PostingKind.Term
                          && !db.Postings.Any(n => n.OfficerId == p.OfficerId && n.StationId == p.StationId && n.FromDate > p.FromDate)
                      join o in db.Officers on p.OfficerId equals o.Id
                      join s in db.Stations on p.StationId equals s.Id
                      orderby p.ToDate, p.Id
                      select new EndingTerm(p, o.Number, o.Name, s.Number, s.Name)).Take(shown).ToListAsync(cancel);
    }
}
