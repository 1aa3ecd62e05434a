using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages;

/// <summary>写试题: a draft, until a second person approves it.</summary>
[Require(Permission.TrainingWrite)]
[RequestSizeLimit(MostBytes), RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class QuestionNewModel(QuestionRegister register, QuestionPictures pictures, Texts t) : PageModel
{
    /// <summary>Of the whole form with its picture.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    [BindProperty]
    public QuestionInput Input { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        try
        {
            var question = await register.AddAsync(await Input.ToDraftAsync(pictures, null, HttpContext.RequestAborted));
            return Redirect($"/training/questions/{question.Id}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            this.ShowPicture(problem, t);
            return Page();
        }
    }
}
