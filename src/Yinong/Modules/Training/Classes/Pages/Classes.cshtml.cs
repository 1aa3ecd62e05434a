using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;

namespace Yinong.Modules.Training.Classes.Pages;

/// <summary>A class of the list.</summary>
public sealed record ClassLine(TrainingClass Class, string Body, int Taken);

/// <summary>培训班: those of the place, of the places above it and of those within it, the latest first.</summary>
[Require(Permission.TrainingTeach)]
public sealed class ClassesModel(AppDb db, ClassRegister register) : PageModel
{
    const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IReadOnlyList<ClassLine> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public async Task OnGetAsync()
    {
        var cancel = HttpContext.RequestAborted;
        var before = string.IsNullOrEmpty(Before) ? int.MaxValue : int.TryParse(Before, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var last) ? last : throw TrainingProblems.BadAfter();
        var found = await register.Visible().AsNoTracking().Where(c => c.Id < before).OrderByDescending(c => c.Id).Take(PageSize + 1).ToListAsync(cancel);
        var (ids, bodies) = (found.Select(c => c.Id).ToList(), found.Select(c => c.BodyId).Distinct().ToList());
        var names = await db.TrainingBodies.Where(b => bodies.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Name, cancel);
        var taken = await db.ClassEnrolments.IgnoreQueryFilters().Where(e => ids.Contains(e.ClassId) && e.LeftAt == null).GroupBy(e => e.ClassId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        Lines = [.. found.Take(PageSize).Select(c => new ClassLine(c, names[c.BodyId], taken.GetValueOrDefault(c.Id)))];
        if (found.Count > PageSize) Next = $"/training/classes?before={Lines[^1].Class.Id}";
    }
}
