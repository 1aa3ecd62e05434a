using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Officers.Applications.Pages;

/// <summary>回执: how far an application is, for whoever holds the receipt. No name, no number.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.Reports), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReceiptModel(AppDb db, ApplicationDesk desk, ApplicationRegister register, Texts t) : PageModel
{
    public OfficerApplication Application { get; private set; } = null!;

    /// <summary>Why it was refused.</summary>
    public string? Why { get; private set; }

    public Task OnGetAsync(string receipt) => ReadAsync(receipt);

    public async Task<IActionResult> OnPostWithdrawAsync(string receipt)
    {
        try
        {
            await register.WithdrawAsync(receipt, HttpContext.RequestAborted);
            return Redirect($"/apply/{receipt}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            await ReadAsync(receipt);
            return Page();
        }
    }

    async Task ReadAsync(string receipt)
    {
        Application = await desk.FindAsync(receipt, HttpContext.RequestAborted);
        if (Application.State is not ApplicationState.Rejected) return;
        var last = await db.OfficerApplicationSteps.IgnoreQueryFilters().AsNoTracking().Where(s => s.ApplicationId == Application.Id).OrderByDescending(s => s.Id).FirstAsync(HttpContext.RequestAborted);
        var reason = OfficerDeadlines.ApplicationReasons.FirstOrDefault(r => r.Code == last.ReasonCode);
        Why = (t.English ? reason?.NameEn : reason?.Name) + (last.Reason is null ? "" : Web.Show.Colon + last.Reason);
    }
}
