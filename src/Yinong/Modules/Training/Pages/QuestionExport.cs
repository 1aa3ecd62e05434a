using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages;

/// <summary>
/// <c>GET /training/questions.csv</c> and <c>GET /training/questions.gift</c>: the bank with its right answers, as a table or as Moodle reads it, filtered like
/// the page; only for those who keep it, and audited.
/// </summary>
static class QuestionExport
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/training/questions.csv", SendTableAsync).Require(Permission.TrainingWrite).ExcludeFromDescription();
        app.MapGet("/training/questions.gift", SendGiftAsync).Require(Permission.TrainingWrite).ExcludeFromDescription();
    }

    static async Task SendTableAsync(HttpContext context, AppDb db, QuestionRegister register, DivisionTree places, Viewer viewer, ProgrammeClock clock, AuditLog audit, Texts t)
    {
        var questions = await AskedAsync(context, db, register, viewer, audit, "csv");
        await CsvTable.StreamAsync(context, $"questions-{clock.Today:yyyyMMdd}.csv", Heads(t), RowsAsync(questions, places, t));
    }

    // By topic, because a topic is a heading of the file.
    static async Task<IResult> SendGiftAsync(HttpContext context, AppDb db, QuestionRegister register, Viewer viewer, ProgrammeClock clock, AuditLog audit)
    {
        var questions = await (await AskedAsync(context, db, register, viewer, audit, "gift")).ToListAsync(context.RequestAborted);
        var drafts = questions.OrderBy(q => q.Topic, StringComparer.Ordinal).ThenBy(q => q.Id).Select(q => new QuestionDraft(q.Code, q.Topic, q.Kind, q.Difficulty, q.Text, OptionJson.Read(q.Options), q.Explanation, q.Source));
        return Results.File(System.Text.Encoding.UTF8.GetBytes(Gift.Write(drafts)), "text/plain; charset=utf-8", $"questions-{clock.Today:yyyyMMdd}.gift.txt");
    }

    static async Task<IQueryable<Question>> AskedAsync(HttpContext context, AppDb db, QuestionRegister register, Viewer viewer, AuditLog audit, string format)
    {
        var query = context.Request.Query;
        var (topic, state, text) = (query["topic"].ToString(), query["state"].ToString(), query["q"].ToString());
        var questions = QuestionFilter.Where(register.Visible().AsNoTracking(), topic, state, text);
        var place = viewer.Post?.Division ?? DivisionCode.Nation;
        audit.Record(db, "questions.exported", $"division:{place}", place.Value, new { format, topic, state, text });
        await db.SaveChangesAsync(context.RequestAborted);
        return questions;
    }

    static string[] Heads(Texts t) => [t["题号"], t["试题代码"], t["专题"], t["题型"], t["难度"], t["状态"], t["题目"], t["选项"], t["解析"], t["依据"], t["属于"]];

    static async IAsyncEnumerable<object?[]> RowsAsync(IQueryable<Question> questions, DivisionTree places, Texts t)
    {
        await foreach (var q in questions.AsAsyncEnumerable())
        {
            yield return
            [
                q.Id, q.Code, QuestionFile.Shipped.FindTopic(q.Topic)?.Name(t.English) ?? q.Topic, t[q.Kind], t[TrainingWords.Difficulty(q.Difficulty)], t[q.State], q.Text,
                OptionLines.Write(q.Kind, OptionJson.Read(q.Options)), q.Explanation, q.Source, places.Name(new(q.Division)),
            ];
        }
    }
}
