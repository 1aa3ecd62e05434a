using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers.Rules;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers.Standings;

/// <summary>
/// 请假和顶岗. An officer asks, or the county enters; with the leave a substitute who holds a certificate may be posted for those days. During the leave the one records and the other does not.
/// </summary>
public sealed class LeaveDesk(AppDb db, Viewer viewer, OfficerRegister officers, StandingRegister standings, OfficerRules rules, ProgrammeClock clock, AuditLog audit, AuditActor actor)
{
    /// <summary>The officer himself asks for a leave.</summary>
    public async Task<OfficerPause> AskAsync(DateOnly? from, DateOnly? to, string? note, CancellationToken cancel = default)
    {
        var officer = await standings.OwnAsync(cancel);
        var pause = await AddAsync(officer, from, to, note, PauseState.Asked, cancel);
        pause.DueOn = clock.Today.AddDays(OfficerDeadlines.Leaves.Days);
        audit.Record(db, "officer.leave-asked", $"officer:{officer.Number}", officer.Division, new { pause.FromDate, pause.ToDate });
        await standings.SaveAsync(officer, cancel);
        return pause;
    }

    /// <summary>The county enters a leave, with or without a substitute.</summary>
    public async Task<OfficerPause> GrantAsync(string number, DateOnly? from, DateOnly? to, string? note, string? substitute, CancellationToken cancel = default)
    {
        var officer = await MayAsync(number, cancel);
        var pause = await AddAsync(officer, from, to, note, PauseState.Holds, cancel);
        pause.DecidedBy = actor.Actor;
        return await HoldAsync(officer, pause, substitute, cancel);
    }

    /// <summary>Decides on a leave that was asked for.</summary>
    public async Task<OfficerPause> DecideAsync(string number, int pauseId, bool granted, string? words, string? substitute, CancellationToken cancel = default)
    {
        var officer = await MayAsync(number, cancel);
        var pause = await FindAsync(officer, pauseId, cancel);
        if (pause.State is not PauseState.Asked) throw StandingProblems.LeaveDecided();
        (pause.DueOn, pause.DecidedBy) = (null, actor.Actor);
        if (granted)
        {
            pause.State = PauseState.Holds;
            return await HoldAsync(officer, pause, substitute, cancel);
        }
        if ((words ?? "").Trim().Length < 5) throw StandingProblems.WordsNeeded();
        (pause.State, pause.Decision) = (PauseState.Refused, words!.Trim());
        audit.Record(db, "officer.leave-refused", $"officer:{officer.Number}", officer.Division, new { pause.FromDate, pause.ToDate }, pause.Decision);
        await standings.SaveAsync(officer, cancel);
        return pause;
    }

    /// <summary>He is back before the last day: from today he records again, and the substitute does not.</summary>
    public async Task ReturnAsync(string number, int pauseId, CancellationToken cancel = default)
    {
        var officer = await MayAsync(number, cancel);
        var pause = await FindAsync(officer, pauseId, cancel);
        var today = clock.Today;
        if (pause.State is not PauseState.Holds || pause.LastDay < today) throw StandingProblems.LeaveDecided();
        var back = today > pause.FromDate ? today : pause.FromDate;
        pause.BackOn = back;
        // A posting that ended before for its own reason keeps its day and its reason.
        foreach (var posting in await db.Postings.Where(p => p.PauseId == pause.Id && p.EndReasonCode == null && (p.ToDate == null || p.ToDate >= back)).ToListAsync(cancel))
        {
            posting.ToDate = back.AddDays(-1);
            posting.EndReasonCode = "transferred";
            await TellAsync(posting.OfficerId, cancel);
        }
        audit.Record(db, "officer.leave-ended", $"officer:{officer.Number}", officer.Division, new { pause.FromDate, pause.ToDate, pause.BackOn });
        await standings.SaveAsync(officer, cancel);
    }

    /// <summary>Leaves that wait for the viewer's decision.</summary>
    public async Task<IReadOnlyList<(OfficerPause Pause, Officer Officer)>> WaitingAsync(int shown, CancellationToken cancel = default)
    {
        if (!viewer.Has(Permission.OfficersWrite) || !OfficerDeadlines.Leaves.IsFor(viewer)) return [];
        var found = await db.OfficerPauses.AsNoTracking().Where(p => p.State == PauseState.Asked).Join(db.Officers, p => p.OfficerId, o => o.Id, (p, o) => new { Pause = p, Officer = o }).OrderBy(x => x.Pause.DueOn).Take(shown).ToListAsync(cancel);
        return [.. found.Select(f => (f.Pause, f.Officer))];
    }

    async Task<OfficerPause> HoldAsync(Officer officer, OfficerPause pause, string? substitute, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.SaveChangesAsync(cancel); // the postings of the substitute name it
        var stand = string.IsNullOrWhiteSpace(substitute) ? null : await SubstituteAsync(officer, pause, substitute, cancel);
        audit.Record(db, "officer.leave-granted", $"officer:{officer.Number}", officer.Division, new { pause.FromDate, pause.ToDate, substitute = stand });
        await standings.SaveAsync(officer, cancel);
        await transaction.CommitAsync(cancel);
        return pause;
    }

    async Task<string> SubstituteAsync(Officer officer, OfficerPause pause, string typed, CancellationToken cancel)
    {
        var other = OfficerNumber.Find(typed) is { } known ? await officers.Visible().FirstOrDefaultAsync(o => o.Number == known, cancel) : null;
        if (other is null) throw StandingProblems.UnknownSubstitute();
        if (other.Id == officer.Id) throw StandingProblems.SubstituteIsSelf();
        var (from, to) = (pause.FromDate, pause.ToDate!.Value);
        if (!other.Standing.MayBePosted() || await OverlapsAsync(other, from, to, cancel)) throw StandingProblems.SubstituteAway();
        if (!await db.Certificates.HoldingOn(from, to).AnyAsync(c => c.OfficerId == other.Id, cancel)) throw StandingProblems.SubstituteUncertified();
        var places = await db.Postings.Where(p => p.OfficerId == officer.Id && p.FromDate <= to && (p.ToDate == null || p.ToDate >= from)).Join(db.Stations, p => p.StationId, s => s.Id, (p, s) => new { s.Id, s.Division }).Distinct().ToListAsync(cancel);
        if (places.Count == 0) throw StandingProblems.NobodyToReplace();
        foreach (var place in places) db.Add(new Posting { OfficerId = other.Id, StationId = place.Id, Division = place.Division, FromDate = from, ToDate = to, Kind = PostingKind.Substitute, PauseId = pause.Id });
        other.Version++;
        standings.Tell(other.Number);
        return other.Number;
    }

    async Task<OfficerPause> AddAsync(Officer officer, DateOnly? from, DateOnly? to, string? note, PauseState state, CancellationToken cancel)
    {
        if (from is not { } first || first < clock.Today) throw StandingProblems.LeaveDays("From");
        if (to is not { } last || last < first) throw StandingProblems.LeaveDays("To");
        var rule = await rules.InForceAsync(new(officer.Division), clock.Today, cancel);
        if (last.DayNumber - first.DayNumber + 1 > rule.LeaveDays) throw StandingProblems.LeaveTooLong(rule.LeaveDays);
        if ((note ?? "").Trim().Length < 2) throw StandingProblems.NoteNeeded();
        if (await OverlapsAsync(officer, first, last, cancel)) throw StandingProblems.LeaveOverlaps();
        var pause = new OfficerPause { OfficerId = officer.Id, Division = officer.Division, Kind = PauseKind.Leave, State = state, FromDate = first, ToDate = last, Note = note!.Trim(), At = clock.UtcNow, Actor = actor.Actor };
        db.Add(pause);
        return pause;
    }

    async Task<bool> OverlapsAsync(Officer officer, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var pauses = await db.OfficerPauses.IgnoreQueryFilters().AsNoTracking().Where(p => p.OfficerId == officer.Id && p.State != PauseState.Refused).ToListAsync(cancel);
        return pauses.Any(p => p.FromDate <= to && (p.LastDay is not { } last || last >= from));
    }

    async Task<OfficerPause> FindAsync(Officer officer, int id, CancellationToken cancel) =>
        await db.OfficerPauses.FirstOrDefaultAsync(p => p.Id == id && p.OfficerId == officer.Id && p.Kind == PauseKind.Leave, cancel) ?? throw Problem.NotFound();

    async Task TellAsync(int officer, CancellationToken cancel)
    {
        if (await db.Officers.IgnoreQueryFilters().Where(o => o.Id == officer).Select(o => o.Number).FirstOrDefaultAsync(cancel) is { } number) standings.Tell(number);
    }

    async Task<Officer> MayAsync(string number, CancellationToken cancel)
    {
        var officer = await officers.GetAsync(number, cancel);
        if (viewer.Reach.Organisation is not null) throw StandingProblems.AuthorityOnly();
        if (!viewer.Has(Permission.OfficersWrite)) throw OfficerProblems.NotYours();
        return officer.AccountId is not null && officer.AccountId == viewer.AccountId ? throw StandingProblems.OwnMatter() : officer;
    }
}
