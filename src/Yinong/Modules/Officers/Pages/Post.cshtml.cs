using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Pages;

/// <summary>安排上岗: refused without a valid certificate on the first day.</summary>
[Require(Permission.OfficersWrite)]
public sealed class PostModel(OfficerRegister register, ProgrammeClock clock, Texts t) : PageModel
{
    public required Officer Officer { get; set; }

    [BindProperty]
    public PostInput Input { get; set; } = new();

    public DateOnly Today => clock.Today;

    public async Task OnGetAsync(string number, string? station)
    {
        Officer = await register.GetAsync(number);
        Input = new() { From = Today, Station = station ?? "" };
    }

    public async Task<IActionResult> OnPostAsync(string number)
    {
        Officer = await register.GetAsync(number);
        if (!ModelState.IsValid) return Page();
        try
        {
            await register.PostAsync(number, Input.Station, Input.From!.Value);
            return Redirect($"/officers/{Officer.Number}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }
}
