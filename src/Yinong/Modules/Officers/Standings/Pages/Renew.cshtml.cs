using Microsoft.AspNetCore.Mvc;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Standings.Pages;

/// <summary>续聘: a further term by the rule in force.</summary>
[Require(Permission.OfficersWrite)]
public sealed class RenewModel(OfficerRegister register, TermDesk terms, ProgrammeClock clock, Texts t) : OfficerPage(register, clock, t)
{
    readonly Texts _t = t;

    public (Posting Posting, DateOnly From, DateOnly To)? Term { get; private set; }

    public async Task OnGetAsync(string number, int id)
    {
        await FindAsync(number);
        await ReadAsync(number, id);
    }

    public async Task<IActionResult> OnPostAsync(string number, int id)
    {
        await FindAsync(number);
        return await ActAsync(() => terms.RenewAsync(number, id, HttpContext.RequestAborted), () => ReadAsync(number, id), $"/officers/{Officer.Number}");
    }

    async Task ReadAsync(string number, int id)
    {
        try
        {
            Term = await terms.ProposeAsync(number, id, HttpContext.RequestAborted);
        }
        catch (Problem problem)
        {
            if (ModelState.ErrorCount == 0) this.Show(problem, _t);
        }
    }
}
