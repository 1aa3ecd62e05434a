using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;

namespace Yinong.Modules.Training.Pages.Phone;

/// <summary>One examination before it is sat: its rules and the button that begins.</summary>
[Require(Permission.DeskUse)]
public sealed class MyExamModel(SittingRegister sittings) : PageModel
{
    public required ExamForOfficer Mine { get; set; }

    public async Task OnGetAsync(int id) => Mine = await sittings.ExamAsync(id, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostAsync(int id) => Redirect($"/exams/sitting/{await sittings.StartAsync(id)}/1");
}
