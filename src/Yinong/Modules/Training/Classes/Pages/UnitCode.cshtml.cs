using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Classes.Pages;

/// <summary>签到码: the code that changes, large, for the screen in the room. The browser asks again when it changes; no script is needed.</summary>
[Require(Permission.TrainingTeach), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class UnitCodeModel(ClassRegister register, ClassAttendance attendance, ProgrammeClock clock) : PageModel
{
    public required TrainingClass Class { get; set; }

    public required ClassUnit Unit { get; set; }

    public string? Code { get; private set; }

    public int Seconds { get; private set; }

    public async Task OnGetAsync(int id, int place)
    {
        var cancel = HttpContext.RequestAborted;
        Class = await register.GetAsync(id, cancel);
        if (!register.MayTeach(Class)) throw ClassProblems.NotYours();
        Unit = await attendance.UnitAsync(Class, place, cancel);
        var now = clock.UtcNow;
        if (Class.CancelledAt is not null || !Unit.TakesCodesAt(now)) return;
        (Code, Seconds) = ChangingCode.Now(Unit, now);
        Response.Headers["Refresh"] = (Seconds + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
