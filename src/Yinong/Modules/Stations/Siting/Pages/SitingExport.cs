using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Stations.Siting.Pages;

/// <summary><c>GET /siting/{id}.csv</c>: every village of a plan with what it is, adds and loses; every export is audited.</summary>
static class SitingExport
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/siting/{id:int}.csv", SendAsync).Require(Permission.StationsRead).ExcludeFromDescription();

    static async Task SendAsync(int id, HttpContext context, AppDb db, DivisionTree places, AuditLog audit, Texts t)
    {
        var plan = await db.SitingPlans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, context.RequestAborted) ?? throw Problem.NotFound();
        audit.Record(db, "siting.exported", $"siting:{id}", plan.Division);
        await db.SaveChangesAsync(context.RequestAborted);
        await CsvTable.StreamAsync(context, $"siting-{id}.csv", Heads(t), RowsAsync(id, db, places, t));
    }

    static string[] Heads(Texts t) => [t["区划代码"], t["村"], t["现状"], t["人口"], t["贫困村"], t["纬度"], t["经度"], t["半径以内"], t["次序"], t["新增覆盖"], t["关了少覆盖"], t["为什么"]];

    static async IAsyncEnumerable<object?[]> RowsAsync(int id, AppDb db, DivisionTree places, Texts t)
    {
        await foreach (var v in db.SitingVillages.AsNoTracking().Where(v => v.PlanId == id).OrderBy(v => v.Division).AsAsyncEnumerable())
        {
            var place = new DivisionCode(v.Division);
            yield return [place.ToString(), places.Name(place), t[v.Role], v.Population, v.Poor ? t["是"] : t["否"], v.LatitudeMicro / 1e6m, v.LongitudeMicro / 1e6m, v.Covered ? t["是"] : t["否"], v.Rank, v.Adds, v.Loses, v.Reason];
        }
    }
}
