using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Hours.Pages;

/// <summary>复训续证: certificates that end soon, with the hours since they began; confirming the refresher where hours alone decide.</summary>
[Require(Permission.OfficersRead)]
public sealed class RefreshersModel(RefresherRegister register, Texts t) : PageModel
{
    public IReadOnlyList<RefresherLine> Lines { get; private set; } = [];

    public int NoticeDays { get; private set; }

    public bool MayConfirm => register.MayConfirm;

    public Task OnGetAsync() => ReadAsync();

    public async Task<IActionResult> OnPostConfirmAsync(string? officer)
    {
        try
        {
            await register.ConfirmAsync(officer ?? "");
            return Redirect($"/officers/{officer}/certificates/new");
        }
        catch (Problem problem)
        {
            await ReadAsync();
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync() => (Lines, NoticeDays) = (await register.ListAsync(HttpContext.RequestAborted), await register.NoticeDaysAsync(HttpContext.RequestAborted));
}
