using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.Rechecks.Pages;

/// <summary><c>GET /rechecks.csv</c>: the samples within reach with seeds and hashes, so that they can be drawn again, and their results; every export is audited.</summary>
static class RecheckExport
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/rechecks.csv", SendAsync).Require(Permission.StationsRead).ExcludeFromDescription();

    static async Task SendAsync(HttpContext context, AppDb db, DivisionTree places, Viewer viewer, ProgrammeClock clock, AuditLog audit, Texts t)
    {
        audit.Record(db, "rechecks.exported", $"division:{new DivisionCode(Math.Max(0, viewer.Reach.From))}", viewer.Post?.Division.Value ?? 0);
        await db.SaveChangesAsync(context.RequestAborted);
        await CsvTable.StreamAsync(context, $"rechecks-{clock.Today:yyyyMMdd}.csv", Heads(t), RowsAsync(db, places, t));
    }

    static string[] Heads(Texts t) => [t["抽样时间"], t["种子"], t["次序"], t["站点编号"], t["站点名称"], t["区划代码"], t["地区"], t["散列值"], t["结果"], t["复核日期"], t["看到什么"]];

    static async IAsyncEnumerable<object?[]> RowsAsync(AppDb db, DivisionTree places, Texts t)
    {
        var rows = from item in db.RecheckItems
                   join draw in db.RecheckDraws on item.DrawId equals draw.Id
                   join station in db.Stations on item.StationId equals station.Id
                   orderby item.DrawId, item.Rank
                   select new { draw.DrawnAt, draw.Seed, Item = item, station.Number, station.Name };
        await foreach (var row in rows.AsNoTracking().AsAsyncEnumerable())
        {
            var place = new DivisionCode(row.Item.Division);
            yield return
            [
                row.DrawnAt, row.Seed, row.Item.Rank, row.Number, row.Name, place.ToString(), places.FullName(place), Sample.HashOf(row.Seed, row.Number ?? ""),
                row.Item.Result is { } result ? t[result] : null, row.Item.CheckedOn, row.Item.Note,
            ];
        }
    }
}
