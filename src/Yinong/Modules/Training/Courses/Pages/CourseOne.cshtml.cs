using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Modules.Training.Pages;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Courses.Pages;

/// <summary>一门课程: read it whole; send it for approval, approve or give back as the second person, make a next edition, retire.</summary>
[Require(Permission.OfficersRead)]
public sealed class CourseOneModel(CourseLibrary library, CourseRegister register, Texts t) : PageModel
{
    public required CourseBook Book { get; set; }

    [BindProperty]
    public ReasonInput Input { get; set; } = new();

    public bool MayChange => register.MayChange(Book.Course);

    public bool IsAuthor => register.IsAuthor(Book.Course);

    public bool Small => ShownFiles.WantsSmall(Request, otherwise: false);

    public string Other => $"/training/courses/{Book.Course.Id}?size={(Small ? "full" : "small")}";

    public async Task OnGetAsync(int id) => Book = await library.GetAsync(id, HttpContext.RequestAborted);

    public Task<IActionResult> OnPostSubmitAsync(int id, long version) => DoAsync(id, () => register.SubmitAsync(id, version));

    public Task<IActionResult> OnPostApproveAsync(int id, long version) => DoAsync(id, () => register.ApproveAsync(id, version));

    public Task<IActionResult> OnPostReturnAsync(int id, long version) => DoAsync(id, () => register.ReturnAsync(id, Input.Reason, version));

    public Task<IActionResult> OnPostRetireAsync(int id, long version) => DoAsync(id, () => register.RetireAsync(id, Input.Reason, version));

    public async Task<IActionResult> OnPostNextAsync(int id)
    {
        var next = 0;
        return await DoAsync(id, async () => next = (await register.NextEditionAsync(id)).Id) is RedirectResult ? Redirect($"/training/courses/{next}") : Page();
    }

    async Task<IActionResult> DoAsync(int id, Func<Task> work)
    {
        Book = await library.GetAsync(id, HttpContext.RequestAborted);
        if (!ModelState.IsValid) return Page();
        try
        {
            await work();
            return Redirect($"/training/courses/{id}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    /// <summary>Why.</summary>
    public sealed class ReasonInput
    {
        [StringLength(200)]
        public string? Reason { get; set; }
    }
}
