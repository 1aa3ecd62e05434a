using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Modules.Training.Hours;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Training.Classes.Pages.Phone;

/// <summary>A class on the officer's phone: enrol, leave, type the code on the screen.</summary>
[Require(Permission.DeskUse)]
public sealed class MyClassModel(MyClasses classes, ClassAttendance attendance, StudyRegister study, ProgrammeClock clock, Texts t) : PageModel
{
    public required ClassForOfficer Mine { get; set; }

    public DateOnly Today => clock.Today;

    [BindProperty]
    public CodeInput Input { get; set; } = new();

    public bool TakesCodes(ClassUnit unit) => Mine.Class.CancelledAt is null && unit.TakesCodesAt(clock.UtcNow);

    public async Task OnGetAsync(int id) => Mine = await classes.GetAsync(id, HttpContext.RequestAborted);

    public Task<IActionResult> OnPostEnrolAsync(int id) => DoAsync(id, () => classes.EnrolAsync(id));

    public Task<IActionResult> OnPostLeaveAsync(int id) => DoAsync(id, () => classes.LeaveAsync(id));

    public Task<IActionResult> OnPostCodeAsync(int id, int place) => DoAsync(id, async () => await attendance.CheckInAsync(Mine.Class, place, (await study.OfficerAsync())!, Input.Code));

    async Task<IActionResult> DoAsync(int id, Func<Task> work)
    {
        Mine = await classes.GetAsync(id, HttpContext.RequestAborted);
        if (!ModelState.IsValid) return Page();
        try
        {
            await work();
            return Redirect($"/desk/learn/classes/{id}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    /// <summary>What is typed.</summary>
    public sealed class CodeInput
    {
        [StringLength(7)]
        public string? Code { get; set; }
    }
}
