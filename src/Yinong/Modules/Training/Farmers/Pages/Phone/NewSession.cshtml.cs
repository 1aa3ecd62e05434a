using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Desk;
using Yinong.Modules.Identity;
using Yinong.Modules.Training.Courses;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Training.Farmers.Pages.Phone;

/// <summary>办一场培训: what, when, where, for how many.</summary>
[Require(Permission.DeskUse)]
public sealed class NewSessionModel(SessionRegister register, OfficerDesk desk, CourseLibrary library, ProgrammeClock clock, Texts t) : PageModel
{
    public IReadOnlyList<Course> Courses { get; private set; } = [];

    [BindProperty]
    public SessionInput Input { get; set; } = new();

    public async Task OnGetAsync()
    {
        await ReadAsync();
        Input.OnDate = clock.Today.AddDays(1);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadAsync();
        if (!ModelState.IsValid) return Page();
        try
        {
            var made = await register.PlanAsync(new(Input.Topic, Input.CourseId, Input.OnDate!.Value, Input.From, Input.Place, Input.Planned!.Value));
            return Redirect($"/desk/sessions/{made.Number}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync() => Courses = await library.StudiedAtAsync((await desk.GetAsync()).Place, forFarmers: true, HttpContext.RequestAborted);

    /// <summary>What the form holds.</summary>
    public sealed class SessionInput
    {
        [Required, StringLength(40)]
        public string Topic { get; set; } = "";

        public int? CourseId { get; set; }

        [Required]
        public DateOnly? OnDate { get; set; }

        [Required, StringLength(5)]
        public string From { get; set; } = "9:00";

        [Required, StringLength(80, MinimumLength = 2)]
        public string Place { get; set; } = "";

        [Required, Range(1, SessionRegister.MostPlanned)]
        public int? Planned { get; set; }
    }
}
