using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers.Rules;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Applications.Pages;

/// <summary><c>GET /officers/applications.csv</c>: all applications within reach; names masked, no identity number and no phone leave this way; every export is audited.</summary>
static class ApplicationExport
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/officers/applications.csv", SendAsync).Require(Permission.OfficersRead).ExcludeFromDescription();

    static async Task SendAsync(HttpContext context, ApplicationList list, AppDb db, DivisionTree places, Viewer viewer, ProgrammeClock clock, AuditLog audit, Texts t)
    {
        audit.Record(db, "officer-applications.exported", $"division:{new DivisionCode(Math.Max(0, viewer.Reach.From))}", viewer.Post?.Division.Value ?? 0);
        await db.SaveChangesAsync(context.RequestAborted);
        await CsvTable.StreamAsync(context, $"officer-applications-{clock.Today:yyyyMMdd}.csv", Heads(t), RowsAsync(list, places, t));
    }

    static string[] Heads(Texts t) => [t["回执号"], t["姓名"], t["区划代码"], t["地区"], t["来源"], t["文化程度"], t["住在本村"], t["申报亲属"], t["规则版本"], t["状态"], t["提交时间"], t["办理期限"]];

    static async IAsyncEnumerable<object?[]> RowsAsync(ApplicationList list, DivisionTree places, Texts t)
    {
        await foreach (var line in list.AllAsync())
        {
            var place = new DivisionCode(line.Division);
            yield return
            [
                line.Receipt, Show.Masked(line.Name), place.ToString(), places.FullName(place), t[line.Channel], NationalOfficerRule.FindSchooling(line.Schooling)?.NameIn(t.English) ?? line.Schooling,
                line.LivesInVillage ? t["是"] : t["否"], line.Conflicts is null ? t["没有"] : t["有"], line.RuleEdition, t[line.State], line.At, line.DueOn,
            ];
        }
    }
}
