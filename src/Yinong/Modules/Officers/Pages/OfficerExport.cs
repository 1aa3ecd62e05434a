using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Pages;

/// <summary><c>GET /officers.csv</c>: the list of officers as a table, with the same view and search. Names are masked and no phone leaves this way; every export is audited.</summary>
static class OfficerExport
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/officers.csv", SendAsync).Require(Permission.OfficersRead).ExcludeFromDescription();

    static async Task SendAsync(HttpContext context, OfficerList list, AppDb db, DivisionTree places, Viewer viewer, ProgrammeClock clock, AuditLog audit, Texts t)
    {
        var query = context.Request.Query;
        var view = query["view"].Count == 0 ? OfficerView.All : Enum.GetValues<OfficerView>().Cast<OfficerView?>().FirstOrDefault(v => OfficersModel.Word(v!.Value) == query["view"]) ?? throw OfficerProblems.UnknownView();
        var text = query["q"].ToString() is { Length: > 0 } asked ? asked : null;
        if (text?.Length > 60) throw OfficerProblems.SearchTooLong();
        audit.Record(db, "officers.exported", $"division:{new DivisionCode(Math.Max(0, viewer.Reach.From))}", viewer.Post?.Division.Value ?? 0, new { view = OfficersModel.Word(view), text });
        await db.SaveChangesAsync(context.RequestAborted);
        await CsvTable.StreamAsync(context, $"officers-{clock.Today:yyyyMMdd}.csv", Heads(t), RowsAsync(list, places, viewer.Reach, view, text, clock.Today, t, context.RequestAborted));
    }

    static string[] Heads(Texts t) => [t["信息员编号"], t["姓名"], t["区划代码"], t["地区"], t["站点编号"], t["证书编号"], t["有效期至"], t["证书状态"]];

    static async IAsyncEnumerable<object?[]> RowsAsync(OfficerList list, DivisionTree places, Reach reach, OfficerView view, string? text, DateOnly today, Texts t, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        (long, int)? after = null;
        for (var more = true; more;)
        {
            (var lines, more) = await list.PageAsync(view, text, reach.From, reach.To, after, today, cancel);
            foreach (var line in lines)
            {
                var place = new DivisionCode(line.Officer.Division);
                yield return
                [
                    line.Officer.Number, Show.Masked(line.Officer.Name), place.ToString(), places.FullName(place), line.StationNumber,
                    line.Certificate?.Number, line.Certificate?.ValidTo, line.Certificate is { } certificate ? t[certificate.StatusOn(today)] : null,
                ];
            }
            if (lines.Count > 0) after = (lines[^1].Officer.Division, lines[^1].Officer.Id);
        }
    }
}
