using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Catalogue.Pages;

/// <summary><c>GET /catalogue.csv</c>: the items of the catalogue with what each of their versions says and from when, of one kind (<c>?kind=public</c>) or all.</summary>
static class CatalogueExport
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/catalogue.csv", SendAsync).Require(Permission.StationsRead).ExcludeFromDescription();

    static async Task<IResult> SendAsync(HttpContext context, ItemCatalogue catalogue, ProgrammeClock clock, Texts t)
    {
        var kind = context.Request.Query["kind"].ToString();
        ServiceKind? only = kind.Length == 0 ? null : ServiceKinds.TryParse(kind, out var parsed) ? parsed : throw CatalogueProblems.UnknownKind();
        var table = new CsvTable(t["事项编号"], t["类别"], t["版本"], t["事项"], t["能不能办"], t["条件或依据"], t["费用（元）"], t["谁卖"], t["谁收钱"], t["许可"], t["来源"], t["生效日期"], t["失效日期"]);
        foreach (var item in (await catalogue.AllAsync()).Values.Where(i => only is null || i.Kind == only).OrderBy(i => i.Kind).ThenBy(i => i.Code, StringComparer.Ordinal))
        {
            foreach (var v in item.Versions)
            {
                table.Row(
                    item.Code, t[ServiceLook.Of(item.Kind).Name], v.Version, t.English ? v.NameEn : v.Name, Say(v.Verdict, t), v.Clause, v.FeeFen is { } fen ? fen * 0.01m : null,
                    v.Seller, v.Payee, v.Licence, v.Source, v.ValidFrom, v.ValidTo);
            }
        }
        return table.AsResult($"catalogue-{clock.Today:yyyyMMdd}.csv");
    }

    static string Say(Verdict verdict, Texts t) => verdict switch
    {
        Verdict.Allowed => t["可以办"],
        Verdict.Conditional => t["有条件"],
        _ => t["红线，不能办"],
    };
}
