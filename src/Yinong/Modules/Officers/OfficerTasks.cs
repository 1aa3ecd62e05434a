using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Officers.Applications;
using Yinong.Modules.Officers.Standings;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers;

/// <summary>What waits of the officers' matters.</summary>
public enum OfficerTaskKind
{
    [Display(Name = "办理选聘申请")] Applications,
    [Display(Name = "核查公示异议")] Objections,
    [Display(Name = "信息员的处理、申诉和辞职")] Standings,
    [Display(Name = "批准请假")] Leaves,
    [Display(Name = "签收移交")] HandOvers,
    [Display(Name = "聘期快到期")] Terms,
}

/// <summary>One matter. Without a state, the words say what it is about.</summary>
public sealed record OfficerTask(string Href, string Name, DateOnly? DueOn, Enum? State, string? Words = null);

/// <summary>Matters of one kind, the most urgent first.</summary>
public sealed record OfficerTaskGroup(OfficerTaskKind Kind, string Href, int Count, int Overdue, IReadOnlyList<OfficerTask> First);

/// <summary>What waits for the viewer of the officers' matters, read from where they stand; nobody keeps a list of tasks.</summary>
public sealed class OfficerTasks(ApplicationList applications, StandingTasks standings, LeaveDesk leaves, OfficerHandOverDesk handOvers, TermDesk terms, ProgrammeClock clock)
{
    /// <summary>Groups that hold something.</summary>
    public async Task<IReadOnlyList<OfficerTaskGroup>> GroupsAsync(int shown, CancellationToken cancel = default)
    {
        var waiting = await applications.WaitingAsync(shown, cancel);
        var matters = await standings.WaitingAsync(shown, cancel);
        OfficerTaskGroup[] groups =
        [
            new(OfficerTaskKind.Applications, "/officers/applications", waiting.Count, waiting.Overdue, [.. waiting.First.Select(a => new OfficerTask($"/officers/applications/{a.Id}", a.Name, a.DueOn, a.State))]),
            Group(OfficerTaskKind.Objections, "/officers/applications", [.. (await applications.ObjectionsAsync(shown, cancel)).Select(o => new OfficerTask($"/officers/applications/{o.Application.Id}", o.Application.Name, o.Objection.DueOn, o.Application.State))]),
            new(OfficerTaskKind.Standings, "/officers?view=measures", matters.Count, matters.Overdue, [.. matters.First.Select(o => new OfficerTask($"/officers/{o.Number}/standing", o.Name, o.StandingDue, o.Standing))]),
            Group(OfficerTaskKind.Leaves, "/officers", [.. (await leaves.WaitingAsync(shown, cancel)).Select(l => new OfficerTask($"/officers/{l.Officer.Number}/leave", l.Officer.Name, l.Pause.DueOn, l.Pause.State))]),
            Group(OfficerTaskKind.HandOvers, "/officers?view=measures", [.. (await handOvers.WaitingAsync(shown, cancel)).Select(h => new OfficerTask($"/officers/handovers/{h.HandOver.Id}", h.Officer.Name, h.HandOver.DueOn, h.Officer.Standing))]),
            Group(OfficerTaskKind.Terms, "/officers?view=term-ending", [.. (await terms.EndingAsync(shown, cancel)).Select(e => new OfficerTask($"/officers/{e.OfficerNumber}", e.OfficerName, e.Posting.ToDate, null, e.StationName))]),
        ];
        return [.. groups.Where(g => g.Count > 0)];
    }

    OfficerTaskGroup Group(OfficerTaskKind kind, string href, IReadOnlyList<OfficerTask> tasks) => new(kind, href, tasks.Count, tasks.Count(t => t.DueOn < clock.Today), tasks);
}
