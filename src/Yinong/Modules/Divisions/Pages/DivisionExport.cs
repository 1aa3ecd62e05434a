using Yinong.Web;

namespace Yinong.Modules.Divisions.Pages;

/// <summary><c>GET /divisions.csv?division=3701</c>: the units right below a place. Public, like the list itself.</summary>
static class DivisionExport
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/divisions.csv", Send).AllowAnonymous().ExcludeFromDescription();

    static IResult Send(HttpContext context, DivisionTree places, Texts t)
    {
        var place = places.Get(context.Request.Query.Division("division", DivisionCode.Nation));
        var table = new CsvTable(t["区划代码"], t["名称"], t["类别"], t["地区"]);
        foreach (var unit in places.Children(place.Code)) table.Row(unit.Code.ToString(), unit.Name, BrowseModel.KindOf(unit, t), places.FullName(unit.Code));
        return table.AsResult($"divisions-{place.Code}.csv");
    }
}
