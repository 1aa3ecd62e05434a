using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers.Assessments;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Standings.Pages;

/// <summary><c>GET /officers/assessments.csv?year=</c>: the assessments of a year, by place and number; names masked; every export is audited.</summary>
static class AssessmentExport
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/officers/assessments.csv", SendAsync).Require(Permission.OfficersRead).ExcludeFromDescription();

    static async Task SendAsync(HttpContext context, AssessmentRegister register, AppDb db, DivisionTree places, Viewer viewer, ProgrammeClock clock, AuditLog audit, Texts t)
    {
        var year = AssessmentsModel.YearOf(context.Request.Query["year"], register, clock.Today);
        audit.Record(db, "officer-assessments.exported", $"division:{new DivisionCode(Math.Max(0, viewer.Reach.From))}", viewer.Post?.Division.Value ?? 0, new { year });
        await db.SaveChangesAsync(context.RequestAborted);
        await CsvTable.StreamAsync(context, $"officer-assessments-{year}.csv", Heads(t), RowsAsync(register, places, year, t, context.RequestAborted));
    }

    static string[] Heads(Texts t) => [t["信息员编号"], t["姓名"], t["区划代码"], t["地区"], t["年度"], t["在岗月数"], t["服务笔数"], t["服务人次"], t["查实的反映"], t["警告次数"], t["停职次数"], t["按规则"], t["确认结果"], t["理由"], t["规则版本"]];

    static async IAsyncEnumerable<object?[]> RowsAsync(AssessmentRegister register, DivisionTree places, int year, Texts t, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        (long Division, int Id)? after = null;
        do
        {
            (var lines, after) = await register.PageAsync(year, after, cancel);
            foreach (var line in lines)
            {
                var place = new DivisionCode(line.Officer.Division);
                yield return
                [
                    line.Officer.Number, Show.Masked(line.Officer.Name), place.ToString(), places.FullName(place), year, line.Known.MonthsOnPost, line.Known.Services, line.Known.PersonTimes, line.Known.UpheldReports, line.Known.Warnings,
                    line.Known.Suspensions, t[line.Proposed], line.Confirmed is { } done ? t[done.Result] : null, line.Confirmed?.Reason, line.Confirmed?.RuleEdition ?? line.RuleEdition,
                ];
            }
        }
        while (after is not null);
    }
}
