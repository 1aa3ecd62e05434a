using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Yinong.Modules.Identity;

namespace Yinong.Modules.Stations.Reports.Pages;

/// <summary>回执: what became of a report, for whoever holds the receipt.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.Reports), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReceiptModel(ReportDesk desk) : PageModel
{
    public Station Station { get; private set; } = null!;

    public StationReport Report { get; private set; } = null!;

    public async Task OnGetAsync(string number, string receipt) => (Station, Report) = await desk.FindAsync(number, receipt, HttpContext.RequestAborted);
}
