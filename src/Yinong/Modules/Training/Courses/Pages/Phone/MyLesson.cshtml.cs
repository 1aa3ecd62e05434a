using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Modules.Training.Hours;
using Yinong.Modules.Training.Pages;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Courses.Pages.Phone;

/// <summary>A lesson on the officer's phone: text, small files, and the two buttons between which the time counts.</summary>
[Require(Permission.DeskUse)]
public sealed class MyLessonModel(CourseLibrary library, StudyRegister study, Texts t) : PageModel
{
    public required CourseBook Book { get; set; }

    public required Lesson Lesson { get; set; }

    public int Credited { get; private set; }

    public bool IsRunning { get; private set; }

    public bool MayStudy { get; private set; }

    public bool Small => ShownFiles.WantsSmall(Request, otherwise: true);

    public Task OnGetAsync(int id, int place) => ReadAsync(id, place);

    public Task<IActionResult> OnPostStartAsync(int id, int place) => DoAsync(id, place, () => study.StartAsync(id, Lesson.Id));

    public Task<IActionResult> OnPostFinishAsync(int id, int place) => DoAsync(id, place, () => study.FinishAsync(Lesson.Id));

    async Task<IActionResult> DoAsync(int id, int place, Func<Task> work)
    {
        await ReadAsync(id, place);
        try
        {
            await work();
            return Redirect($"/desk/learn/courses/{id}/{place}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(int id, int place)
    {
        var cancel = HttpContext.RequestAborted;
        Book = await library.GetAsync(id, cancel);
        Lesson = Book.Lessons.FirstOrDefault(l => l.Place == place) ?? throw Problem.NotFound();
        Credited = (await study.CreditedAsync([Lesson.Id], cancel)).GetValueOrDefault(Lesson.Id);
        IsRunning = (await study.RunningAsync(cancel))?.LessonId == Lesson.Id;
        MayStudy = Book.Course.State is CourseState.Approved && await study.OfficerAsync() is not null;
    }
}
