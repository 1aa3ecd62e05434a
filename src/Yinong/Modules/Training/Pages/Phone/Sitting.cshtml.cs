using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Pages.Phone;

/// <summary>A question of the own paper with what was answered; points once the paper is handed in, null while a person has to mark it.</summary>
public sealed record PaperLine(BankQuestion Question, string Answer, bool Flagged, int? Points);

/// <summary>
/// The own paper: while it runs the overview and the button that hands it in; afterwards the result, and once the examination shows them the right answers and why.
/// </summary>
[Require(Permission.DeskUse)]
public sealed class SittingModel(SittingRegister sittings, QuestionBank bank, ProgrammeClock clock) : PageModel
{
    public required ExamSitting Sitting { get; set; }

    public required Exam Exam { get; set; }

    public IReadOnlyList<PaperLine> Lines { get; private set; } = [];

    public int Answered => Lines.Count(l => l.Answer.Length > 0);

    public TimeSpan Left => Sitting.EndsAt - clock.UtcNow;

    /// <summary>Its time is over, and sealed answers may still arrive.</summary>
    public bool IsAwaited => Sitting.State is SittingState.Running && !Sitting.TakesAnswersAt(clock.UtcNow);

    /// <summary>Now, in milliseconds since 1970.</summary>
    public long Now => new DateTimeOffset(clock.UtcNow).ToUnixTimeMilliseconds();

    public bool ShowsAnswers => Exam.ShowsAnswersAt(clock.UtcNow);

    public async Task OnGetAsync(Guid id)
    {
        (Sitting, Exam) = await sittings.GetAsync(id);
        var answers = await sittings.AnswersAsync(id);
        var questions = await bank.AllAsync();
        Lines = [.. Sitting.Questions.Select(key =>
        {
            var (question, answer) = (questions[key], answers.GetValueOrDefault(key));
            return new PaperLine(question, answer?.Answer ?? "", answer?.Flagged ?? false, Marking.PointsOf(question, answer?.Answer, Exam.PointsEach) ?? answer?.Points);
        })];
    }

    public async Task<IActionResult> OnPostSubmitAsync(Guid id)
    {
        await sittings.SubmitAsync(id);
        return Redirect($"/exams/sitting/{id}");
    }
}
