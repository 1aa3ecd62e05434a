using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Platform.Access;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Pages.Phone;

/// <summary>The officer's examinations: what may be sat now, what runs, what was sat.</summary>
[Require(Permission.DeskUse)]
public sealed class MyExamsModel(SittingRegister sittings, ProgrammeClock clock) : PageModel
{
    public DateOnly Today => clock.Today;

    public DateTime Now => clock.UtcNow;

    public Officer? Officer { get; private set; }

    public IReadOnlyList<ExamForOfficer> Exams { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Officer = await sittings.OfficerAsync();
        Exams = await sittings.MineAsync(HttpContext.RequestAborted);
    }
}
