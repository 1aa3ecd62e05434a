using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Yinong.Modules.Identity;

namespace Yinong.Modules.Officers.Applications.Pages;

/// <summary>回执: what became of an objection, for whoever holds the receipt.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.Reports), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ObjectionReceiptModel(ObjectionDesk desk) : PageModel
{
    public OfficerObjection Objection { get; private set; } = null!;

    public async Task OnGetAsync(string receipt) => Objection = await desk.FindAsync(receipt, HttpContext.RequestAborted);
}
