using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Training.Classes.Pages;

/// <summary>一课: the roll, entered on the spot or later from paper, and corrections.</summary>
[Require(Permission.TrainingTeach)]
public sealed class UnitModel(AppDb db, ClassRegister register, ClassAttendance attendance, ProgrammeClock clock, Texts t) : PageModel
{
    public required TrainingClass Class { get; set; }

    public required ClassUnit Unit { get; set; }

    public IReadOnlyList<RollLine> Roll { get; private set; } = [];

    public DateOnly Today => clock.Today;

    [BindProperty]
    public UnitInput Input { get; set; } = new();

    public Task OnGetAsync(int id, int place) => ReadAsync(id, place);

    public Task<IActionResult> OnPostRollAsync(int id, int place) => DoAsync(id, place, () => attendance.EnterRollAsync(Class, place, Input.Present));

    public Task<IActionResult> OnPostCorrectAsync(int id, int place) => DoAsync(id, place, () => attendance.CorrectAsync(Class, place, Input.Officer ?? 0, Input.Minutes ?? -1, Input.Reason));

    async Task<IActionResult> DoAsync(int id, int place, Func<Task> work)
    {
        await ReadAsync(id, place);
        if (!ModelState.IsValid) return Page();
        try
        {
            await work();
            return Redirect($"/training/classes/{id}/units/{place}");
        }
        catch (Problem problem)
        {
            db.ChangeTracker.Clear();
            await ReadAsync(id, place);
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(int id, int place)
    {
        var cancel = HttpContext.RequestAborted;
        Class = await register.GetAsync(id, cancel);
        if (!register.MayTeach(Class)) throw ClassProblems.NotYours();
        Unit = await attendance.UnitAsync(Class, place, cancel);
        Roll = await attendance.RollAsync(Class, cancel);
    }

    /// <summary>What the forms hold.</summary>
    public sealed class UnitInput
    {
        public List<int> Present { get; set; } = [];

        public int? Officer { get; set; }

        public int? Minutes { get; set; }

        [StringLength(200)]
        public string? Reason { get; set; }
    }
}
