using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Pages;

/// <summary>培训考试: the examinations of the place, of those above it and of those within it, the latest first.</summary>
[Require(Permission.OfficersRead)]
public sealed class ExamsModel(AppDb db, ExamRegister register, DivisionTree places, Viewer viewer, ProgrammeClock clock) : PageModel
{
    const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IReadOnlyList<Exam> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    /// <summary>Papers that wait for a person.</summary>
    public int Waiting { get; private set; }

    public DateOnly Today => clock.Today;

    public bool MayWrite => viewer.Has(Permission.TrainingWrite);

    public bool MayMark => viewer.Has(Permission.TrainingMark);

    public string PlaceOf(Exam exam) => places.Name(new(exam.Division));

    public async Task OnGetAsync()
    {
        var cancel = HttpContext.RequestAborted;
        var before = string.IsNullOrEmpty(Before) ? int.MaxValue : int.TryParse(Before, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var last) ? last : throw TrainingProblems.BadAfter();
        var found = await register.Visible().AsNoTracking().Where(e => e.Id < before).OrderByDescending(e => e.Id).Take(PageSize + 1).ToListAsync(cancel);
        Lines = [.. found.Take(PageSize)];
        if (found.Count > PageSize) Next = $"/training?before={Lines[^1].Id}";
        if (MayMark) Waiting = await db.ExamSittings.CountAsync(s => s.State == SittingState.Marking, cancel);
    }
}
