using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;

namespace Yinong.Modules.Desk.Pages.Phone;

/// <summary>Who I am here: certificate, posting, station; and the settings of this phone.</summary>
[Require(Permission.DeskUse)]
public sealed class MeModel(OfficerDesk desk, ProgrammeClock clock) : PageModel
{
    public DeskOfficer Officer { get; private set; } = null!;

    public DateOnly Today => clock.Today;

    public async Task OnGetAsync() => Officer = await desk.GetAsync();

    /// <summary>Remembers at which of several stations the officer works; one that is not the officer's own is not found.</summary>
    public async Task<IActionResult> OnPostStationAsync(string station)
    {
        var officer = await desk.GetAsync();
        if (officer.Stations.All(s => s.Number != station)) throw DeskProblems.StationUnknown();
        Response.Cookies.Append(OfficerDesk.StationCookie, station, new() { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, IsEssential = true, Path = "/desk" });
        return Redirect("/desk/me");
    }
}
