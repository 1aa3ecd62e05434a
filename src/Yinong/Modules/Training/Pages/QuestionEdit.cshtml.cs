using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages;

/// <summary>修改试题: drafts only.</summary>
[Require(Permission.TrainingWrite)]
[RequestSizeLimit(QuestionNewModel.MostBytes), RequestFormLimits(MultipartBodyLengthLimit = QuestionNewModel.MostBytes)]
public sealed class QuestionEditModel(QuestionRegister register, QuestionPictures pictures, Texts t) : PageModel
{
    public required Question Question { get; set; }

    [BindProperty]
    public QuestionInput Input { get; set; } = new();

    public async Task OnGetAsync(int id)
    {
        Question = await register.GetAsync(id);
        if (Question.State is not QuestionState.Draft) throw TrainingProblems.NotADraft();
        Input = QuestionInput.Of(Question);
    }

    public async Task<IActionResult> OnPostAsync(int id)
    {
        Question = await register.GetAsync(id);
        if (!ModelState.IsValid) return Page();
        try
        {
            await register.EditAsync(id, await Input.ToDraftAsync(pictures, Question.Picture, HttpContext.RequestAborted), Input.Version);
            return Redirect($"/training/questions/{id}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            this.ShowPicture(problem, t);
            return Page();
        }
    }
}
