using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages.Phone;

/// <summary>A question of a running paper as it is asked.</summary>
public sealed record AskedQuestion(Guid Sitting, int Place, int PointsEach, BankQuestion Question, int[] Order, ShownAnswer Input);

/// <summary>The whole of a running paper, for a phone that goes on without a line.</summary>
public sealed record AskedPaper(Guid Sitting, string ExamName, IReadOnlyList<AskedQuestion> Questions);

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

    /// <summary>Now, in milliseconds since 1970: a phone puts its clock right by it.</summary>
    public long Now => new DateTimeOffset(clock.UtcNow).ToUnixTimeMilliseconds();

    public AskedQuestion Asked => new(Sitting.Id, Place, Exam.PointsEach, Question, Order, Input);

    [BindProperty]
    public ShownAnswer Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, int place)
    {
        await ReadAsync(id, place);
        if (HasEnded) return Redirect($"/exams/sitting/{id}");
        var answers = await DrawMarksAsync();
        Input = ShownAnswer.Of(Question, Order, answers.GetValueOrDefault(Question.Id));
        return Page();
    }

    /// <summary>Every question of the paper with what was answered, in one go; the page's script keeps it for when the line is lost.</summary>
    public async Task<IActionResult> OnGetAllAsync(Guid id, int place)
    {
        await ReadAsync(id, place);
        if (HasEnded) throw TrainingProblems.Ended();
        var (answers, questions) = (await sittings.AnswersAsync(id), await bank.AllAsync());
        Response.Headers.CacheControl = "no-store";
        return Partial("_AskedPaper", new AskedPaper(id, Exam.Name, [.. Sitting.Questions.Select((key, i) =>
        {
            var (question, order) = (questions[key], PaperDraw.OptionOrder(questions[key], Sitting.Seed));
            return new AskedQuestion(id, i + 1, Exam.PointsEach, question, order, ShownAnswer.Of(question, order, answers.GetValueOrDefault(key)));
        })]));
    }

    public async Task<IActionResult> OnPostAsync(Guid id, int place, string? go)
    {
        await ReadAsync(id, place);
        // The page's script stays on the page; a form leads on.
        var isScript = Request.Headers.Accept.ToString() == "application/json";
        try
        {
            if (!ModelState.IsValid) throw TrainingProblems.UnknownOption();
            await sittings.SaveAsync(Sitting, Question.Id, Input.Keep(Question, Order), go == "flag" ? !Input.Flagged : Input.Flagged);
        }
        catch (Problem problem) when (!isScript)
        {
            await DrawMarksAsync();
            ModelState.Clear();
            this.Show(problem, t);
            return Page();
        }
        if (isScript) return new JsonResult(new { saved = place });
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
}
