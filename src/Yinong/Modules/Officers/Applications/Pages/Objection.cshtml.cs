using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Yinong.Modules.Identity;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Applications.Pages;

/// <summary>One who is publicized, and the form with which anybody objects.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.Reports)]
public sealed class ObjectionModel(ObjectionDesk desk, ProgrammeClock clock, Texts t) : PageModel
{
    public OfficerApplication Application { get; private set; } = null!;

    [BindProperty]
    public ObjectionInput Input { get; set; } = new();

    public bool IsOver => clock.Today > Application.PublicTo;

    public bool Suffices => ApplicationRules.Suffices(ApplicationRegister.RuleOf(Application), Application.Schooling);

    public async Task OnGetAsync(int id) => Application = await desk.PublicOneAsync(id, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostAsync(int id)
    {
        Application = await desk.PublicOneAsync(id, HttpContext.RequestAborted);
        if (!ModelState.IsValid) return Page();
        try
        {
            var objection = await desk.SendAsync(id, Input.Text, Input.Contact, HttpContext.RequestAborted);
            return Redirect($"/publicity/objections/{objection.Receipt}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    /// <summary>What the form holds.</summary>
    public sealed class ObjectionInput
    {
        [StringLength(500, ErrorMessage = "最多500个字")]
        public string? Text { get; set; }

        [StringLength(30)]
        public string? Contact { get; set; }
    }
}
