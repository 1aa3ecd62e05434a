using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.Reports.Pages;

/// <summary><c>GET /reports.csv</c>: all reports within reach, without the contact and without the words of who reported; every export is audited.</summary>
static class ReportExport
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/reports.csv", SendAsync).Require(Permission.StationsRead).ExcludeFromDescription();

    static async Task SendAsync(HttpContext context, ReportList list, AppDb db, DivisionTree places, Viewer viewer, ProgrammeClock clock, AuditLog audit, Texts t)
    {
        audit.Record(db, "reports.exported", $"division:{new DivisionCode(Math.Max(0, viewer.Reach.From))}", viewer.Post?.Division.Value ?? 0);
        await db.SaveChangesAsync(context.RequestAborted);
        await CsvTable.StreamAsync(context, $"reports-{clock.Today:yyyyMMdd}.csv", Heads(t), RowsAsync(list, places, t));
    }

    static string[] Heads(Texts t) => [t["回执号"], t["站点编号"], t["站点名称"], t["区划代码"], t["地区"], t["问题"], t["反映时间"], t["答复期限"], t["结果"], t["答复日期"], t["查到什么、怎么处理"]];

    static async IAsyncEnumerable<object?[]> RowsAsync(ReportList list, DivisionTree places, Texts t)
    {
        await foreach (var (report, number, name) in list.AllAsync())
        {
            var (place, kind) = (new DivisionCode(report.Division), ReportKinds.Find(report.Kind));
            yield return
            [
                report.Receipt, number, name, place.ToString(), places.FullName(place), kind is null ? report.Kind : t.English ? kind.NameEn : kind.Name,
                report.At, report.DueOn, report.Outcome is { } outcome ? t[outcome] : null, report.HandledOn, report.Finding,
            ];
        }
    }
}
