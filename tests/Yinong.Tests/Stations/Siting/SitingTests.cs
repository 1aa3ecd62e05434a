using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Siting;
using Yinong.Tests.Identity;
using Yinong.Tests.Stations.HandOvers;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.Siting;

/// <summary>From a sheet of villages to planned stations, through the pages.</summary>
public class SitingTests(App app) : IClassFixture<App>
{
    static readonly string[] Villages = [.. TestDivisions.All.Select(d => d.Code.ToString()).Where(c => c.Length == 12 && c.StartsWith("370102", StringComparison.Ordinal))];

    [Fact]
    public async Task A_county_imports_its_villages_works_out_a_plan_and_plans_it_once()
    {
        var county = await app.SignedInAsync("county-manager", "370102");
        // One row is of another county and one has its columns swapped: the others are written.
        var sheet = new StringBuilder("行政村代码,常住人口,是否贫困村,纬度,经度\n");
        for (var i = 0; i < Villages.Length; i++) sheet.Append($"{Villages[i]},{1000 + i * 100},{(i % 3 == 0 ? "是" : "否")},{36.6 + i * 0.1},{117.0}\n");
        sheet.Append("370126001201,100,否,36.1,117.0\n").Append($"{Villages[0]},900,否,117.0,36.6\n");
        var told = await UploadAsync(county, sheet.ToString());
        Assert.Contains($"写入{Villages.Length}行，2行有问题没有写", told.Text, StringComparison.Ordinal);
        Assert.Contains("看看两列是不是写反了", told.Text, StringComparison.Ordinal);
        await county.SubmitAsync(await county.GetAsync("/siting/villages"), "登记", [("Input.Code", Villages[1]), ("Input.Population", "5000"), ("Input.Source", "村委会上报")]);

        await app.StationAsync(StationState.Operating, Villages[0]);
        var asked = await county.SubmitAsync(await county.GetAsync("/siting"), "开始计算", [("Input.Sites", "2"), ("Input.RadiusMetres", "3000")]);
        var page = await DoneAsync(county, asked.Url.PathAndQuery);
        Assert.Contains("离最优最多差", page.Text, StringComparison.Ordinal);
        var id = int.Parse(asked.Url.Segments[^1]);
        await using (var db = app.Db())
        {
            var plan = await db.SitingPlans.SingleAsync(p => p.Id == id);
            Assert.Equal((SitingState.Done, plan.Bound, 64), (plan.State, plan.Objective, plan.InputsHash.Length));
            var chosen = await db.SitingVillages.Where(v => v.PlanId == id && v.Role == SiteRole.Chosen).OrderBy(v => v.Rank).ToListAsync();
            Assert.Equal(2, chosen.Count);
            Assert.Equal(Villages[1], new DivisionCode(chosen[0].Division).ToString());
            Assert.Equal(5000, chosen[0].Loses);
        }
        var csv = await county.Http.GetStringAsync($"/siting/{id}.csv");
        Assert.Contains(Villages[1], csv, StringComparison.Ordinal);

        var planned = await county.SubmitAsync(page, "把2个村列入规划", []);
        Assert.Contains("已列入规划", planned.Text, StringComparison.Ordinal);
        Assert.Contains("不能再列一次", (await county.SubmitAsync(page, "把2个村列入规划", [], HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);
        await using var after = app.Db();
        var stations = await after.Stations.Where(s => s.State == StationState.Planned).ToListAsync();
        Assert.Equal(2, stations.Count);
        var first = stations.Single(s => s.Division == DivisionCode.Parse(Villages[1]).Value).Id;
        Assert.Contains("新增覆盖5000人", (await after.StationTransitions.SingleAsync(t => t.StationId == first)).Reason, StringComparison.Ordinal);
        Assert.Contains("siting.planned", app.Audit($"siting:{id}"));
        await (await app.SignedInAsync("county-manager", "370126")).GetAsync($"/siting/{id}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_refusal_says_its_rule()
    {
        await using var hand = Hand.WithAll(app, "12", account: 91);
        await using var operators = Hand.WithAll(app, "12", organisation: 5, account: 92);
        var ask = new SitingInput("120115", 3000, 5, 200, null);
        SitingDesk desk = hand.Get<SitingDesk>();
        Task Refused(string code, Func<Task> attempt) => HandOverTests.RefusedAsync(code, attempt);
        await Refused("siting.not-yours", () => operators.Get<SitingDesk>().AskAsync(ask));
        await Refused("siting.county", () => desk.AskAsync(ask with { County = "370102" }));
        await Refused("siting.bounds", () => desk.AskAsync(ask with { RadiusMetres = 1 }));
        await Refused("siting.bounds", () => desk.AskAsync(ask with { Sites = 0 }));
        await Refused("siting.bounds", () => desk.AskAsync(ask with { PoorWeight = null }));
        await Refused("siting.facility", () => desk.AskAsync(ask with { Facilities = "370102011201" }));
        await Refused("siting.nothing-known", () => desk.AskAsync(ask));
        await Refused("not-found", () => desk.StopAsync(99_999));
        var facts = hand.Get<VillageFacts>();
        VillageFact Village(int? people = 10, decimal? latitude = null, decimal? longitude = null, string code = "120115001201") => new(code, people, null, latitude, longitude);
        DateOnly day = new(2018, 10, 1);
        await Refused("forbidden", () => operators.Get<VillageFacts>().WriteAsync([Village()], day, "年报"));
        await Refused("village.day", () => facts.WriteAsync([Village()], new(2019, 1, 1), "年报"));
        await Refused("village.source", () => facts.WriteAsync([Village()], day, ""));
        await Refused("village.unknown", () => facts.WriteAsync([Village(code: "120115001")], day, "年报"));
        await Refused("village.population", () => facts.WriteAsync([Village(-1)], day, "年报"));
        await Refused("village.half-place", () => facts.WriteAsync([Village(latitude: 39)], day, "年报"));
        await Refused("village.place", () => facts.WriteAsync([Village(latitude: 117, longitude: 39)], day, "年报"));
        await Refused("village.nothing", () => facts.WriteAsync([Village(null)], day, "年报"));
        var plan = new SitingPlan { Division = DivisionCode.Parse("120115").Value, RadiusMetres = 3000, Sites = 1, PoorWeight = 100, State = SitingState.Failed, Facilities = "[]", InputsHash = "", Solver = "", MadeBy = "test", MadeAt = DateTime.UtcNow, Version = 1 };
        await using var db = app.Db();
        db.Add(plan);
        await db.SaveChangesAsync();
        await Refused("siting.not-done", () => desk.PlanAsync(plan.Id, "standard", "shop", 1));
        await Refused("siting.not-running", () => desk.StopAsync(plan.Id));
        var county = await app.SignedInAsync("county-manager", "120115");
        Assert.Contains("没找到表头", (await UploadAsync(county, "甲,乙\n1,2\n", HttpStatusCode.BadRequest)).Text, StringComparison.Ordinal);
    }

    static async Task<Html> UploadAsync(Visitor visitor, string sheet, HttpStatusCode status = HttpStatusCode.OK)
    {
        var page = await visitor.GetAsync("/siting/villages");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent("2018-10-01"), "Input.AsOf" }, { new StringContent("2017年统计年报"), "Input.Source" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(sheet)), "Upload", "villages.csv" },
        };
        return await Html.ReadAsync(await visitor.Http.PostAsync("/siting/villages?handler=Upload", form), status);
    }

    static async Task<Html> DoneAsync(Visitor visitor, string address)
    {
        for (var tries = 0; tries < 150; tries++)
        {
            var page = await visitor.GetAsync(address);
            if (!page.Response.Headers.Contains("Refresh")) return page;
            await Task.Delay(200);
        }
        throw new TimeoutException("The plan was not worked out.");
    }
}
