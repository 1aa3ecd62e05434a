using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Training.Courses;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Classes.Pages;

/// <summary>办一个班: organiser, place, trainer, seats and units.</summary>
[Require(Permission.TrainingTeach)]
public sealed class ClassNewModel(ClassRegister register, BodyRegister bodies, CourseLibrary library, Viewer viewer, Texts t) : PageModel
{
    public IReadOnlyList<TrainingBody> Bodies { get; private set; } = [];

    public IReadOnlyList<Course> Courses { get; private set; } = [];

    [BindProperty]
    public ClassInput Input { get; set; } = new();

    public Task OnGetAsync() => ReadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadAsync();
        if (!ModelState.IsValid) return Page();
        try
        {
            var one = await register.CreateAsync(new(Input.BodyId!.Value, Input.CourseId, Input.Title, Input.Mode, Input.Place, Input.Trainer, Input.TrainerAccount, Input.Seats!.Value, Input.EnrolUntil!.Value, Input.Units));
            return Redirect($"/training/classes/{one.Id}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync()
    {
        var cancel = HttpContext.RequestAborted;
        Bodies = await bodies.Visible().AsNoTracking().Where(b => b.EndedOn == null).OrderBy(b => b.Division).ThenBy(b => b.Id).Take(500).ToListAsync(cancel);
        Courses = await library.StudiedAtAsync(viewer.Post?.Division ?? DivisionCode.Nation, cancel: cancel);
    }

    /// <summary>What the form holds.</summary>
    public sealed class ClassInput
    {
        [Required, StringLength(80, MinimumLength = 2)]
        public string Title { get; set; } = "";

        [Required]
        public int? BodyId { get; set; }

        public int? CourseId { get; set; }

        [EnumDataType(typeof(ClassMode))]
        public ClassMode Mode { get; set; } = ClassMode.OnSite;

        [Required, StringLength(200, MinimumLength = 2)]
        public string Place { get; set; } = "";

        [Required, StringLength(40, MinimumLength = 2)]
        public string Trainer { get; set; } = "";

        [StringLength(64)]
        public string? TrainerAccount { get; set; }

        [Required, Range(1, 2000)]
        public int? Seats { get; set; }

        [Required]
        public DateOnly? EnrolUntil { get; set; }

        [Required, StringLength(4000)]
        public string Units { get; set; } = "";
    }
}
