using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Pages;

/// <summary>解除暂停: the certificate gives its right again.</summary>
[Require(Permission.CertificatesIssue)]
public sealed class ResumeModel(OfficerRegister register, CertificateRests rests, ProgrammeClock clock, Texts t) : PageModel
{
    public required Officer Officer { get; set; }

    [BindProperty]
    public ResumeInput Input { get; set; } = new();

    public DateOnly Today => clock.Today;

    public async Task OnGetAsync(string number)
    {
        Officer = await register.GetAsync(number);
        Input = new() { On = Today };
    }

    public async Task<IActionResult> OnPostAsync(string number, string certificate)
    {
        Officer = await register.GetAsync(number);
        if (!ModelState.IsValid) return Page();
        try
        {
            await rests.LiftAsync(number, certificate, Input.On!.Value, Input.Why);
            return Redirect($"/officers/{Officer.Number}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    /// <summary>What the form holds.</summary>
    public sealed class ResumeInput
    {
        [Required]
        public DateOnly? On { get; set; }

        [StringLength(300, ErrorMessage = "最多300个字")]
        public string? Why { get; set; }
    }
}
