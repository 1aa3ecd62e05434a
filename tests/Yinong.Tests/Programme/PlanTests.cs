using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Divisions;
using Yinong.Modules.Programme;
using Yinong.Modules.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Programme;

/// <summary>Targets set, broken down and registered through the pages; rosters replaced; the recount.</summary>
public class PlanTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_break_down_that_does_not_make_the_target_is_refused_and_one_that_does_is_shown()
    {
        var visitor = await app.SignedInAsync("province-manager", "12");
        var form = await visitor.GetAsync("/programme/break-down?division=12");
        (string, string)[] Fields(string stations) => [("Input.Parts[0].Stations", stations), ("Input.Document", "津农〔2018〕1号"), ("Input.DocumentDate", "2018-07-01")];
        Assert.Contains("少1个", (await visitor.SubmitAsync(form, "保存分解", Fields("1472"), HttpStatusCode.BadRequest)).Text, StringComparison.Ordinal);
        Assert.Contains("多1个", (await visitor.SubmitAsync(form, "保存分解", Fields("1474"), HttpStatusCode.BadRequest)).Text, StringComparison.Ordinal);
        await visitor.SubmitAsync(form, "保存分解", Fields("1473"));
        Assert.Equal(1473, (await RowAsync("12", "1201")).GetProperty("targetStations").GetInt32());
    }

    [Fact]
    public async Task A_province_may_set_more_than_the_notice_but_not_less()
    {
        var visitor = await app.SignedInAsync("province-manager", "37");
        var form = await visitor.GetAsync("/programme/target?division=37");
        (string, string)[] Fields(string stations) => [("Input.Stations", stations), ("Input.Coverage", "40"), ("Input.Document", "鲁农〔2018〕2号"), ("Input.DocumentDate", "2018-07-01")];
        Assert.Contains("29687个以上", (await visitor.SubmitAsync(form, "保存目标", Fields("29686"), HttpStatusCode.BadRequest)).Text, StringComparison.Ordinal);
        await visitor.SubmitAsync(form, "保存目标", Fields("30000"));
        Assert.Equal(30000, (await RowAsync("00", "37")).GetProperty("targetStations").GetInt32());
    }

    [Fact]
    public async Task A_province_outside_registers_itself()
    {
        var visitor = await app.SignedInAsync("province-manager", "42");
        var form = await visitor.GetAsync("/programme/target?division=42");
        await visitor.SubmitAsync(form, "登记自行开展", [("Input.Stations", "12000"), ("Input.Document", "鄂农〔2018〕3号"), ("Input.DocumentDate", "2018-07-01")]);
        var row = await RowAsync("00", "42");
        Assert.Equal(("self-run", 12000), (row.GetProperty("cohort").GetString(), row.GetProperty("targetStations").GetInt32()));
    }

    [Fact]
    public async Task Another_place_is_not_found()
    {
        var visitor = await app.SignedInAsync("province-manager", "44");
        await visitor.GetAsync("/programme/target?division=37", HttpStatusCode.NotFound);
        await visitor.GetAsync("/programme?division=37");
    }

    [Theory]
    [InlineData("/programme")]
    [InlineData("/programme?division=1201")]
    [InlineData("/programme?division=37")]
    [InlineData("/programme/rosters")]
    [InlineData("/programme/blind-spots?division=44")]
    public async Task Pages_are_drawn(string url) => await (await app.SignedInAsync("ministry-manager")).GetAsync(url);

    [Fact]
    public async Task An_explicit_roster_replaces_the_rule_and_the_recount_agrees()
    {
        var villages = TestDivisions.All.Where(d => d.Code.ToString().StartsWith("4419", StringComparison.Ordinal) && d.Code.Level == DivisionLevel.Village).Select(d => d.Code).Take(2).ToList();
        await using (var db = app.Db())
        {
            db.Stations.Add(new() { Name = "测试社", Division = villages[0].Value, Type = "standard", HostClass = "shop", State = StationState.Operating, Since = new(2018, 7, 1), AcceptedOn = new(2018, 7, 1), LastServedOn = new(2018, 10, 30) });
            await db.SaveChangesAsync();
        }
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentReach>().Value = Reach.Nation;
        var import = scope.ServiceProvider.GetRequiredService<RosterImport>();
        var wrong = await import.ReadAsync(Text($"code\n{villages[0]}\n{villages[0]}\n371\n{TestDivisions.Village}\n"), "r.csv");
        Assert.Equal([(3, "roster.duplicate"), (4, "roster.not-village"), (5, "roster.other-province")], wrong.Faults.Select(f => (f.Line, f.Problem.Code)));
        await import.ApplyAsync("2018", await import.ReadAsync(Text($"code\n{villages[0]}\n{villages[1]}\n"), "r.csv"), new(2018, 6, 30), "粤农名录");
        var row = await RowAsync("00", "44");
        Assert.Equal((2, 1, "2018-06-30"), (row.GetProperty("rosterVillages").GetInt32(), row.GetProperty("coveredVillages").GetInt32(), row.GetProperty("rosterAsOf").GetString()));
        Assert.Empty(await app.Services.GetRequiredService<StationRecount>().CompareAsync());
    }

    static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    async Task<JsonElement> RowAsync(string of, string division) =>
        (await app.Machine().GetFromJsonAsync<JsonElement>($"/api/v1/programmes/2018/progress?division={of}")).GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("division").GetString() == division);
}
