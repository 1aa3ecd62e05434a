using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages.Phone;

/// <summary>What was chosen: the places of options as they are shown, so that the page gives nothing of the bank's order away.</summary>
public sealed class AnswerInput
{
    public int? Choice { get; set; }

    public List<int> Choices { get; set; } = [];

    public List<int?> Pairs { get; set; } = [];

    public string? Words { get; set; }

    public bool Flagged { get; set; }
}

/// <summary>One question of the own paper. Every way off the page saves the answer first.</summary>
[Require(Permission.DeskUse)]
public sealed class OneQuestionModel(SittingRegister sittings, QuestionBank bank, ProgrammeClock clock, Texts t) : PageModel
{
    public required ExamSitting Sitting { get; set; }

    public required Exam Exam { get; set; }

    public required BankQuestion Question { get; set; }

    /// <summary>1 … the number of questions.</summary>
    public int Place { get; private set; }

    public int Count { get; private set; }

    /// <summary>In which order the options stand.</summary>
    public int[] Order { get; private set; } = [];

    /// <summary>A sign a question: d answered, f flagged, c this one, blank nothing yet.</summary>
    public string Marks { get; private set; } = "";

    public bool HasEnded => !Sitting.TakesAnswersAt(clock.UtcNow);

    public TimeSpan Left => Sitting.EndsAt - clock.UtcNow;

    [BindProperty]
    public AnswerInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, int place)
    {
        await ReadAsync(id, place);
        if (HasEnded) return Redirect($"/exams/sitting/{id}");
        var answers = await DrawMarksAsync();
        if (answers.GetValueOrDefault(Question.Id) is { } kept) Fill(kept);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, int place, string? go)
    {
        await ReadAsync(id, place);
        try
        {
            if (!ModelState.IsValid) throw TrainingProblems.UnknownOption();
            await sittings.SaveAsync(Sitting, Question.Id, Answer(), go == "flag" ? !Input.Flagged : Input.Flagged);
        }
        catch (Problem problem)
        {
            await DrawMarksAsync();
            ModelState.Clear();
            this.Show(problem, t);
            return Page();
        }
        var to = go switch { "flag" => place, "back" => place - 1, _ => place + 1 };
        return Redirect(to < 1 || to > Count ? $"/exams/sitting/{id}" : $"/exams/sitting/{id}/{to}");
    }

    async Task ReadAsync(Guid id, int place)
    {
        (Sitting, Exam) = await sittings.GetAsync(id);
        var paper = Sitting.Questions;
        if (place < 1 || place > paper.Length) throw Problem.NotFound();
        (Place, Count, Question) = (place, paper.Length, (await bank.AllAsync())[paper[place - 1]]);
        Order = PaperDraw.OptionOrder(Question, Sitting.Seed);
    }

    async Task<Dictionary<int, ExamAnswer>> DrawMarksAsync()
    {
        var answers = await sittings.AnswersAsync(Sitting.Id);
        Marks = string.Concat(Sitting.Questions.Select((id, i) => i + 1 == Place ? 'c' : answers.GetValueOrDefault(id) switch { { Flagged: true } => 'f', { Answer.Length: > 0 } => 'd', _ => ' ' }));
        return answers;
    }

    /// <summary>From what is shown to what is kept.</summary>
    string Answer() => Question.Kind switch
    {
        QuestionKind.Short => (Input.Words ?? "").Trim() is { Length: <= SittingRegister.MostWords } words ? words : throw TrainingProblems.AnswerTooLong(SittingRegister.MostWords),
        QuestionKind.Matching => Input.Pairs.All(p => p is null) ? "" : Marking.Write(Question.Options.Select((_, i) => Input.Pairs.ElementAtOrDefault(i) is { } shown ? Kept(shown) : null)),
        QuestionKind.Multiple => Marking.Write(Input.Choices.Select(Kept).Distinct().Order()),
        _ => Input.Choice is { } shown ? Marking.Write([Kept(shown)]) : "",
    };

    int? Kept(int shown) => shown >= 0 && shown < Order.Length ? Order[shown] : throw TrainingProblems.UnknownOption();

    /// <summary>From what is kept to what is shown.</summary>
    void Fill(ExamAnswer kept)
    {
        Input.Flagged = kept.Flagged;
        if (Question.Kind is QuestionKind.Short)
        {
            Input.Words = kept.Answer;
            return;
        }
        var shown = Marking.Chosen(kept.Answer).Select(at => at is { } place ? (int?)Array.IndexOf(Order, place) : null).ToList();
        if (Question.Kind is QuestionKind.Matching) Input.Pairs = shown;
        else if (Question.Kind is QuestionKind.Multiple) Input.Choices = [.. shown.OfType<int>()];
        else Input.Choice = shown.FirstOrDefault();
    }
}
