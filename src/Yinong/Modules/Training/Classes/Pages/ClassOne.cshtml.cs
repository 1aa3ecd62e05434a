using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Training.Classes.Pages;

/// <summary>一个班: its units, who is in it, what was credited; enrol for somebody, call it off.</summary>
[Require(Permission.TrainingTeach)]
public sealed class ClassOneModel(AppDb db, ClassRegister register, ClassAttendance attendance, ProgrammeClock clock, Texts t) : PageModel
{
    public required TrainingClass Class { get; set; }

    public string Body { get; private set; } = "";

    public IReadOnlyList<ClassUnit> Units { get; private set; } = [];

    public IReadOnlyList<RollLine> Roll { get; private set; } = [];

    public DateOnly Today => clock.Today;

    public bool MayChange => register.MayChange(Class);

    public bool MayTeach => register.MayTeach(Class);

    [BindProperty]
    public ClassOneInput Input { get; set; } = new();

    public Task OnGetAsync(int id) => ReadAsync(id);

    public Task<IActionResult> OnPostEnrolAsync(int id) => DoAsync(id, () => register.EnrolAsync(id, Input.Officer ?? ""));

    public Task<IActionResult> OnPostCancelAsync(int id, long version) => DoAsync(id, () => register.CancelAsync(id, Input.Reason, version));

    async Task<IActionResult> DoAsync(int id, Func<Task> work)
    {
        try
        {
            await work();
            return Redirect($"/training/classes/{id}");
        }
        catch (Problem problem)
        {
            db.ChangeTracker.Clear();
            await ReadAsync(id);
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(int id)
    {
        var cancel = HttpContext.RequestAborted;
        Class = await register.GetAsync(id, cancel);
        Body = await db.TrainingBodies.Where(b => b.Id == Class.BodyId).Select(b => b.Name).FirstAsync(cancel);
        Units = await register.UnitsAsync(id, cancel);
        Roll = await attendance.RollAsync(Class, cancel);
    }

    /// <summary>What the forms hold.</summary>
    public sealed class ClassOneInput
    {
        [StringLength(40)]
        public string? Officer { get; set; }

        [StringLength(200)]
        public string? Reason { get; set; }
    }
}
