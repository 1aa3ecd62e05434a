using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Applications.Pages;

/// <summary>One application: what it says, its documents, objections, and the next step.</summary>
[Require(Permission.OfficersRead)]
public sealed class ApplicationModel(AppDb db, ApplicationRegister register, ObjectionDesk objections, Viewer viewer, ProgrammeClock clock, Texts t) : PageModel
{
    public OfficerApplication Application { get; private set; } = null!;

    public IReadOnlyList<OfficerApplicationFile> Files { get; private set; } = [];

    public IReadOnlyList<OfficerObjection> Objections { get; private set; } = [];

    public IReadOnlyList<(OfficerApplicationStep Step, string Who)> Steps { get; private set; } = [];

    public IReadOnlyList<OfficerStep<ApplicationState, ApplicationAct>> Open => [.. ApplicationLaw.After(Application.State).Where(s => s.IsFor(viewer))];

    public string? OfficerNumber { get; private set; }

    /// <summary>Masked, or whole in the answer to a look for a reason.</summary>
    public string? Identity { get; private set; }

    public string? Phone { get; private set; }

    public bool HasRevealed { get; private set; }

    public DateOnly Today => clock.Today;

    public bool Suffices => ApplicationRules.Suffices(ApplicationRegister.RuleOf(Application), Application.Schooling);

    public bool MayReveal => viewer.Has(Permission.PersonalRead) && Application.IdentityCipher is not null;

    public bool MayDecide => viewer.Has(Permission.OfficersWrite) && viewer.Reach.Organisation is null;

    public bool MayOpenFiles => ApplicationRegister.MayOpenFiles(Application, viewer);

    [BindProperty]
    public StepInput Input { get; set; } = new();

    public async Task OnGetAsync(int id)
    {
        await ReadAsync(id);
        Input.Version = Application.Version;
    }

    public Task<IActionResult> OnPostStepAsync(int id) => ActAsync(id, () => register.StepAsync(id, Input.Act ?? throw ApplicationProblems.NoSuchStep(), new(Input.ReasonCode, Input.Reason), Input.Version, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostObjectionAsync(int id, int objection) => ActAsync(id, () => objections.DecideAsync(id, objection, Input.Outcome, Input.Finding, HttpContext.RequestAborted));

    public async Task<IActionResult> OnPostRevealAsync(int id)
    {
        string? whole = null;
        try
        {
            if (ModelState.IsValid) whole = await register.RevealAsync(id, Input.What == "identity", Input.Why, HttpContext.RequestAborted);
            Response.Headers.CacheControl = "no-store";
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
        }
        await ReadAsync(id);
        Input.Version = Application.Version;
        if (whole is null) return Page();
        HasRevealed = true;
        if (Input.What == "identity") Identity = whole;
        else Phone = whole;
        return Page();
    }

    /// <summary>Why a step was taken, in words.</summary>
    public string Said(OfficerApplicationStep step)
    {
        var reason = OfficerDeadlines.ApplicationReasons.FirstOrDefault(r => r.Code == step.ReasonCode);
        var name = t.English ? reason?.NameEn : reason?.Name;
        return name is null ? step.Reason ?? "" : step.Reason is null ? name : name + Web.Show.Comma + step.Reason;
    }

    async Task<IActionResult> ActAsync(int id, Func<Task> act)
    {
        try
        {
            if (ModelState.IsValid)
            {
                await act();
                return Redirect($"/officers/applications/{id}");
            }
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
        }
        db.ChangeTracker.Clear();
        await ReadAsync(id);
        return Page();
    }

    async Task ReadAsync(int id)
    {
        var cancel = HttpContext.RequestAborted;
        Application = await register.GetAsync(id, cancel);
        Identity = await register.MaskedIdentityAsync(Application);
        Files = await db.OfficerApplicationFiles.AsNoTracking().Where(f => f.ApplicationId == id).OrderBy(f => f.Id).ToListAsync(cancel);
        Objections = await db.OfficerObjections.AsNoTracking().Where(o => o.ApplicationId == id).OrderBy(o => o.Outcome != null).ThenBy(o => o.Id).ToListAsync(cancel);
        var steps = await db.OfficerApplicationSteps.AsNoTracking().Where(s => s.ApplicationId == id).OrderByDescending(s => s.Id).ToListAsync(cancel);
        var names = await db.NamesOfAsync(steps.Select(s => s.Actor), cancel);
        Steps = [.. steps.Select(s => (s, s.Actor == "anonymous" ? t["网上"] : names.Who(s.Actor, t)))];
        if (Application.OfficerId is { } officer) OfficerNumber = await db.Officers.Where(o => o.Id == officer).Select(o => o.Number).FirstOrDefaultAsync(cancel);
    }

    /// <summary>What the forms hold.</summary>
    public sealed class StepInput
    {
        public ApplicationAct? Act { get; set; }

        [StringLength(40)]
        public string? ReasonCode { get; set; }

        [StringLength(400)]
        public string? Reason { get; set; }

        public long Version { get; set; }

        public ObjectionOutcome? Outcome { get; set; }

        [StringLength(500, ErrorMessage = "最多500个字")]
        public string? Finding { get; set; }

        [StringLength(20)]
        public string? What { get; set; }

        [StringLength(300)]
        public string? Why { get; set; }
    }
}
