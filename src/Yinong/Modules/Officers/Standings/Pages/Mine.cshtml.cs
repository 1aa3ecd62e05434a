using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers.Assessments;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Standings.Pages;

/// <summary>我的任职: the officer's own matters: term, measures with their reasons, appeal, leave, resignation, hand-overs to sign, assessments. Found by the account, not by reach.</summary>
[Require(Permission.DeskUse)]
public sealed class MineModel(AppDb db, StandingRegister standings, LeaveDesk leaves, OfficerHandOverDesk handOvers, ProgrammeClock clock, Texts t) : PageModel
{
    public Officer Officer { get; private set; } = null!;

    public IReadOnlyList<(Posting Posting, string Station)> Postings { get; private set; } = [];

    public IReadOnlyList<OfficerStandingStep> Steps { get; private set; } = [];

    public IReadOnlyList<OfficerPause> Leaves { get; private set; } = [];

    public IReadOnlyList<(OfficerHandOver HandOver, IReadOnlyList<OpenMatter> Matters)> ToSign { get; private set; } = [];

    public IReadOnlyList<OfficerAssessment> Assessments { get; private set; } = [];

    public DateOnly Today => clock.Today;

    [BindProperty]
    public OwnInput Input { get; set; } = new();

    public Task OnGetAsync() => ReadAsync();

    public Task<IActionResult> OnPostAppealAsync() => ActAsync(() => standings.OwnStepAsync(StandingAct.Appeal, Input.Words, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostResignAsync() => ActAsync(() => standings.OwnStepAsync(StandingAct.Resign, Input.Words, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostLeaveAsync() => ActAsync(() => leaves.AskAsync(Input.From, Input.To, Input.Note, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostSignAsync(int id) => ActAsync(() => handOvers.SignAsync(id, null, HttpContext.RequestAborted));

    async Task<IActionResult> ActAsync(Func<Task> act)
    {
        try
        {
            if (ModelState.IsValid)
            {
                await act();
                return Redirect("/desk/post");
            }
        }
        catch (Problem problem)
        {
            // What the ladder calls a reason is one field here.
            this.Show(problem.Fields?.ContainsKey("Reason") == true ? StandingProblems.OwnWordsNeeded() : problem, t);
        }
        db.ChangeTracker.Clear();
        await ReadAsync();
        return Page();
    }

    async Task ReadAsync()
    {
        var cancel = HttpContext.RequestAborted;
        Officer = await standings.OwnAsync(cancel);
        var (id, today) = (Officer.Id, Today);
        Postings = [.. (await db.Postings.IgnoreQueryFilters().AsNoTracking().Where(p => p.OfficerId == id && (p.ToDate == null || (p.ToDate >= today && p.ToDate >= p.FromDate))).Join(db.Stations.IgnoreQueryFilters(), p => p.StationId, s => s.Id, (p, s) => new { p, s.Name }).OrderBy(x => x.p.FromDate).ToListAsync(cancel)).Select(x => (x.p, x.Name))];
        Steps = await db.OfficerStandingSteps.IgnoreQueryFilters().AsNoTracking().Where(s => s.OfficerId == id).OrderByDescending(s => s.Id).Take(20).ToListAsync(cancel);
        Leaves = await db.OfficerPauses.IgnoreQueryFilters().AsNoTracking().Where(p => p.OfficerId == id && p.Kind == PauseKind.Leave).OrderByDescending(p => p.Id).Take(5).ToListAsync(cancel);
        var waiting = new List<(OfficerHandOver, IReadOnlyList<OpenMatter>)>();
        foreach (var handOver in await db.OfficerHandOvers.IgnoreQueryFilters().AsNoTracking().Where(h => h.ReceiverId == id && h.SignedAt == null).OrderBy(h => h.Id).ToListAsync(cancel))
            waiting.Add((handOver, await handOvers.MattersAsync(handOver, cancel)));
        ToSign = waiting;
        Assessments = await db.OfficerAssessments.IgnoreQueryFilters().AsNoTracking().Where(a => a.OfficerId == id).OrderByDescending(a => a.Year).Take(5).ToListAsync(cancel);
    }

    /// <summary>What the forms hold.</summary>
    public sealed class OwnInput
    {
        [StringLength(400)]
        public string? Words { get; set; }

        public DateOnly? From { get; set; }

        public DateOnly? To { get; set; }

        [StringLength(200)]
        public string? Note { get; set; }
    }
}
