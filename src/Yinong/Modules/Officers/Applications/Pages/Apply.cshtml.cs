using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Officers.Applications.Pages;

/// <summary>申请当信息员: anybody applies for a village or station; no account is needed.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.Reports), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[RequestSizeLimit(ApplicationInput.MostBytes), RequestFormLimits(MultipartBodyLengthLimit = ApplicationInput.MostBytes)]
public sealed class ApplyModel(ApplicationDesk desk, EvidenceStore store, Texts t) : PageModel
{
    [BindProperty]
    public ApplicationInput Input { get; set; } = new();

    public void OnGet() => Input.Place = Request.Query["where"].ToString() is { Length: > 0 and <= 40 } place ? place : null;

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        try
        {
            var application = await desk.SubmitAsync(Input.Read(), await Input.TakeAsync(store, HttpContext.RequestAborted), HttpContext.RequestAborted);
            return Redirect($"/apply/{application.Receipt}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }
}
