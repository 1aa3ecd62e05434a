using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Pages;

/// <summary>撤销证件: the right to serve ends with the next record.</summary>
[Require(Permission.CertificatesIssue)]
public sealed class RevokeModel(OfficerRegister register, CertificateRegister certificates, ProgrammeClock clock, Texts t) : PageModel
{
    public required Officer Officer { get; set; }

    [BindProperty]
    public RevokeInput Input { get; set; } = new();

    /// <summary>The officer's other certificates of duty, to which the same is done.</summary>
    public IReadOnlyList<Certificate> Others { get; private set; } = [];

    public DateOnly Today => clock.Today;

    public async Task OnGetAsync(string number, string certificate)
    {
        await ReadAsync(number, certificate);
        Input = new() { On = Today };
    }

    public async Task<IActionResult> OnPostAsync(string number, string certificate)
    {
        await ReadAsync(number, certificate);
        if (!ModelState.IsValid) return Page();
        try
        {
            await certificates.RevokeAsync(number, certificate, Input.On!.Value, new(Input.ReasonCode, Input.Reason));
            return Redirect($"/officers/{Officer.Number}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(string number, string certificate)
    {
        Officer = await register.GetAsync(number);
        Others = await certificates.OthersAsync(Officer, await certificates.GetAsync(Officer, certificate), Today);
    }
}
