using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers.Rules;
using Yinong.Platform.Audit;
using Yinong.Platform.Jobs;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using StandingStep = Yinong.Modules.Officers.OfficerStep<Yinong.Modules.Officers.Standings.OfficerStanding, Yinong.Modules.Officers.Standings.StandingAct>;

namespace Yinong.Modules.Officers.Standings;

/// <summary>
/// The only writer of an officer's standing, by <see cref="StandingLaw"/>. A suspension or dismissal takes the right to record away with the next request; each step is kept with who, when and why.
/// </summary>
public sealed class StandingRegister(AppDb db, Viewer viewer, OfficerRegister officers, OfficerRules rules, ProgrammeClock clock, AuditLog audit, AuditActor actor, ChangeFeed feed)
{
    const int ShortestWords = 5;

    /// <summary>Takes a step on a day. Throws 404, 403, 409 or the problem of the field.</summary>
    public async Task<Officer> StepAsync(string number, StandingAct act, DateOnly on, OfficerReason reason, CancellationToken cancel = default)
    {
        var officer = await officers.GetAsync(number, cancel);
        var step = StandingLaw.Find(officer.Standing, act) ?? throw StandingProblems.NoSuchStep();
        await MayAsync(officer, step, cancel);
        if (act is StandingAct.StayOn && await IsArrangedAsync(officer, cancel)) throw StandingProblems.LeavesAlready();
        if (act is StandingAct.Depart) throw StandingProblems.NoSuchStep(); // only by the last receipt
        if (on > clock.Today || officer.StandingSince is { } since && on < since) throw StandingProblems.DateWrong();
        Check(step, reason);
        await TakeAsync(officer, step, on, reason, cancel);
        await SaveAsync(officer, cancel);
        return officer;
    }

    /// <summary>The officer himself: appeals, or gives notice. Found by his own account.</summary>
    public async Task<Officer> OwnStepAsync(StandingAct act, string? words, CancellationToken cancel = default)
    {
        var officer = await OwnAsync(cancel);
        var step = StandingLaw.Find(officer.Standing, act) is { } found && found.Act is StandingAct.Appeal or StandingAct.Resign ? found : throw StandingProblems.NoSuchStep();
        if ((words ?? "").Trim().Length < ShortestWords) throw StandingProblems.WordsNeeded();
        if (act is StandingAct.Appeal)
        {
            var until = await db.OfficerStandingSteps.IgnoreQueryFilters().Where(s => s.OfficerId == officer.Id && s.ToState == OfficerStanding.Dismissed).OrderByDescending(s => s.Id).Select(s => s.DueOn).FirstAsync(cancel);
            if (until is { } last && clock.Today > last) throw StandingProblems.AppealLate(last);
        }
        await TakeAsync(officer, step, clock.Today, new(null, words), cancel);
        await SaveAsync(officer, cancel);
        return officer;
    }

    /// <summary>The officer of the account that is signed in, found by it and not by reach; 404 when there is none.</summary>
    public async Task<Officer> OwnAsync(CancellationToken cancel = default) =>
        viewer.AccountId is { } account && await db.Officers.IgnoreQueryFilters().FirstOrDefaultAsync(o => o.AccountId == account, cancel) is { } officer ? officer : throw Problem.NotFound();

    /// <summary>Steps that the viewer's post may take now, in the order of the law.</summary>
    public IReadOnlyList<StandingStep> Open(Officer officer) => [.. StandingLaw.After(officer.Standing).Where(s => s.Act is not StandingAct.Depart && s.IsFor(viewer) && !(officer.AccountId is not null && officer.AccountId == viewer.AccountId))];

    /// <summary>Whether a hand-over was arranged since the officer gave notice: his postings have ended by then, so the notice cannot be taken back.</summary>
    public async Task<bool> IsArrangedAsync(Officer officer, CancellationToken cancel = default)
    {
        if (officer.Standing is not OfficerStanding.Leaving) return false;
        var since = await db.OfficerStandingSteps.Where(s => s.OfficerId == officer.Id && s.ToState == OfficerStanding.Leaving).MaxAsync(s => (DateTime?)s.At, cancel) ?? DateTime.UnixEpoch;
        return await db.OfficerHandOvers.AnyAsync(h => h.OfficerId == officer.Id && h.At >= since, cancel);
    }

    /// <summary>Makes the change in the unit of work of the caller, who saves.</summary>
    internal async Task TakeAsync(Officer officer, StandingStep step, DateOnly on, OfficerReason reason, CancellationToken cancel)
    {
        var rule = await rules.InForceAsync(new(officer.Division), clock.Today, cancel);
        if (step.Act is StandingAct.Dismiss && officer.StandingDue is { } answer && on <= answer) throw StandingProblems.NoticeRuns(answer);
        var due = step.Act switch
        {
            StandingAct.Notice => on.AddDays(rule.NoticeDays),
            StandingAct.Dismiss => on.AddDays(rule.AppealDays),
            _ => default(DateOnly?),
        };
        var from = officer.Standing;
        (officer.Standing, officer.StandingSince) = (step.To, on);
        // Of a notice the day until which he may answer; of the rest the day of the next step.
        officer.StandingDue = step.Act is StandingAct.Notice ? due : OfficerDeadlines.OfStanding(step.To.Code()) is { } deadline ? on.AddDays(deadline.Days) : null;
        db.Add(new OfficerStandingStep
        {
            OfficerId = officer.Id, Division = officer.Division, FromState = from, ToState = step.To, OnDate = on, At = clock.UtcNow, Actor = actor.Actor, ReasonCode = reason.Code, Reason = string.IsNullOrWhiteSpace(reason.Text) ? null : reason.Text.Trim(), DueOn = due,
        });
        await EffectAsync(officer, step, on, reason, cancel);
        audit.Record(db, $"officer.{step.Act.Code()}", $"officer:{officer.Number}", officer.Division, new { before = from.Code(), after = step.To.Code(), on, due }, $"{reason.Code} {reason.Text}".Trim());
    }

    async Task EffectAsync(Officer officer, StandingStep step, DateOnly on, OfficerReason reason, CancellationToken cancel)
    {
        switch (step.Act)
        {
            case StandingAct.Suspend:
                db.Add(Pause(officer, PauseKind.Suspension, on));
                break;
            case StandingAct.Dismiss:
                db.Add(Pause(officer, PauseKind.Dismissal, on));
                foreach (var posting in await db.Postings.Where(p => p.OfficerId == officer.Id).NotOverOn(on).ToListAsync(cancel))
                    (posting.PlannedTo, posting.CutOn, posting.ToDate, posting.EndReasonCode, posting.EndReason) = (posting.ToDate, on, posting.EndingWith(on.AddDays(-1)), reason.Code, reason.Text);
                break;
            case StandingAct.Reverse:
                await EndPausesAsync(officer, on, cancel);
                await GoOnAsync(officer, on, cancel);
                break;
            case StandingAct.LiftSuspension or StandingAct.WithdrawNotice or StandingAct.StayOn or StandingAct.Return:
                await EndPausesAsync(officer, on, cancel);
                break;
        }
    }

    // The postings that the dismissal cut short go on until the end of their terms; what lies between is no time of service.
    async Task GoOnAsync(Officer officer, DateOnly on, CancellationToken cancel)
    {
        var dismissed = await db.OfficerStandingSteps.IgnoreQueryFilters().Where(s => s.OfficerId == officer.Id && s.ToState == OfficerStanding.Dismissed).OrderByDescending(s => s.Id).Select(s => s.OnDate).FirstAsync(cancel);
        foreach (var ended in await db.Postings.AsNoTracking().Where(p => p.OfficerId == officer.Id && p.CutOn == dismissed && (p.PlannedTo == null || p.PlannedTo >= on)).ToListAsync(cancel))
        {
            if (!await db.Stations.AnyAsync(s => s.Id == ended.StationId && s.State < Stations.StationState.Exited, cancel)) continue;
            db.Add(new Posting { OfficerId = officer.Id, StationId = ended.StationId, Division = ended.Division, FromDate = ended.FromDate > on ? ended.FromDate : on, ToDate = ended.PlannedTo, Kind = ended.Kind, PauseId = ended.PauseId });
        }
    }

    async Task EndPausesAsync(Officer officer, DateOnly on, CancellationToken cancel)
    {
        foreach (var pause in await db.OfficerPauses.Where(p => p.OfficerId == officer.Id && p.Kind != PauseKind.Leave && p.ToDate == null && p.BackOn == null).ToListAsync(cancel)) (pause.BackOn, pause.DecidedBy) = (on, actor.Actor);
    }

    OfficerPause Pause(Officer officer, PauseKind kind, DateOnly from) => new() { OfficerId = officer.Id, Division = officer.Division, Kind = kind, State = PauseState.Holds, FromDate = from, At = clock.UtcNow, Actor = actor.Actor, DecidedBy = actor.Actor };

    async Task MayAsync(Officer officer, StandingStep step, CancellationToken cancel)
    {
        if (step.AuthorityOnly && viewer.Reach.Organisation is not null) throw StandingProblems.AuthorityOnly();
        if (step.Permission is not { } right || !viewer.Has(right)) throw OfficerProblems.NotYours();
        if (step.Levels.Length > 0 && !(viewer.Post is { } post && step.Levels.Contains(post.Division.Level))) throw StandingProblems.OtherLevel();
        if (officer.AccountId is not null && officer.AccountId == viewer.AccountId) throw StandingProblems.OwnMatter();
        if (step.NotBy.Length > 0 && await db.OfficerStandingSteps.AnyAsync(s => s.OfficerId == officer.Id && step.NotBy.Contains(s.ToState) && s.Actor == actor.Actor, cancel)) throw StandingProblems.FirstDecider();
    }

    static void Check(StandingStep step, OfficerReason reason)
    {
        if (step.Reason is StepReason.Code) OfficerReasons.Check(StandingLaw.ReasonsOf(step.Act), reason);
        else if (step.Reason is StepReason.Words && (reason.Text ?? "").Trim().Length < ShortestWords) throw StandingProblems.WordsNeeded();
    }

    /// <summary>Tells the caches, with the change, that what they know of an officer is old.</summary>
    internal void Tell(string number) => feed.Announce(db, OfficerRegister.Topic, number);

    internal async Task SaveAsync(Officer officer, CancellationToken cancel)
    {
        officer.Version++;
        feed.Announce(db, OfficerRegister.Topic, officer.Number);
        foreach (var station in await db.Postings.IgnoreQueryFilters().Where(p => p.OfficerId == officer.Id).Join(db.Stations.IgnoreQueryFilters(), p => p.StationId, s => s.Id, (_, s) => s.Number).Distinct().ToListAsync(cancel))
            if (station is not null) feed.Announce(db, Stations.StationRegister.Topic, station);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw StandingProblems.NoSuchStep();
        }
    }
}
