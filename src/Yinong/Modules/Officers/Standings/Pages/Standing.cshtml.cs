using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers.Assessments;
using Yinong.Modules.Stations;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Standings.Pages;

/// <summary>任职情况: measures, leaves, hand-overs, assessments of one officer, his account and identity.</summary>
[Require(Permission.OfficersRead)]
public sealed class StandingModel(AppDb db, OfficerRegister register, StandingRegister standings, OfficerAccounts accounts, Viewer viewer, ProgrammeClock clock, Texts t) : OfficerPage(register, clock, t)
{
    readonly Texts _t = t;

    public IReadOnlyList<(OfficerStandingStep Step, string Who)> Steps { get; private set; } = [];

    public IReadOnlyList<OfficerPause> Pauses { get; private set; } = [];

    public IReadOnlyList<OfficerAssessment> Assessments { get; private set; } = [];

    public IReadOnlyList<(OfficerHandOver HandOver, string Station)> HandOvers { get; private set; } = [];

    public IReadOnlyList<OfficerStep<OfficerStanding, StandingAct>> Open { get; private set; } = [];

    public string? Identity { get; private set; }

    /// <summary>The whole identity number, after a look for a reason; in this answer only.</summary>
    public string? Revealed { get; private set; }

    public bool MayWrite => viewer.Has(Permission.OfficersWrite) && viewer.Reach.Organisation is null;

    public bool MayArrange => MayWrite && Officer.Standing is OfficerStanding.Leaving && HandOvers.All(h => h.HandOver.SignedAt is not null);

    public bool MayReveal => viewer.Has(Permission.PersonalRead) && Identity is not null;

    [BindProperty]
    public StandingInput Input { get; set; } = new();

    public async Task OnGetAsync(string number) => await ReadAsync(number);

    public async Task<IActionResult> OnPostAccountAsync(string number)
    {
        await FindAsync(number);
        return await ActAsync(() => accounts.LinkAsync(number, Input.UserName, HttpContext.RequestAborted), () => ReadAsync(number));
    }

    public async Task<IActionResult> OnPostRevealAsync(string number)
    {
        try
        {
            if (ModelState.IsValid) Revealed = await accounts.RevealIdentityAsync(number, Input.Why, HttpContext.RequestAborted);
            Response.Headers.CacheControl = "no-store";
        }
        catch (Problem problem)
        {
            this.Show(problem, _t);
        }
        await ReadAsync(number);
        return Page();
    }

    async Task ReadAsync(string number)
    {
        var cancel = HttpContext.RequestAborted;
        await FindAsync(number);
        var id = Officer.Id;
        var steps = await db.OfficerStandingSteps.AsNoTracking().Where(s => s.OfficerId == id).OrderByDescending(s => s.Id).ToListAsync(cancel);
        var names = await db.NamesOfAsync(steps.Select(s => s.Actor), cancel);
        Steps = [.. steps.Select(s => (s, names.Who(s.Actor, _t)))];
        Pauses = await db.OfficerPauses.AsNoTracking().Where(p => p.OfficerId == id).OrderByDescending(p => p.FromDate).ThenByDescending(p => p.Id).ToListAsync(cancel);
        Assessments = await db.OfficerAssessments.AsNoTracking().Where(a => a.OfficerId == id).OrderByDescending(a => a.Year).ToListAsync(cancel);
        HandOvers = [.. (await db.OfficerHandOvers.AsNoTracking().Where(h => h.OfficerId == id).Join(db.Stations, h => h.StationId, s => s.Id, (h, s) => new { h, s.Name }).OrderByDescending(x => x.h.Id).ToListAsync(cancel)).Select(x => (x.h, x.Name))];
        Identity = await accounts.MaskedIdentityAsync(Officer);
        var arranged = await standings.IsArrangedAsync(Officer, cancel);
        Open = [.. standings.Open(Officer).Where(s => !arranged || s.Act is not StandingAct.StayOn)];
    }

    /// <summary>What the forms hold.</summary>
    public sealed class StandingInput
    {
        [StringLength(300)]
        public string? Why { get; set; }

        [StringLength(40)]
        public string? UserName { get; set; }
    }
}
