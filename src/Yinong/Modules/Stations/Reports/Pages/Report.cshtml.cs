using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.Reports.Pages;

/// <summary>One report: what was said, the contact behind a reason, and the answer.</summary>
[Require(Permission.StationsRead)]
public sealed class ReportModel(ReportList list, ReportDesk desk, AppDb db, Viewer viewer, ProgrammeClock clock, Texts t) : PageModel
{
    public ReportLine Line { get; private set; } = null!;

    public string? HandledBy { get; private set; }

    /// <summary>The whole contact, after a look for a reason; in this answer only.</summary>
    public string? Revealed { get; private set; }

    public bool MayAnswer => desk.MayAnswer && Line.Report.Outcome is null;

    public bool MayReveal => viewer.Has(Permission.PersonalRead) && Line.Report.Contact is not null;

    public DateOnly Today => clock.Today;

    [BindProperty]
    public AnswerInput Input { get; set; } = new();

    public async Task OnGetAsync(int id)
    {
        await ReadAsync(id);
        Input.Version = Line.Report.Version;
    }

    public async Task<IActionResult> OnPostAsync(int id)
    {
        await ReadAsync(id);
        if (!ModelState.IsValid) return Page();
        try
        {
            await desk.AnswerAsync(id, Input.Outcome, Input.Finding, Input.Version);
            return Redirect($"/reports/{id}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    public async Task<IActionResult> OnPostRevealAsync(int id)
    {
        await ReadAsync(id);
        Input.Version = Line.Report.Version;
        try
        {
            if (ModelState.IsValid) Revealed = await desk.RevealContactAsync(id, Input.Why);
            Response.Headers.CacheControl = "no-store";
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
        }
        return Page();
    }

    async Task ReadAsync(int id)
    {
        Line = await list.GetAsync(id, HttpContext.RequestAborted);
        if (Line.Report.HandledBy is { } actor) HandledBy = (await db.NamesOfAsync([actor], HttpContext.RequestAborted)).Who(actor, t);
    }

    /// <summary>What the forms hold.</summary>
    public sealed class AnswerInput
    {
        public ReportOutcome? Outcome { get; set; }

        [StringLength(500, ErrorMessage = "最多500个字")]
        public string? Finding { get; set; }

        public long Version { get; set; }

        [StringLength(300)]
        public string? Why { get; set; }
    }
}
