using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Modules.Marks;
using Yinong.Platform.Access;
using Yinong.Platform.Time;

namespace Yinong.Modules.Desk.Pages.Phone;

/// <summary>Who I am here: certificate, posting, station; and the settings of this phone.</summary>
[Require(Permission.DeskUse)]
public sealed class MeModel(OfficerDesk desk, MarkRegister marks, ProgrammeClock clock) : PageModel
{
    public DeskOfficer Officer { get; private set; } = null!;

    /// <summary>Whether a mark is issued, with which certificate and card are printed.</summary>
    public bool HasPapers { get; private set; }

    public DateOnly Today => clock.Today;

    public async Task OnGetAsync()
    {
        Officer = await desk.GetAsync();
        HasPapers = Officer.Certificate is { } certificate && await marks.CurrentAsync(MarkKinds.Certificate, certificate.Number, HttpContext.RequestAborted) is not null;
    }

    /// <summary>Remembers at which of several stations the officer works; one that is not the officer's own is not found.</summary>
    public async Task<IActionResult> OnPostStationAsync(string station)
    {
        var officer = await desk.GetAsync();
        if (officer.Stations.All(s => s.Number != station)) throw DeskProblems.StationUnknown();
        Response.Cookies.Append(OfficerDesk.StationCookie, station, new() { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, IsEssential = true, Path = "/desk" });
        return Redirect("/desk/me");
    }
}
