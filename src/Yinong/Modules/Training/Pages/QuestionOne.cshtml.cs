using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages;

/// <summary>一道题: read it, approve it as the second person, retire it.</summary>
[Require(Permission.TrainingWrite)]
public sealed class QuestionOneModel(QuestionRegister register, Texts t) : PageModel
{
    public required Question Question { get; set; }

    public IReadOnlyList<OptionDraft> Options => OptionJson.Read(Question.Options);

    [BindProperty]
    public RetireInput Input { get; set; } = new();

    public bool MayChange => register.MayChange(Question);

    public bool IsAuthor => register.IsAuthor(Question);

    public async Task OnGetAsync(int id) => Question = await register.GetAsync(id);

    public async Task<IActionResult> OnPostApproveAsync(int id, long version)
    {
        await register.ApproveAsync(id, version);
        return Redirect($"/training/questions/{id}");
    }

    public async Task<IActionResult> OnPostRetireAsync(int id, long version)
    {
        Question = await register.GetAsync(id);
        if (!ModelState.IsValid) return Page();
        try
        {
            await register.RetireAsync(id, Input.Reason, version);
            return Redirect($"/training/questions/{id}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    /// <summary>Why it is taken out.</summary>
    public sealed class RetireInput
    {
        [StringLength(200)]
        public string? Reason { get; set; }
    }
}
