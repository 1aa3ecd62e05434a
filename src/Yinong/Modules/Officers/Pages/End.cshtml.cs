using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Pages;

/// <summary>办理离岗, with the officer who takes over from the next day when there is one.</summary>
[Require(Permission.OfficersWrite)]
public sealed class EndModel(OfficerRegister register, ProgrammeClock clock, Texts t) : PageModel
{
    public required Officer Officer { get; set; }

    [BindProperty]
    public EndInput Input { get; set; } = new();

    public DateOnly Today => clock.Today;

    public async Task OnGetAsync(string number)
    {
        Officer = await register.GetAsync(number);
        Input = new() { LastDay = Today };
    }

    public async Task<IActionResult> OnPostAsync(string number, int id)
    {
        Officer = await register.GetAsync(number);
        if (!ModelState.IsValid) return Page();
        try
        {
            var reason = new OfficerReason(Input.ReasonCode, Input.Reason);
            if (string.IsNullOrWhiteSpace(Input.To)) await register.EndAsync(number, id, Input.LastDay!.Value, reason);
            else await register.HandOverAsync(number, id, Input.To, Input.LastDay!.Value, reason);
            return Redirect($"/officers/{Officer.Number}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }
}
