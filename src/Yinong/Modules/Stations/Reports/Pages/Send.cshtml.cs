using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Stations.Reports.Pages;

/// <summary>反映问题: anybody tells the county what is wrong with a station. No account, no name; a phone number only if he wants.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.Reports)]
public sealed class SendModel(AppDb db, ReportDesk desk, Texts t) : PageModel
{
    public Station Station { get; private set; } = null!;

    [BindProperty]
    public SendInput Input { get; set; } = new();

    public async Task OnGetAsync(string number) => await FindAsync(number);

    public async Task<IActionResult> OnPostAsync(string number)
    {
        await FindAsync(number);
        if (!ModelState.IsValid) return Page();
        try
        {
            var report = await desk.SendAsync(number, Input.Kind, Input.Text, Input.Contact);
            return Redirect($"/s/{Station.Number}/reports/{report.Receipt}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task FindAsync(string number)
    {
        var known = StationNumber.Parse(number).Text;
        Station = await db.Stations.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(s => s.Number == known, HttpContext.RequestAborted) ?? throw Problem.NotFound();
    }

    /// <summary>What the form holds.</summary>
    public sealed class SendInput
    {
        [StringLength(30)]
        public string? Kind { get; set; }

        [StringLength(500, ErrorMessage = "最多500个字")]
        public string? Text { get; set; }

        [StringLength(30)]
        public string? Contact { get; set; }
    }
}
