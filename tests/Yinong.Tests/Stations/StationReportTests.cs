using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Reports;
using Yinong.Tests.Identity;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations;

/// <summary>A villager tells what is wrong, the county finds out and answers, the villager reads it.</summary>
public class StationReportTests(App app) : IClassFixture<App>
{
    static int _days;

    [Fact]
    public async Task A_report_goes_from_the_public_page_to_the_county_and_its_answer_back_to_who_holds_the_receipt()
    {
        var desk = await app.DeskAsync();
        var villager = app.From();
        var form = await villager.GetAsync((await villager.GetAsync($"/s/{desk.Station.Number}")).Link("在网上反映问题"));
        var receipt = await villager.SubmitAsync(form, "交给县里核查", [("Input.Kind", "not-open"), ("Input.Text", "10月29日上午去过，门锁着"), ("Input.Contact", "138 0000 6127")]);
        Assert.Contains("2018年11月15日前答复", receipt.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("13800006127", receipt.Text, StringComparison.Ordinal);

        var county = await app.SignedInAsync("county-manager", "370102");
        var report = await county.GetAsync((await county.GetAsync("/reports")).Link("该开门时不开门"));
        Assert.Contains("10月29日上午去过，门锁着", report.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("13800006127", report.Text, StringComparison.Ordinal);
        var seen = await county.SubmitAsync(report, "看完整号码", [("Input.Why", "回访反映人，核实哪一天")]);
        Assert.Contains("13800006127", seen.Text, StringComparison.Ordinal);

        var answered = await county.SubmitAsync(seen, "答复反映人", [("Input.Outcome", "Confirmed"), ("Input.Finding", "去看过，当天确实没开门，已经预警")]);
        Assert.Contains("属实", answered.Text, StringComparison.Ordinal);
        var after = await villager.GetAsync(receipt.Url.PathAndQuery);
        Assert.Contains("县里已经答复：属实", after.Text, StringComparison.Ordinal);
        Assert.Contains("去看过，当天确实没开门，已经预警", after.Text, StringComparison.Ordinal);
        var row = receipt.Url.PathAndQuery[^10..];
        Assert.Equal(["personal.revealed", "report.answered"], app.Audit($"report:{row}"));
    }

    [Fact]
    public async Task The_same_words_sent_twice_are_one_report_and_the_export_tells_the_time_of_the_place()
    {
        var desk = await app.DeskAsync(TestDivisions.OtherCountyVillage);
        var villager = app.From();
        var form = await villager.GetAsync($"/s/{desk.Station.Number}/report");
        (string, string)[] words = [("Input.Kind", "not-open"), ("Input.Text", "两次都锁着门"), ("Input.Contact", "13800006127")];
        var receipts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => villager.SubmitAsync(form, "交给县里核查", words)));
        Assert.Single(receipts.Select(r => r.Url.PathAndQuery).Distinct());
        await villager.SubmitAsync(form, "交给县里核查", [.. words[..2], ("Input.Contact", "13800006128")]);
        await using var db = app.Db();
        var kept = await db.StationReports.Where(r => r.StationId == desk.Station.Id).OrderBy(r => r.Id).ToListAsync();
        Assert.Equal(2, kept.Count);
        var table = await (await app.SignedInAsync("county-manager", TestDivisions.OtherCountyVillage[..6])).Http.GetStringAsync("/reports.csv");
        Assert.Contains(Yinong.Web.Show.TableTime(kept[0].At), table, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9]/[0-9]+/20[0-9][0-9] ", table);
    }

    [Theory]
    [InlineData("", "去过两次都锁着门", "", "Input.Kind", "请选是哪一种问题。")]
    [InlineData("nonsense", "去过两次都锁着门", "", "Input.Kind", "请选是哪一种问题。")]
    [InlineData("not-open", "锁着", "", "Input.Text", "请写清楚什么时候、什么事，至少5个字。")]
    [InlineData("not-open", "去过两次都锁着门", "12ab", "Input.Contact", "电话号码不对。手机写11位数字，座机写区号加号码；不想留就空着。")]
    public async Task A_wrong_report_says_so_at_the_field_and_is_not_kept(string kind, string text, string contact, string field, string message)
    {
        var desk = await app.DeskAsync();
        var villager = app.From();
        var again = await villager.SubmitAsync(await villager.GetAsync($"/s/{desk.Station.Number}/report"), "交给县里核查", [("Input.Kind", kind), ("Input.Text", text), ("Input.Contact", contact)], HttpStatusCode.BadRequest);
        Assert.Equal(message, again.FieldError(field));
        await using var db = app.Db();
        Assert.False(await db.StationReports.AnyAsync(r => r.StationId == desk.Station.Id));
    }

    [Fact]
    public async Task Another_county_does_not_see_it_and_a_receipt_opens_only_at_its_station()
    {
        var (desk, other) = (await app.DeskAsync(), await app.DeskAsync());
        var report = await SendAsync(desk.Station.Number!);
        var neighbour = await app.SignedInAsync("county-manager", "370126");
        await neighbour.GetAsync($"/reports/{report.Id}", HttpStatusCode.NotFound);
        Assert.DoesNotContain(desk.Station.Name, (await neighbour.GetAsync("/reports")).Text, StringComparison.Ordinal);
        await app.From().GetAsync($"/s/{other.Station.Number}/reports/{report.Receipt}", HttpStatusCode.NotFound);
        await app.From().GetAsync($"/s/{desk.Station.Number}/reports/{report.Receipt.ToLowerInvariant()}");
    }

    [Fact]
    public async Task It_is_answered_once_and_only_by_the_authority()
    {
        var desk = await app.DeskAsync();
        var report = await SendAsync(desk.Station.Number!);
        var (first, second) = (await app.SignedInAsync("county-manager", "370102"), await app.SignedInAsync("county-manager", "370102"));
        var late = await second.GetAsync($"/reports/{report.Id}");
        var again = await first.SubmitAsync(await first.GetAsync($"/reports/{report.Id}"), "答复反映人", [("Input.Outcome", "Unfounded")], HttpStatusCode.BadRequest);
        Assert.Equal("请写明查到什么、怎么处理，至少5个字。反映人凭回执能看到。", again.FieldError("Input.Finding"));
        await first.SubmitAsync(again, "答复反映人", [("Input.Outcome", "Unfounded"), ("Input.Finding", "当天停电，提前贴了通知")]);
        var refused = await second.SubmitAsync(late, "答复反映人", [("Input.Outcome", "Confirmed"), ("Input.Finding", "确实没有开门营业")], HttpStatusCode.Conflict);
        Assert.Contains("别人已经答复过了", refused.Text, StringComparison.Ordinal);
        var town = await app.SignedInAsync("town-manager", "370102011");
        Assert.DoesNotContain("答复反映人</button>", (await town.GetAsync($"/reports/{(await SendAsync(desk.Station.Number!)).Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sends_without_end_is_asked_to_wait()
    {
        var desk = await app.DeskAsync();
        var villager = app.From();
        var form = await villager.GetAsync($"/s/{desk.Station.Number}/report");
        for (var i = 0; i < 20; i++) await villager.SubmitAsync(form, "交给县里核查", [], HttpStatusCode.BadRequest);
        await villager.SubmitAsync(form, "交给县里核查", [], HttpStatusCode.TooManyRequests);
        await app.From().SubmitAsync(await app.From().GetAsync($"/s/{desk.Station.Number}/report"), "交给县里核查", [], HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_operator_sees_reports_about_its_own_stations_only_and_the_one_that_waits_longest_comes_first()
    {
        await using var db = app.Db();
        var operators = new Organisation { Name = "管两个站的公司", Kind = OrganisationKind.Operator, Division = DivisionCode.Parse("37").Value, CreatedAt = DateTime.UtcNow };
        db.Add(operators);
        await db.SaveChangesAsync();
        var own = await app.StationAsync(StationState.Operating, organisation: operators.Id, name: "自家的社");
        var other = await app.StationAsync(StationState.Operating, name: "别家的社");
        var (late, early) = (await SendAsync(own.Number!), await SendAsync(own.Number!));
        var foreign = await SendAsync(other.Number!);
        await db.StationReports.Where(r => r.Id == early.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.DueOn, new DateOnly(2018, 11, 2)));
        var person = await app.SignedInAsync("operator", "37", operators.Id);
        var list = await person.GetAsync("/reports");
        Assert.DoesNotContain("别家的社", list.Text, StringComparison.Ordinal);
        await person.GetAsync($"/reports/{foreign.Id}", HttpStatusCode.NotFound);
        var county = (await (await app.SignedInAsync("county-manager", "370102")).GetAsync("/reports")).Document.QuerySelectorAll("tbody th a").Select(a => a.GetAttribute("href")).ToList();
        Assert.True(county.IndexOf($"/reports/{early.Id}") < county.IndexOf($"/reports/{late.Id}") && county.Contains($"/reports/{foreign.Id}"));
    }

    async Task<StationReport> SendAsync(string number)
    {
        var villager = app.From();
        var receipt = await villager.SubmitAsync(await villager.GetAsync($"/s/{number}/report"), "交给县里核查", [("Input.Kind", "unreachable"), ("Input.Text", $"打了{Interlocked.Increment(ref _days)}天没有人接")]);
        await using var db = app.Db();
        var code = receipt.Url.PathAndQuery[^10..];
        return await db.StationReports.SingleAsync(r => r.Receipt == code);
    }
}
