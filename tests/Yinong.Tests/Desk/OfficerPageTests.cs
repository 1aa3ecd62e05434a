using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Desk;
using Yinong.Modules.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Desk;

/// <summary>The officer's pages without JavaScript: recording, taking back, and what is said when something is missing.</summary>
public class OfficerPageTests(App app) : IClassFixture<App>
{
    static readonly DateOnly Today = GivenOfficer.Today;

    [Fact]
    public async Task A_service_is_recorded_by_a_form_and_counted_today()
    {
        var officer = await app.OfficerAsync();
        var visitor = await app.SignInAsync(officer.Account);
        var done = await RecordAsync(visitor, "public", ("Input.Item", "P-0101"), ("Input.Count", "3"));
        Assert.Contains("已记下：农技咨询", done.Text, StringComparison.Ordinal);
        Assert.Contains("3人次。5分钟内可以撤回。", done.Text, StringComparison.Ordinal);
        Assert.Contains("今天已服务3人次", done.Text, StringComparison.Ordinal);
        Assert.Contains("公益今天3", done.Text, StringComparison.Ordinal);
        var record = await RecordOfAsync(officer);
        Assert.Equal((3, false, Channel.OnSite, app.Clock.UtcNow, null, Outcome.Done), (record.PersonTimes, record.IsGroup, record.Channel, record.ServedAt, record.AmountFen, record.Outcome));
        Assert.Equal((officer.Desk.Station.Id, officer.Desk.Officer.Id), (record.StationId, record.OfficerId));
    }

    [Fact]
    public async Task Everything_the_form_asks_is_kept()
    {
        var officer = await app.OfficerAsync();
        var visitor = await app.SignInAsync(officer.Account);
        await RecordAsync(visitor, "convenience", ("Input.Item", "C-0102"), ("Input.Amount", "1,234.5"), ("Input.Note", "一户两月\r\n电费"), ("Input.ServedAt", "2018-10-29T16:40"), ("Input.Channel", "home-visit"),
            ("Input.Outcome", "transferred"), ("Input.Provider", "国网"), ("Input.OrderNumber", "D-1"), ("Input.Confirmation", "receipt"), ("Input.Reference", "回执7"));
        var record = await RecordOfAsync(officer);
        Assert.Equal((123450L, "一户两月 电费", new DateTime(2018, 10, 29, 8, 40, 0, DateTimeKind.Utc)), (record.AmountFen, record.Note, record.ServedAt));
        Assert.Equal((Channel.HomeVisit, Outcome.Transferred, "国网", "D-1", ConfirmationMethod.Receipt, "回执7"), (record.Channel, record.Outcome, record.Provider, record.OrderNumber, record.Confirmation, record.ConfirmationReference));
    }

    [Fact]
    public async Task Sending_the_form_twice_records_once_and_says_so()
    {
        var officer = await app.OfficerAsync();
        var visitor = await app.SignInAsync(officer.Account);
        var form = await visitor.GetAsync("/desk/record/public");
        await visitor.SubmitAsync(form, "记下这一笔", [("Input.Item", "P-0101"), ("Input.ServedAt", "2018-10-31T08:00")]);
        var again = await visitor.SubmitAsync(form, "记下这一笔", [("Input.Item", "P-0101"), ("Input.ServedAt", "2018-10-31T08:00")]);
        Assert.Contains("刚才已经记过：农技咨询", again.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await RecordOfAsync(officer)).PersonTimes);
        // Changed with the browser's way back: it is another service, and the second press records it.
        var changed = await visitor.SubmitAsync(form, "记下这一笔", [("Input.Item", "P-0102")]);
        Assert.Contains("这张表刚才已经记过一笔了", Assert.Single(changed.Errors), StringComparison.Ordinal);
        Assert.Contains("已记下：政策补贴查询", (await visitor.SubmitAsync(changed, "记下这一笔", [])).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_stands_at_its_field_and_what_was_filled_in_stays()
    {
        var visitor = await app.SignInAsync((await app.OfficerAsync()).Account);
        var page = await RecordAsync(visitor, "convenience", ("Input.Count", "101"), ("Input.Amount", "12.345"), ("Input.ServedAt", "2018-11-02T09:00"));
        Assert.Equal("请先点选办了什么事", page.FieldError("Input.Item") ?? page.Document.QuerySelector("#item-e")!.TextContent.Trim());
        Assert.Contains("最多两位小数", page.FieldError("Input.Amount"), StringComparison.Ordinal);
        Assert.Contains("您填的都还在", page.Text, StringComparison.Ordinal);
        page = await visitor.SubmitAsync(page, "记下这一笔", [("Input.Item", "C-0102"), ("Input.Amount", "12.34"), ("Input.Count", "101")]);
        Assert.Contains("请按集体活动记", page.FieldError("Input.Count"), StringComparison.Ordinal);
        Assert.Equal("12.34", page.Document.QuerySelector("[name='Input.Amount']")!.GetAttribute("value"));
        page = await visitor.SubmitAsync(page, "记下这一笔", [("Input.Group", "true")]);
        Assert.Contains("服务时间在将来", page.FieldError("Input.ServedAt"), StringComparison.Ordinal);
        page = await visitor.SubmitAsync(page, "记下这一笔", [("Input.ServedAt", ""), ("Input.Group", "true")]);
        Assert.Contains("已记下：电费代缴", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_items_are_never_offered_and_the_most_used_come_first()
    {
        var visitor = await app.SignInAsync((await app.OfficerAsync()).Account);
        await RecordAsync(visitor, "convenience", ("Input.Item", "C-0502"));
        var items = (await visitor.GetAsync("/desk/record/convenience")).Document.QuerySelectorAll("[name='Input.Item']").Select(i => i.GetAttribute("value")!).ToList();
        Assert.Equal(["C-0502", "C-0101"], items[..2]);
        Assert.DoesNotContain(items, code => code.StartsWith("C-09", StringComparison.Ordinal));
        Assert.Contains("您常办的", (await visitor.GetAsync("/desk/record")).Text, StringComparison.Ordinal);
        await visitor.GetAsync("/desk/record/lending", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Within_five_minutes_a_record_is_taken_back_without_a_reason_and_not_after()
    {
        var officer = await app.OfficerAsync();
        var visitor = await app.SignInAsync(officer.Account);
        var first = await RecordAsync(visitor, "public", ("Input.Item", "P-0101"));
        app.Clock.Advance(TimeSpan.FromMinutes(4));
        var undone = await visitor.SubmitAsync(first, "撤回", []);
        Assert.Contains("已撤回：农技咨询", undone.Text, StringComparison.Ordinal);
        Assert.Contains("今天已服务0人次", undone.Text, StringComparison.Ordinal);
        var second = await RecordAsync(visitor, "public", ("Input.Item", "P-0101"));
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        await visitor.SubmitAsync(second, "撤回", [], HttpStatusCode.Conflict);
        Assert.Contains("今天已服务1人次", (await visitor.GetAsync("/desk")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_without_officer_is_told_whom_to_ask()
    {
        var page = await (await app.SignedInAsync("officer", TestDivisions.Village)).GetAsync("/desk");
        Assert.Contains("这个账号没有对应的信息员。请找历下区农业主管部门", page.Text, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Lacks => new()
    {
        { "posting", "您今天没有在任何服务站上岗" },
        { "never", "您还没有上岗证" },
        { "ended", "上岗证2018年10月30日到期了" },
        { "revoked", "上岗证从2018年10月31日起被吊销" },
        { "suspended", "从2018年10月31日起没有运营。原因：受灾停业：水淹。" },
    };

    [Theory, MemberData(nameof(Lacks))]
    public async Task Whoever_may_not_serve_today_is_told_why_and_nothing_is_recorded(string lack, string words)
    {
        var officer = await app.OfficerAsync();
        var visitor = await app.SignInAsync(officer.Account);
        var form = await visitor.GetAsync("/desk/record/public");
        await (lack switch
        {
            "posting" => app.PostedUntilAsync(officer, Today.AddDays(-1)),
            "never" => app.CertifiedUntilAsync(officer, null),
            "ended" => app.CertifiedUntilAsync(officer, Today.AddDays(-1)),
            "revoked" => app.CertifiedUntilAsync(officer, Today.AddDays(-1), revoked: true),
            _ => app.MoveAsync(officer, StationState.Suspended, "disaster", "水淹"),
        });
        foreach (var page in new[] { await visitor.GetAsync("/desk"), await visitor.SubmitAsync(form, "记下这一笔", [("Input.Item", "P-0101")]), await visitor.GetAsync("/desk/me") })
        {
            Assert.Contains("今天不能记服务", page.Text, StringComparison.Ordinal);
            Assert.Contains(words, page.Text, StringComparison.Ordinal);
        }
        Assert.Contains("今天不能记服务", (await visitor.GetAsync("/desk/todo")).Text, StringComparison.Ordinal);
        await using var db = app.Db();
        Assert.False(await db.ServiceRecords.AnyAsync(r => r.OfficerId == officer.Desk.Officer.Id));
    }

    [Fact]
    public async Task To_dos_come_from_the_registers()
    {
        var officer = await app.OfficerAsync();
        var visitor = await app.SignInAsync(officer.Account);
        Assert.Contains("眼下没有待办", (await visitor.GetAsync("/desk/todo")).Text, StringComparison.Ordinal);
        await app.CertifiedUntilAsync(officer, Today.AddDays(12));
        await app.PostedUntilAsync(officer, Today.AddDays(40));
        await app.MoveAsync(officer, StationState.Rectifying, "signage-irregular", "补拍门头照片", Today.AddDays(2));
        var page = await visitor.GetAsync("/desk/todo");
        Assert.Contains("上岗证快到期，请换证还剩12天，2018年11月12日到期", page.Text, StringComparison.Ordinal);
        Assert.Contains("上岗期快到了还剩40天", page.Text, StringComparison.Ordinal);
        Assert.Contains("整改：门头门牌不规范：补拍门头照片还剩2天，10月31日提出", page.Text, StringComparison.Ordinal);
        Assert.Contains("待办3项", (await visitor.GetAsync("/desk")).Text, StringComparison.Ordinal);
        Assert.Contains("已记下", (await RecordAsync(visitor, "public", ("Input.Item", "P-0101"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_several_stations_one_chooses()
    {
        var officer = await app.OfficerAsync();
        var other = (await app.DeskAsync(TestDivisions.Village)).Station;
        await app.PostAsync(officer, other, Today.AddDays(-5));
        var visitor = await app.SignInAsync(officer.Account);
        await RecordAsync(visitor, "public", ("Input.Item", "P-0101"), ("Input.Station", other.Number!));
        Assert.Equal(other.Id, (await RecordOfAsync(officer)).StationId);
        Assert.Equal(officer.Desk.Station.Name, (await visitor.GetAsync("/desk")).Document.QuerySelector("h1")!.FirstChild!.TextContent);
        await visitor.SubmitAsync(await visitor.GetAsync("/desk/me"), "换到这个站点", []);
        var home = await visitor.GetAsync("/desk");
        Assert.Equal(other.Name, home.Document.QuerySelector("h1")!.FirstChild!.TextContent);
        Assert.Contains("今天已服务1人次", home.Text, StringComparison.Ordinal);
        var strange = (await app.DeskAsync(TestDivisions.Village)).Station;
        var form = await visitor.GetAsync("/desk/record/public");
        Assert.Contains("没有这个站点", Assert.Single((await visitor.SubmitAsync(form, "记下这一笔", [("Input.Item", "P-0101"), ("Input.Station", strange.Number!)])).Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/desk")]
    [InlineData("/desk/record/public")]
    [InlineData("/desk/records")]
    public async Task Others_do_not_get_in(string address)
    {
        Assert.Equal(HttpStatusCode.Redirect, (await app.Visitor().Http.GetAsync(address)).StatusCode);
        await (await app.SignedInAsync("town-manager", "370102011")).GetAsync(address, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_pages_speak_English_too()
    {
        var visitor = await app.SignInAsync((await app.OfficerAsync()).Account);
        var page = await visitor.GetAsync("/desk?lang=en");
        Assert.Contains("Record a service", page.Text, StringComparison.Ordinal);
        Assert.Contains("31 Oct Wed", page.Document.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    static async Task<Html> RecordAsync(Visitor visitor, string kind, params (string, string)[] fields) =>
        await visitor.SubmitAsync(await visitor.GetAsync("/desk/record/" + kind), "记下这一笔", fields);

    async Task<ServiceRecord> RecordOfAsync(TestOfficer officer)
    {
        await using var db = app.Db();
        return await db.ServiceRecords.AsNoTracking().SingleAsync(r => r.OfficerId == officer.Desk.Officer.Id);
    }
}
