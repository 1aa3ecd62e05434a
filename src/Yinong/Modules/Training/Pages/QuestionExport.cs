using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations.Import;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages;

/// <summary>
/// <c>GET /training/questions.csv</c>, <c>.xlsx</c> and <c>.gift</c>: the bank with its right answers, as a table or as Moodle reads it, filtered like the page;
/// only for those who keep it, and audited. Each can be given to the import again; pictures travel in GIFT only.
/// </summary>
static class QuestionExport
{
    const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/training/questions.csv", SendTableAsync).Require(Permission.TrainingWrite).ExcludeFromDescription();
        app.MapGet("/training/questions.xlsx", SendWorkbookAsync).Require(Permission.TrainingWrite).ExcludeFromDescription();
        app.MapGet("/training/questions/template", SendTemplate).Require(Permission.TrainingWrite).ExcludeFromDescription();
        app.MapGet("/training/questions.gift", SendGiftAsync).Require(Permission.TrainingWrite).ExcludeFromDescription();
    }

    static async Task SendTableAsync(HttpContext context, AppDb db, QuestionRegister register, DivisionTree places, Viewer viewer, ProgrammeClock clock, AuditLog audit, Texts t)
    {
        var questions = await AskedAsync(context, db, register, viewer, audit, "csv");
        await CsvTable.StreamAsync(context, $"questions-{clock.Today:yyyyMMdd}.csv", Heads(t), GuardedAsync(RowsAsync(questions, places, t)));
    }

    static async Task<IResult> SendWorkbookAsync(HttpContext context, AppDb db, QuestionRegister register, DivisionTree places, Viewer viewer, ProgrammeClock clock, AuditLog audit, ImportShelf shelf, Texts t)
    {
        var questions = await AskedAsync(context, db, register, viewer, audit, "xlsx");
        var file = shelf.Scratch();
        using (var sheet = new XlsxWriter(file, t["题库"]))
        {
            sheet.Row(Heads(t).Select(head => ((string?)head, XlsxLook.Heading)));
            await foreach (var row in RowsAsync(questions, places, t)) sheet.Row(row.Select(cell => (Convert.ToString(cell, System.Globalization.CultureInfo.InvariantCulture), XlsxLook.Plain)));
        }
        file.Position = 0;
        return Results.File(file, Workbook, $"questions-{clock.Today:yyyyMMdd}.xlsx");
    }

    // The headings that are understood best, and one question of each kind.
    static IResult SendTemplate(ImportShelf shelf, Texts t)
    {
        var file = shelf.Scratch();
        using (var sheet = new XlsxWriter(file, t["题库"]))
        {
            sheet.Row(SheetWords.Fields.Where(f => f.Field is not "code" and not "answer").Select(f => ((string?)(t.English ? f.NameEn : f.Name), XlsxLook.Heading)));
            foreach (var q in QuestionFile.Shipped.Questions.GroupBy(q => q.Kind).Select(g => g.First()))
                sheet.Row(new[] { QuestionFile.Shipped.FindTopic(q.Topic)!.Name(t.English), t[q.Kind], t[TrainingWords.Difficulty(q.Difficulty)], q.Text, OptionLines.Write(q.Kind, q.Options), q.Explanation, q.Source }.Select(cell => (cell, XlsxLook.Plain)));
        }
        file.Position = 0;
        return Results.File(file, Workbook, "questions-template.xlsx");
    }

    // By topic, because a topic is a heading of the file.
    static async Task<IResult> SendGiftAsync(HttpContext context, AppDb db, QuestionRegister register, QuestionPictures pictures, Viewer viewer, ProgrammeClock clock, AuditLog audit)
    {
        var questions = await (await AskedAsync(context, db, register, viewer, audit, "gift")).ToListAsync(context.RequestAborted);
        var drafts = new List<QuestionDraft>();
        foreach (var q in questions.OrderBy(q => q.Topic, StringComparer.Ordinal).ThenBy(q => q.Id))
        {
            var picture = q.Picture is { } hash ? await pictures.BytesAsync(hash, context.RequestAborted) : null;
            drafts.Add(new(q.Code, q.Topic, q.Kind, q.Difficulty, q.Text, OptionJson.Read(q.Options), q.Explanation, q.Source, picture is null ? null : new(q.PictureAlt!, q.Picture, picture)));
        }
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

    // What begins with an apostrophe gets another one, because the table puts one before whatever a spreadsheet would take for a formula.
    static async IAsyncEnumerable<object?[]> GuardedAsync(IAsyncEnumerable<object?[]> rows)
    {
        await foreach (var row in rows) yield return [.. row.Select(cell => cell is string text && text.StartsWith('\'') ? $"'{text}" : cell)];
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
