using System.Net;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Rechecks;
using Yinong.Tests.Identity;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations;

/// <summary>A sample that anybody can draw again, and what its second look changes.</summary>
public class RecheckTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task The_province_draws_with_a_public_seed_checks_and_sends_back_what_failed()
    {
        for (var i = 0; i < 6; i++) await app.StationAsync(StationState.Accepted, TestDivisions.Village, since: new(2018, 9, 1 + i), name: $"抽查第{i}社");
        var province = await app.SignedInAsync("province-manager", "37");
        var drawn = await province.SubmitAsync(await province.GetAsync("/rechecks"), "抽样", [("Input.Size", "2"), ("Input.From", "2018-09-01"), ("Input.To", "2018-09-06"), ("Input.Seed", "2018-10-31-0716")]);
        Assert.Contains("6个站点里抽了2个", drawn.Text, StringComparison.Ordinal);
        await using var db = app.Db();
        var numbers = await db.Stations.Where(s => s.Name.StartsWith("抽查第")).Select(s => s.Number!).ToListAsync();
        var id = int.Parse(drawn.Url.Segments[^1]);
        var items = await db.RecheckItems.Where(i => i.DrawId == id).OrderBy(i => i.Rank).ToListAsync();
        var ids = await db.Stations.Where(s => s.Number != null).ToDictionaryAsync(s => s.Number!, s => s.Id);
        Assert.Equal(Sample.Draw("2018-10-31-0716", numbers, 2).Select(n => ids[n]), items.Select(i => i.StationId));

        var again = await province.SubmitAsync(drawn, "登记结果", [("Input.Result", "Failed")], HttpStatusCode.BadRequest);
        Assert.Equal("不合格或者没见到人的，请写明看到什么，至少5个字。", again.FieldError("Input.Note"));
        var failed = await province.SubmitAsync(again, "登记结果", [("Input.Note", "没有宽带，设备没有拆箱")]);
        var back = await province.SubmitAsync(await province.GetAsync(failed.Link("退回建设")), "复核不合格，退回建设", [("Input.ReasonCode", "recheck-failed"), ("Input.DueOn", "2018-11-30")]);
        Assert.Contains("待验收", back.Text, StringComparison.Ordinal);
        Assert.Contains("recheck.checked", app.Audit($"station:{numbers.Single(n => ids[n] == items[0].StationId)}"));
        Assert.Contains("2018-10-31-0716", (await province.GetAsync($"/rechecks/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_county_does_not_draw_and_another_province_does_not_see()
    {
        await app.StationAsync(StationState.Accepted, TestDivisions.OtherCountyVillage, since: new(2018, 8, 1));
        var city = await app.SignedInAsync("city-manager", "3701");
        var drawn = await city.SubmitAsync(await city.GetAsync("/rechecks"), "抽样", [("Input.Size", "1"), ("Input.From", "2018-08-01"), ("Input.To", "2018-08-01")]);
        Assert.DoesNotContain("抽多少个站点", (await (await app.SignedInAsync("county-manager", "370126")).GetAsync("/rechecks")).Text, StringComparison.Ordinal);
        await (await app.SignedInAsync("county-manager", "370126")).GetAsync(drawn.Url.PathAndQuery, HttpStatusCode.NotFound);
        await (await app.SignedInAsync("province-manager", "12")).GetAsync(drawn.Url.PathAndQuery, HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("0", "2018-09-01", "2018-09-06", "", "Input.Size")]
    [InlineData("501", "2018-09-01", "2018-09-06", "", "Input.Size")]
    [InlineData("5", "2018-09-07", "2018-09-06", "", "Input.To")]
    [InlineData("5", "2018-09-01", "2018-11-30", "", "Input.To")]
    [InlineData("5", "2018-09-01", "2018-09-06", "种子", "Input.Seed")]
    [InlineData("5", "2016-09-01", "2016-09-06", "", "Input.To")]
    public async Task A_wrong_draw_says_so_at_its_field(string size, string from, string to, string seed, string field)
    {
        var province = await app.SignedInAsync("province-manager", "12");
        var again = await province.SubmitAsync(await province.GetAsync("/rechecks"), "抽样", [("Input.Size", size), ("Input.From", from), ("Input.To", to), ("Input.Seed", seed)], HttpStatusCode.BadRequest);
        Assert.NotNull(again.FieldError(field));
    }

    [Fact]
    public void The_order_depends_on_the_seed_and_the_numbers_alone() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 4, 20], Gen.Int[0, 999_999].HashSet[1, 60], Gen.Int[1, 70]).Sample((seed, set, size) =>
        {
            var numbers = set.Select(n => $"370102011201B{n:000000}").ToList();
            var drawn = Sample.Draw(seed, numbers, size);
            Assert.Equal(Math.Min(size, numbers.Count), drawn.Distinct().Count());
            Assert.Equal(drawn, Sample.Draw(seed, numbers.AsEnumerable().Reverse(), size));
            Assert.Equal(drawn.Take(1), Sample.Draw(seed, numbers, 1));
        });

    [Fact]
    public void The_hash_is_that_of_any_other_tool() =>
        // printf '2018-10-31-0716:370102011201B019' | sha256sum
        Assert.Equal("4d8c6b75891e2e6ace581e61015f3671fa5d06b8eeb47ad1347e93a2a69c9a05", Sample.HashOf("2018-10-31-0716", "370102011201B019"));
}
