using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Stations;
using Yinong.Tests.Stations.SixHaves;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations;

/// <summary>The pages of stations as their people use them, without JavaScript.</summary>
public class StationPagesTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_station_goes_from_the_county_plan_to_operation_through_the_pages_of_everybody()
    {
        var county = await app.SignedInAsync("county-manager", "370102");
        var made = await county.SubmitAsync(await county.GetAsync("/stations/new"), "登记站点",
            [("Input.Division", "370102011202"), ("Input.Name", "浆水泉村益农信息社"), ("Input.HostClass", "shop"), ("Input.Phone", "0531-88001234")]);
        Assert.Equal("浆水泉村益农信息社规划", made.Heading);
        Assert.Contains("还没有定", made.Text, StringComparison.Ordinal);
        var page = made.Url.PathAndQuery;
        var operators = await app.SignedInAsync("operator", "37", await OrganisationAsync());
        await operators.GetAsync(page, HttpStatusCode.NotFound);
        var named = await county.SubmitAsync(await county.GetAsync($"{page}/edit"), "保存资料", [("Input.OrganisationId", _organisation.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        Assert.Contains("山东田讯农业服务有限公司", named.Text, StringComparison.Ordinal);
        await StepAsync(operators, page, "申报");
        Assert.False((await operators.GetAsync(page)).HasLink("现场考察"));
        await StepAsync(county, page, "登记现场考察");
        await StepAsync(county, page, "县级审核通过");
        await StepAsync(await app.SignedInAsync("city-manager", "3701"), page, "市级认定");
        var filed = await StepAsync(await app.SignedInAsync("province-manager", "37"), page, "省级备案并编号");
        page = filed.Url.PathAndQuery;
        Assert.Equal("/stations/370102011202B01", page[..^1]);
        await StepAsync(operators, page, "开始建设");
        int id;
        await using (var db = app.Db()) id = (await db.Stations.SingleAsync(s => s.Name == "浆水泉村益农信息社")).Id;
        await app.InspectedAsync(id);
        await StepAsync(county, page, "验收通过");
        Assert.Contains("没有信息员在岗", (await operators.GetAsync($"{page}/move/operating", HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);
        await app.MannedAsync(id);
        var open = await StepAsync(operators, page, "挂牌运营");
        Assert.Equal("浆水泉村益农信息社运营", open.Heading);
        Assert.Contains("正在服务", (await app.Visitor().GetAsync(page.Replace("/stations/", "/s/", StringComparison.Ordinal))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sanction_asks_for_its_reason_at_the_field_and_then_stands_on_the_page()
    {
        var desk = await app.DeskAsync();
        var county = await app.SignedInAsync("county-manager", "370102");
        var form = await county.GetAsync((await county.GetAsync($"/stations/{desk.Station.Number}")).Link("下达整改"));
        var again = await county.SubmitAsync(form, "下达整改", [], HttpStatusCode.BadRequest);
        Assert.Equal("请选择原因。", again.FieldError("Input.ReasonCode"));
        again = await county.SubmitAsync(again, "下达整改", [("Input.ReasonCode", "overcharging")], HttpStatusCode.BadRequest);
        Assert.Equal("请写明整改期限。", again.FieldError("Input.DueOn"));
        var done = await county.SubmitAsync(again, "下达整改", [("Input.DueOn", "2018-11-15"), ("Input.Reason", "代缴电费多收5元")]);
        Assert.Contains("整改期限2018年11月15日，还剩15天", done.Text, StringComparison.Ordinal);
        Assert.Contains("乱收费：代缴电费多收5元", done.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_somebody_else_overtook_keeps_what_was_typed_or_says_so()
    {
        var desk = await app.DeskAsync();
        var county = await app.SignedInAsync("county-manager", "370102");
        var (order, warning) = (await county.GetAsync($"/stations/{desk.Station.Number}/move/rectifying"), await county.GetAsync($"/stations/{desk.Station.Number}/move/warned"));
        await county.SubmitAsync(await county.GetAsync($"/stations/{desk.Station.Number}/edit"), "保存资料", [("Input.Phone", "0531-11111111")]);
        var again = await county.SubmitAsync(order, "下达整改", [("Input.ReasonCode", "overcharging"), ("Input.DueOn", "2018-11-15"), ("Input.Reason", "代缴电费多收5元")], HttpStatusCode.Conflict);
        Assert.Contains("别人刚刚改过这个站点", again.Text, StringComparison.Ordinal);
        Assert.Contains("代缴电费多收5元", again.Document.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        // An order that has no end in sight is none.
        Assert.Contains("最长365天", (await county.SubmitAsync(again, "下达整改", [("Input.DueOn", "2199-12-31")], HttpStatusCode.BadRequest)).FieldError("Input.DueOn"), StringComparison.Ordinal);
        await county.SubmitAsync(await county.GetAsync($"/stations/{desk.Station.Number}/move/warned"), "发出预警", [("Input.ReasonCode", "silent")]);
        // The same address would be another step now.
        Assert.Contains("别人刚刚改过", (await county.SubmitAsync(warning, "发出预警", [("Input.ReasonCode", "silent")], HttpStatusCode.Conflict)).Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_station_is_entered_once_and_not_before_there_were_any()
    {
        var county = await app.SignedInAsync("county-manager", "370102");
        var form = await county.GetAsync("/stations/new");
        (string, string)[] station = [("Input.As", "planned"), ("Input.Division", TestDivisions.Village), ("Input.Name", "只登记一次益农信息社"), ("Input.Type", "standard"), ("Input.HostClass", "shop"), ("Input.On", "2018-10-31")];
        Assert.Contains("检查年份", (await county.SubmitAsync(form, "登记站点", [.. station[..^1], ("Input.On", "1901-01-01")], HttpStatusCode.BadRequest)).FieldError("Input.On"), StringComparison.Ordinal);
        async Task<HttpStatusCode> SendAsync() => (await county.Http.PostAsync("/stations/new", new FormUrlEncodedContent([.. station.Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2)), new("__RequestVerificationToken", form.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]))).StatusCode;
        var sent = await Task.WhenAll(SendAsync(), SendAsync(), SendAsync());
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], sent.OrderByDescending(s => s is HttpStatusCode.Redirect));
        await using var db = app.Db();
        Assert.Equal(1, await db.Stations.CountAsync(s => s.Name == "只登记一次益农信息社"));
    }

    [Fact]
    public async Task An_operator_finds_no_door_to_what_it_may_not_do()
    {
        var organisation = await OrganisationAsync();
        var building = await app.StationAsync(StationState.Building, organisation: organisation);
        var operators = await app.SignedInAsync("operator", "37", organisation);
        Assert.False((await operators.GetAsync($"/stations/{building.Number}")).HasLink("验收通过"));
        var refused = await operators.GetAsync($"/stations/{building.Number}/move/accepted", HttpStatusCode.Forbidden);
        Assert.Contains("运营商只负责申报和建设", refused.Text, StringComparison.Ordinal);
        Assert.Equal("您不能办这件事", refused.Heading);
    }

    [Fact]
    public async Task Who_may_not_take_a_step_reads_whose_it_is()
    {
        var confirmed = await app.StationAsync(StationState.Confirmed);
        var refused = await (await app.SignedInAsync("county-manager", "370102")).GetAsync($"/stations/{confirmed.Id}/move/filed", HttpStatusCode.Forbidden);
        Assert.Contains("这一步由省级主管部门办理", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspended_certificate_is_called_suspended()
    {
        var desk = await app.DeskAsync();
        await using (var db = app.Db())
        {
            db.Add(new Yinong.Modules.Officers.CertificateSuspension { CertificateId = desk.Certificate.Id, Division = desk.Certificate.Division, FromDate = GivenOfficer.Today, ReasonCode = "illness", ImposedAt = DateTime.UnixEpoch, ImposedBy = "test" });
            await db.SaveChangesAsync();
        }
        var county = await app.SignedInAsync("county-manager", "370102");
        foreach (var page in new[] { await county.GetAsync($"/stations/{desk.Station.Number}"), await county.GetAsync($"/stations?q={desk.Station.Number}") }) Assert.Contains("证已暂停", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Basics_that_somebody_else_changed_meanwhile_are_shown_and_not_overwritten()
    {
        var desk = await app.DeskAsync();
        var county = await app.SignedInAsync("county-manager", "370102");
        var first = await county.GetAsync($"/stations/{desk.Station.Number}/edit");
        await county.SubmitAsync(await county.GetAsync($"/stations/{desk.Station.Number}/edit"), "保存资料", [("Input.Phone", "0531-11111111")]);
        var second = await county.SubmitAsync(first, "保存资料", [("Input.Phone", "0531-22222222")], HttpStatusCode.Conflict);
        Assert.Contains("电话0531-11111111", second.Text, StringComparison.Ordinal);
        var saved = await county.SubmitAsync(second, "保存资料", []);
        Assert.Contains("0531-22222222", saved.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Input.Name", "", "请填写这一项")]
    [InlineData("Input.Phone", "打我电话", "电话写数字")]
    [InlineData("Input.Division", "120115001201", "没有找到这个地方")]
    [InlineData("Input.On", "2018-11-01", "日期不能晚于今天")]
    public async Task A_wrong_field_says_what_is_wrong(string field, string value, string message)
    {
        var county = await app.SignedInAsync("county-manager", "370102");
        var fields = new Dictionary<string, string> { ["Input.Division"] = TestDivisions.Village, ["Input.Name"] = "某村益农信息社", ["Input.HostClass"] = "shop" };
        fields[field] = value;
        var form = await county.GetAsync("/stations/new");
        var answer = await county.Http.PostAsync("/stations/new", new FormUrlEncodedContent(fields.Append(new("Input.As", "planned")).Append(new("Input.Type", "standard"))
            .Concat(fields.ContainsKey("Input.On") ? [] : [new KeyValuePair<string, string>("Input.On", "2018-10-31")])
            .Append(new("__RequestVerificationToken", form.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!))));
        var page = await Html.ReadAsync(answer, answer.StatusCode);
        Assert.Contains(message, page.FieldError(field), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_strangers_is_only_text()
    {
        var station = await app.StationAsync(StationState.Operating, name: "<script>alert(1)</script>';--");
        await using (var db = app.Db()) await db.Stations.Where(s => s.Id == station.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Address, "\"><img src=x onerror=alert(1)>").SetProperty(x => x.OpeningHours, "=HYPERLINK(1)"));
        var county = await app.SignedInAsync("county-manager", "370102");
        foreach (var page in new[] { await county.GetAsync($"/stations/{station.Number}"), await app.Visitor().GetAsync($"/s/{station.Number}"), await app.Visitor().GetAsync($"/s/{station.Number}/plaque") })
            Assert.Empty(page.Document.QuerySelectorAll("main script, main img"));
        Assert.Contains(",'=HYPERLINK(1),", await county.Http.GetStringAsync("/stations.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_export_holds_what_the_filters_say_and_is_audited_before_it_leaves()
    {
        var station = await app.StationAsync(StationState.Suspended, TestDivisions.OtherCountyVillage, name: "导出站");
        var county = await app.SignedInAsync("county-manager", "370126");
        var bytes = await county.Http.GetByteArrayAsync("/stations.csv?state=suspended");
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("站点编号,站点名称,区划代码,地区,站点类型,星级,依托主体,状态,", lines[0].TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains(lines, l => l.StartsWith($"{station.Number},导出站,370126001201,山东省济南市商河县许商街道办事处靠城贾家村委会,标准型,", StringComparison.Ordinal));
        Assert.All(lines.Skip(1), l => Assert.Contains(",暂停服务,", l, StringComparison.Ordinal));
        await using var db = app.Db();
        Assert.Contains("suspended", (await db.AuditEntries.OrderByDescending(e => e.Id).FirstAsync(e => e.Action == "stations.exported")).Details, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/stations?division=12")]
    [InlineData("/stations/120115001201B011")]
    [InlineData("/stations/999999999")]
    [InlineData("/stations.csv?division=12")]
    public async Task Out_of_reach_is_not_found(string address)
    {
        var county = await app.SignedInAsync("county-manager", "370102");
        Assert.Contains((await county.Http.GetAsync(address)).StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
        await county.GetAsync(address, address.Contains("B011", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_public_page_names_nobody_and_says_what_is_wrong_with_a_number()
    {
        var desk = await app.DeskAsync();
        var page = await app.Visitor().GetAsync($"/s/{desk.Station.Number}");
        Assert.Contains("王*", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("王测试", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("6127", page.Text, StringComparison.Ordinal);
        Assert.Contains("上岗证有效", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("svg.yn-qr path"));
        var slip = await app.Visitor().GetAsync($"/s/{desk.Station.Number![..^1]}{(desk.Station.Number[^1] == '7' ? '8' : '7')}", HttpStatusCode.NotFound);
        Assert.Contains("校验码对不上", slip.Text, StringComparison.Ordinal);
        Assert.NotNull(slip.Document.QuerySelector("form[action='/find']"));
        var unknown = await app.Visitor().GetAsync("/s/430781106203B012", HttpStatusCode.NotFound);
        Assert.Contains("没有这个编号", unknown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_officers_are_for_those_who_may_read_them()
    {
        var desk = await app.DeskAsync();
        var provider = await app.SignedInAsync("provider", "37", await OrganisationAsync(provider: true));
        await using (var db = app.Db()) await db.Stations.Where(s => s.Id == desk.Station.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.OrganisationId, _organisation));
        Assert.Contains("王*", (await provider.GetAsync($"/stations/{desk.Station.Number}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("王测试", (await provider.GetAsync("/stations")).Text, StringComparison.Ordinal);
        Assert.Contains("王测试", (await (await app.SignedInAsync("county-manager", "370102")).GetAsync($"/stations/{desk.Station.Number}")).Text, StringComparison.Ordinal);
    }

    int _organisation;

    async Task<int> OrganisationAsync(bool provider = false)
    {
        await using var db = app.Db();
        var organisation = new Yinong.Modules.Identity.Organisation
        {
            Name = "山东田讯农业服务有限公司", Kind = provider ? Yinong.Modules.Identity.OrganisationKind.Provider : Yinong.Modules.Identity.OrganisationKind.Operator,
            Division = Yinong.Modules.Divisions.DivisionCode.Parse("37").Value, CreatedAt = new(2018, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        };
        db.Add(organisation);
        await db.SaveChangesAsync();
        return _organisation = organisation.Id;
    }

    static async Task<Html> StepAsync(Visitor who, string page, string act)
    {
        var form = await who.GetAsync((await who.GetAsync(page)).Link(act));
        return await who.SubmitAsync(form, act, []);
    }
}
