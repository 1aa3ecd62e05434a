using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.AuditTrail.Pages;

/// <summary><c>GET /audit.csv</c>: the entries that the filters leave, as a table, newest first; itself an entry.</summary>
static class AuditExport
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/audit.csv", SendAsync).Require(Permission.AuditRead).ExcludeFromDescription();

    static async Task SendAsync(HttpContext context, AuditReading reading, ProgrammeClock clock, Texts t)
    {
        var query = context.Request.Query;
        var question = new AuditQuestion(Clean("action"), Clean("actor"), Clean("subject"), query.Day("from"), query.Day("to"), null);
        await reading.RecordExportAsync(question, context.RequestAborted);
        await CsvTable.StreamAsync(context, $"audit-{clock.Today:yyyyMMdd}.csv", Heads(t), RowsAsync(reading, question, t, context.RequestAborted));

        string? Clean(string name) => query[name].ToString().Trim() is { Length: > 0 and <= 120 } text ? text : null;
    }

    // The code of the action stays beside its name: it is what the filter and the proof know.
    static string[] Heads(Texts t) => [t["时间"], t["操作"], t["操作代码"], t["对象"], t["区划代码"], t["操作人"], t["职务"], t["来源地址"], t["原因"], t["内容"], t["日志编号"]];

    static async IAsyncEnumerable<object?[]> RowsAsync(AuditReading reading, AuditQuestion question, Texts t, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var e in reading.AllAsync(question).WithCancellation(cancel))
            yield return [Show.TableTime(e.At), t[ActionNames.Of(e.Action)], e.Action, e.Subject, new DivisionCode(e.Division).ToString(), e.Actor, e.Post, e.Origin, e.Reason, e.Details, e.Id.ToString()];
    }
}
