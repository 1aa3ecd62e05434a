using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Modules.Training.Hours;
using Yinong.Platform.Access;

namespace Yinong.Modules.Training.Courses.Pages.Phone;

/// <summary>A course on the officer's phone: its lessons with what was credited, and the whole of it to keep.</summary>
[Require(Permission.DeskUse)]
public sealed class MyCourseModel(CourseLibrary library, StudyRegister study) : PageModel
{
    public required CourseBook Book { get; set; }

    public IReadOnlyDictionary<int, int> Credited { get; private set; } = new Dictionary<int, int>();

    public int? Running { get; private set; }

    public async Task OnGetAsync(int id)
    {
        var cancel = HttpContext.RequestAborted;
        Book = await library.GetAsync(id, cancel);
        Credited = await study.CreditedAsync(Book.Lessons.Select(l => l.Id), cancel);
        Running = (await study.RunningAsync(cancel))?.LessonId;
    }
}
