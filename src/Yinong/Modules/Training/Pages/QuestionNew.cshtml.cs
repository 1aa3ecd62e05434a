using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages;

/// <summary>写试题: a draft, until a second person approves it.</summary>
[Require(Permission.TrainingWrite)]
public sealed class QuestionNewModel(QuestionRegister register, Texts t) : PageModel
{
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
            var question = await register.AddAsync(Input.ToDraft());
            return Redirect($"/training/questions/{question.Id}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }
}
