using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Courses.Pages;

/// <summary>编写课程: what is said of a course, new or a draft.</summary>
[Require(Permission.TrainingWrite)]
public sealed class CourseEditModel(CourseRegister register, CourseLibrary library, Texts t) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int? Id { get; set; }

    [BindProperty]
    public CourseInput Input { get; set; } = new();

    public async Task OnGetAsync()
    {
        if (Id is not { } id) return;
        var course = (await library.GetAsync(id, HttpContext.RequestAborted)).Course;
        if (course.State is not CourseState.Draft) throw CourseProblems.NotADraft();
        Input = new() { Title = course.Title, Topic = course.Topic, Summary = course.Summary, ForFarmers = course.ForFarmers, Version = course.Version };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        var draft = new CourseDraft(Input.Topic, Input.Title, Input.Summary, Input.ForFarmers);
        try
        {
            if (Id is { } id) await register.EditAsync(id, draft, Input.Version);
            else Id = (await register.AddAsync(draft)).Id;
            return Redirect($"/training/courses/{Id}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    /// <summary>What the form holds.</summary>
    public sealed class CourseInput
    {
        [Required, StringLength(80, MinimumLength = 2)]
        public string Title { get; set; } = "";

        [Required, StringLength(40)]
        public string Topic { get; set; } = "";

        [Required, StringLength(400, MinimumLength = 4)]
        public string Summary { get; set; } = "";

        public bool ForFarmers { get; set; }

        public long Version { get; set; }
    }
}
