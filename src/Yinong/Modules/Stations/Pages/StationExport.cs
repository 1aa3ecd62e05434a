using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Places;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.Pages;

/// <summary>
/// The list as a table for spreadsheets, with the filters of the page, streamed. It holds no personal data; that somebody took it away is audited
/// before the first line leaves.
/// </summary>
static class StationExport
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/stations.csv", SendAsync).Require(Permission.StationsRead).ExcludeFromDescription();

    static async Task SendAsync(HttpContext context, AppDb db, DivisionTree places, Viewer viewer, ProgrammeClock clock, AuditLog audit, Texts t)
    {
        var query = context.Request.Query;
        var division = query.Division("division", viewer.Post?.Division ?? new(viewer.Reach.From));
        if (!viewer.Reach.Contains(division)) throw Problem.NotFound();
        var filter = StationFilters.Make(division, StationViews.Parse(query["view"]), query["state"], query["type"], query["q"], clock.Today);
        audit.Record(db, "stations.exported", $"division:{division}", division.Value, new { view = filter.View.Word(), state = filter.State?.Code(), filter.Type, filter.Text });
        await db.SaveChangesAsync(context.RequestAborted);
        await CsvTable.StreamAsync(context, $"stations-{division}-{clock.Today:yyyyMMdd}.csv", Heads(t), RowsAsync(db, filter, places, t));
    }

    static string[] Heads(Texts t) =>
    [
        t["站点编号"], t["站点名称"], t["区划代码"], t["地区"], t["站点类型"], t["星级"], t["依托主体"], t["状态"], t["状态起始日"], t["验收日期"], t["挂牌运营日期"],
        t["是否贫困村"], t["地址"], t["电话"], t["开放时间"], t["最近服务日期"], t["纬度"], t["经度"],
    ];

    static async IAsyncEnumerable<object?[]> RowsAsync(AppDb db, StationFilter filter, DivisionTree places, Texts t)
    {
        await foreach (var s in db.Matching(filter).AsAsyncEnumerable())
        {
            var place = new DivisionCode(s.Division);
            yield return
            [
                s.Number, s.Name, place.ToString(), places.FullName(place), StationLists.FindType(s.Type) is { } type ? t.English ? type.NameEn : type.Name : s.Type,
                NameOf(StationLists.FindRating(s.Rating), t), NameOf(StationLists.FindHostClass(s.HostClass), t),
                t[s.State], s.Since, s.AcceptedOn, s.OperatingSince, s.PoorVillage ? t["是"] : t["否"], s.Address, s.Phone, s.OpeningHours, s.LastServedOn,
                s.Point is { } north ? GeoPoint.WriteDegrees(north.LatitudeMicro) : null, s.Point is { } east ? GeoPoint.WriteDegrees(east.LongitudeMicro) : null,
            ];
        }
    }

    static string? NameOf(ListEntry? entry, Texts t) => t.English ? entry?.NameEn : entry?.Name;
}
