using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages;

/// <summary>批卷: the short answers of one paper with what the marker looks for.</summary>
[Require(Permission.TrainingMark)]
public sealed class MarkPaperModel(AppDb db, SittingMarks marks, QuestionBank bank, Texts t) : PageModel
{
    public required Exam Exam { get; set; }

    public Guid SittingId { get; private set; }

    public IReadOnlyList<(BankQuestion Question, ExamAnswer Answer)> Answers { get; private set; } = [];

    [BindProperty]
    public MarkInput Input { get; set; } = new();

    public async Task OnGetAsync(Guid id)
    {
        await ReadAsync(id);
        Input = new() { Points = [.. Answers.Select(_ => (int?)null)] };
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await ReadAsync(id);
        while (Input.Points.Count < Answers.Count) Input.Points.Add(null);
        if (!ModelState.IsValid) return Page();
        try
        {
            await marks.MarkAsync(id, Answers.Select((a, i) => (a.Question.Id, Points: Input.Points[i] ?? -1)).ToDictionary(a => a.Id, a => a.Points));
            return Redirect("/training/marking");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(Guid id)
    {
        var sitting = await marks.WaitingAsync(id);
        SittingId = id;
        Exam = await db.Exams.AsNoTracking().FirstAsync(e => e.Id == sitting.ExamId);
        var questions = await bank.AllAsync();
        var answers = await db.ExamAnswers.AsNoTracking().Where(a => a.SittingId == id).ToListAsync();
        Answers = [.. (await marks.ShortAsync(sitting, answers)).Select(a => (questions[a.QuestionId], a))];
    }

    /// <summary>Points of the short answers, in their order on the page.</summary>
    public sealed class MarkInput
    {
        public List<int?> Points { get; set; } = [];
    }
}
