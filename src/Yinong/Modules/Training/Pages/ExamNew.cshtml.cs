using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages;

/// <summary>组织考试: the blueprint with what the bank holds beside it, and the rules.</summary>
[Require(Permission.TrainingWrite)]
public sealed class ExamNewModel(ExamRegister register, QuestionBank bank, Viewer viewer, ProgrammeClock clock, Texts t) : PageModel
{
    const int ProposedDays = 30;

    IReadOnlyDictionary<(string Topic, int Difficulty), int> _have = new Dictionary<(string, int), int>();

    [BindProperty]
    public ExamInput Input { get; set; } = new();

    public int Have(string topic, int difficulty) => _have.GetValueOrDefault((topic, difficulty));

    /// <summary>What stands in a cell: as it was typed, when the form comes back.</summary>
    public string? CellText(string key) => ModelState.TryGetValue($"Input.Cells[{key}]", out var typed) ? typed.AttemptedValue : null;

    public async Task OnGetAsync()
    {
        await CountAsync();
        Input = new() { Division = (viewer.Post?.Division ?? DivisionCode.Nation).ToString(), OpenFrom = clock.Today, OpenTo = clock.Today.AddDays(ProposedDays) };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await CountAsync();
        if (!ModelState.IsValid) return Page();
        try
        {
            var exam = await register.CreateAsync(Input.ToExam());
            return Redirect($"/training/exams/{exam.Id}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task CountAsync() =>
        _have = (await bank.DrawnAtAsync(viewer.Post?.Division ?? DivisionCode.Nation)).GroupBy(q => (q.Topic, q.Difficulty)).ToDictionary(g => g.Key, g => g.Count());
}
