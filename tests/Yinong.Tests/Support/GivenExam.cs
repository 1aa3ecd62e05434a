using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Divisions;
using Yinong.Modules.Officers;
using Yinong.Modules.Training;
using Yinong.Platform.Jobs;

namespace Yinong.Tests.Support;

/// <summary>Questions and examinations as the registers would have left them, and a taker who knows the answers.</summary>
public static class GivenExam
{
    static int _made;

    /// <summary>Approved questions of a topic of their own; right options begin with 对, and the sides of a pair end alike.</summary>
    public static async Task<string> TopicAsync(this App app, string division = "00", params QuestionKind[] kinds)
    {
        var topic = $"topic-{Interlocked.Increment(ref _made)}";
        await using var db = app.Db();
        foreach (var (kind, i) in kinds.Select((k, i) => (k, i)))
            db.Add(new Question
            {
                Division = DivisionCode.Parse(division).Value, Topic = topic, Kind = kind, Difficulty = 1, State = QuestionState.Approved, Text = $"{topic}的第{i}道题", Options = OptionJson.Write(Options(kind)),
                Explanation = "解析在此", CreatedAt = DateTime.UnixEpoch, Version = 1,
            });
        await db.SaveChangesAsync();
        app.Services.GetRequiredService<ChangeFeed>().Publish(QuestionBank.Topic, topic);
        return topic;
    }

    public static OptionDraft[] Options(QuestionKind kind) => kind switch
    {
        QuestionKind.Single => [new("错一", false), new("对一", true), new("错二", false), new("错三", false)],
        QuestionKind.Multiple => [new("对一", true), new("错一", false), new("对二", true), new("错二", false), new("对三", true)],
        QuestionKind.Truth => [new("对的", true), new("错的", false)],
        QuestionKind.Matching => [new("左甲", true, "右甲"), new("左乙", true, "右乙"), new("左丙", true, "右丙")],
        _ => [new("要点一", true)],
    };

    /// <summary>An open examination over such questions.</summary>
    public static async Task<Exam> ExamAsync(this App app, QuestionKind[] kinds, string division = "370102", int attempts = 2, int restDays = 0, int passMark = 0, int minutes = 30, int late = 0, ReviewRule review = ReviewRule.AfterEnd, string kind = CertificateKinds.Duty)
    {
        var topic = await app.TopicAsync("00", kinds);
        await using var db = app.Db();
        var exam = new Exam
        {
            Division = DivisionCode.Parse(division).Value, Name = $"{topic}考试", Blueprint = JsonSerializer.Serialize(new[] { new BlueprintLine(topic, 1, kinds.Length) }, JsonSerializerOptions.Web), Minutes = (short)minutes, PointsEach = 6,
            PassMark = (short)(passMark == 0 ? kinds.Length * 6 : passMark), Attempts = (short)attempts, RestDays = (short)restDays, OpenFrom = new(2018, 10, 1), OpenTo = new(2018, 12, 31), CertificateKind = kind, ValidMonths = 24, CreatedAt = DateTime.UnixEpoch,
            LateMinutes = (short)late, Review = review,
        };
        db.Add(exam);
        await db.SaveChangesAsync();
        return exam;
    }

    /// <summary>A sitting in a state, with its paper drawn; a passed one has its ground for a certificate.</summary>
    public static async Task<ExamSitting> SittingAsync(this App app, Exam exam, Officer officer, SittingState state, int attempt)
    {
        var questions = await app.Services.GetRequiredService<QuestionBank>().DrawnAtAsync(new(exam.Division));
        await using var db = app.Db();
        var at = app.Clock.UtcNow;
        var sitting = new ExamSitting
        {
            Id = Guid.CreateVersion7(), ExamId = exam.Id, OfficerId = officer.Id, Division = officer.Division, Attempt = (short)attempt, Seed = attempt, Paper = string.Join(',', PaperDraw.Draw(questions, exam.Lines, attempt)),
            StartedAt = at, EndsAt = at.AddMinutes(exam.Minutes), State = state, SubmittedAt = state is SittingState.Running ? null : at, Score = state is SittingState.Passed ? (short)exam.OutOf : null,
        };
        db.Add(sitting);
        if (state is SittingState.Passed)
            db.Add(new Qualification { OfficerId = officer.Id, Division = officer.Division, Title = exam.Name, Score = (short)exam.OutOf, OutOf = (short)exam.OutOf, PassedOn = GivenOfficer.Today, CertificateKind = exam.CertificateKind, ValidMonths = exam.ValidMonths, Source = ExamSitting.SourceOf(sitting.Id) });
        await db.SaveChangesAsync();
        if (state is SittingState.Marking)
        {
            var all = await app.Services.GetRequiredService<QuestionBank>().AllAsync();
            foreach (var id in sitting.Questions.Where(id => all[id].Kind is QuestionKind.Short)) db.Add(new ExamAnswer { SittingId = sitting.Id, QuestionId = id, Answer = "写了几句", SavedAt = at });
            await db.SaveChangesAsync();
        }
        return sitting;
    }

    /// <summary>Opens the examination and begins; answers the first question's page.</summary>
    public static async Task<Html> BeginAsync(this Visitor taker, Exam exam) => await taker.SubmitAsync(await taker.GetAsync($"/exams/{exam.Id}"), "开始考试", []);

    /// <summary>Answers every question from this page on, rightly or not, and leads to the overview.</summary>
    public static async Task<Html> AnswerAllAsync(this Visitor taker, Html page, bool right)
    {
        while (page.Document.QuerySelector("#paper") is not null)
            page = await taker.SubmitAsync(page, page.Document.QuerySelector("button[value=on]")!.TextContent.Trim(), Answer(page, right));
        return page;
    }

    /// <summary>What to fill in on a question's page.</summary>
    public static (string, string)[] Answer(Html page, bool right)
    {
        if (page.Document.QuerySelector("textarea") is not null) return [("Input.Words", right ? "要点一都做到" : "不知道")];
        if (page.Document.QuerySelectorAll("select") is { Length: > 0 } pairs)
            return [.. pairs.Select(select => (select.GetAttribute("name")!,
                select.QuerySelectorAll("option").First(o => o.GetAttribute("value") != "" && right == (o.TextContent[^1] == page.Document.QuerySelector($"label[for='{select.Id}']")!.TextContent[^1])).GetAttribute("value")!))];
        var options = page.Document.QuerySelectorAll(".yn-opt label").Where(l => l.TextContent.Contains('对') == right).Select(l => l.QuerySelector("input")!);
        return [.. options.Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!)).Take(page.Document.QuerySelector("input[type=checkbox]") is null ? 1 : 9)];
    }

    public static string Key(this Exam exam) => exam.Id.ToString(CultureInfo.InvariantCulture);
}
