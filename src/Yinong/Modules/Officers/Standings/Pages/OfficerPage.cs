using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Standings.Pages;

/// <summary>A page about one officer within reach, with a form that leads back to his matters.</summary>
public abstract class OfficerPage(OfficerRegister register, ProgrammeClock clock, Texts t) : PageModel
{
    public Officer Officer { get; private set; } = null!;

    public DateOnly Today => clock.Today;

    protected async Task FindAsync(string number) => Officer = await register.GetAsync(number, HttpContext.RequestAborted);

    /// <summary>Does it and leads on, or shows the form with what was wrong.</summary>
    protected async Task<IActionResult> ActAsync(Func<Task> act, Func<Task>? reread = null, string? to = null)
    {
        try
        {
            if (ModelState.IsValid)
            {
                await act();
                return Redirect(to ?? $"/officers/{Officer.Number}/standing");
            }
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
        }
        if (reread is not null) await reread();
        return Page();
    }
}
