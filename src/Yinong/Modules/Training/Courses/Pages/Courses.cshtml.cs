using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;

namespace Yinong.Modules.Training.Courses.Pages;

/// <summary>A course of the list.</summary>
public sealed record CourseLine(Course Course, int Lessons, int Minutes);

/// <summary>课程: those of the place, of the places above it and of those within it, the latest first.</summary>
[Require(Permission.OfficersRead)]
public sealed class CoursesModel(AppDb db, CourseLibrary library, Viewer viewer) : PageModel
{
    const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IReadOnlyList<CourseLine> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public bool MayWrite => viewer.Has(Permission.TrainingWrite);

    public async Task OnGetAsync()
    {
        var cancel = HttpContext.RequestAborted;
        var before = string.IsNullOrEmpty(Before) ? int.MaxValue : int.TryParse(Before, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var last) ? last : throw TrainingProblems.BadAfter();
        var found = await library.Readable().AsNoTracking().Where(c => c.Id < before).OrderByDescending(c => c.Id).Take(PageSize + 1).ToListAsync(cancel);
        var ids = found.Select(c => c.Id).ToList();
        var sums = await db.Lessons.Where(l => ids.Contains(l.CourseId)).GroupBy(l => l.CourseId).Select(g => new { g.Key, Count = g.Count(), Minutes = g.Sum(l => (int)l.Minutes) }).ToDictionaryAsync(g => g.Key, cancel);
        Lines = [.. found.Take(PageSize).Select(c => new CourseLine(c, sums.GetValueOrDefault(c.Id)?.Count ?? 0, sums.GetValueOrDefault(c.Id)?.Minutes ?? 0))];
        if (found.Count > PageSize) Next = $"/training/courses?before={Lines[^1].Course.Id}";
    }
}
