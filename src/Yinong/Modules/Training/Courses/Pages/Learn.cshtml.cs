using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Training.Pages;

namespace Yinong.Modules.Training.Courses.Pages;

/// <summary>A course for farmers, for anybody: the whole text, files small by default.</summary>
[AllowAnonymous]
public sealed class LearnModel(CourseLibrary library) : PageModel
{
    public required CourseBook Book { get; set; }

    public bool Small => ShownFiles.WantsSmall(Request, otherwise: true);

    public string Other => $"/learn/{Book.Course.Code}?size={(Small ? "full" : "small")}";

    public async Task OnGetAsync(string code) => Book = await library.GetForFarmersAsync(code, HttpContext.RequestAborted);
}
