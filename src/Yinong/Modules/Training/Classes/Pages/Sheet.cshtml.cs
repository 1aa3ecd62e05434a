using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;

namespace Yinong.Modules.Training.Classes.Pages;

/// <summary>签到表: the roll on paper, for a room without a network.</summary>
[Require(Permission.TrainingTeach)]
public sealed class SheetModel(ClassRegister register, ClassAttendance attendance) : PageModel
{
    public required TrainingClass Class { get; set; }

    public IReadOnlyList<ClassUnit> Units { get; private set; } = [];

    public IReadOnlyList<RollLine> Roll { get; private set; } = [];

    public async Task OnGetAsync(int id)
    {
        var cancel = HttpContext.RequestAborted;
        Class = await register.GetAsync(id, cancel);
        if (!register.MayTeach(Class)) throw ClassProblems.NotYours();
        Units = await register.UnitsAsync(id, cancel);
        Roll = await attendance.RollAsync(Class, cancel);
    }
}
