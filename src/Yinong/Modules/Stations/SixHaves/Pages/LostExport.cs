using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.SixHaves.Pages;

/// <summary>Every lost criterion of a place as a table: a line each, streamed, audited before it leaves.</summary>
static class LostExport
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/stations/lost.csv", SendAsync).Require(Permission.StationsRead).ExcludeFromDescription();

    static async Task SendAsync(HttpContext context, AppDb db, DivisionTree places, Viewer viewer, ProgrammeClock clock, AuditLog audit, Texts t)
    {
        var division = context.Request.Query.Division("division", viewer.Post?.Division ?? new(viewer.Reach.From));
        if (!viewer.Reach.Contains(division)) throw Problem.NotFound();
        audit.Record(db, "stations.lost-exported", $"division:{division}", division.Value);
        await db.SaveChangesAsync(context.RequestAborted);
        await CsvTable.StreamAsync(context, $"lost-criteria-{division}-{clock.Today:yyyyMMdd}.csv", Heads(t), RowsAsync(db, division, places, t));
    }

    static string[] Heads(Texts t) => [t["站点编号"], t["站点名称"], t["区划代码"], t["地区"], t["状态"], t["不再具备"], t["原因"], t["从哪天起"]];

    static async IAsyncEnumerable<object?[]> RowsAsync(AppDb db, DivisionCode division, DivisionTree places, Texts t)
    {
        var lines = from lost in db.LostCriteria.AsNoTracking()
                    join station in db.Stations.AsNoTracking() on lost.StationId equals station.Id
                    where lost.Division >= division.From && lost.Division <= division.To
                    orderby lost.Division, lost.StationId, lost.Rule, lost.Item
                    select new { lost, station.Number, station.Name, station.State };
        await foreach (var line in lines.AsAsyncEnumerable())
        {
            var place = new DivisionCode(line.lost.Division);
            yield return [line.Number, line.Name, place.ToString(), places.FullName(place), t[line.State], LostWords.Have(line.lost, t), LostWords.Reason(line.lost, NationalChecklist.Current, t), line.lost.Since];
        }
    }
}
