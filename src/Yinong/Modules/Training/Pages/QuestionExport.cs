using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages;

/// <summary><c>GET /training/questions.csv</c>: the bank with its right answers, filtered like the page; only for those who keep it, and audited.</summary>
static class QuestionExport
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/training/questions.csv", SendAsync).Require(Permission.TrainingWrite).ExcludeFromDescription();

    static async Task SendAsync(HttpContext context, AppDb db, QuestionRegister register, DivisionTree places, Viewer viewer, ProgrammeClock clock, AuditLog audit, Texts t)
    {
        var query = context.Request.Query;
        var (topic, state, text) = (query["topic"].ToString(), query["state"].ToString(), query["q"].ToString());
        var questions = QuestionFilter.Where(register.Visible().AsNoTracking(), topic, state, text);
        var place = viewer.Post?.Division ?? DivisionCode.Nation;
        audit.Record(db, "questions.exported", $"division:{place}", place.Value, new { topic, state, text });
        await db.SaveChangesAsync(context.RequestAborted);
        await CsvTable.StreamAsync(context, $"questions-{clock.Today:yyyyMMdd}.csv", Heads(t), RowsAsync(questions, places, t));
    }

    static string[] Heads(Texts t) => [t["题号"], t["试题代码"], t["专题"], t["题型"], t["难度"], t["状态"], t["题目"], t["选项"], t["解析"], t["依据"], t["属于"]];

    static async IAsyncEnumerable<object?[]> RowsAsync(IQueryable<Question> questions, DivisionTree places, Texts t)
    {
        await foreach (var q in questions.AsAsyncEnumerable())
        {
            yield return
            [
                q.Id, q.Code, QuestionFile.Shipped.FindTopic(q.Topic)?.Name(t.English) ?? q.Topic, t[q.Kind.Name()], t[TrainingWords.Difficulty(q.Difficulty)], t[q.State], q.Text,
                OptionLines.Write(q.Kind, OptionJson.Read(q.Options)), q.Explanation, q.Source, places.Name(new(q.Division)),
            ];
        }
    }
}
