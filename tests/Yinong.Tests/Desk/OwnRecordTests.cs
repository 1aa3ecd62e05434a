using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinong.Tests.Support;

namespace Yinong.Tests.Desk;

/// <summary>One's own records: by day, corrected with a reason, counted right afterwards; others' are not there.</summary>
public class OwnRecordTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Records_stand_under_the_day_of_service()
    {
        var visitor = await app.SignInAsync((await app.OfficerAsync()).Account);
        await RecordAsync(visitor, ("Input.Item", "P-0101"), ("Input.ServedAt", "2018-10-28T23:59"), ("Input.Amount", "12.50"));
        await RecordAsync(visitor, ("Input.Item", "P-0102"));
        var today = await visitor.GetAsync("/desk/records");
        Assert.Contains("政策补贴查询", today.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("农技咨询", today.Text, StringComparison.Ordinal);
        var day = await visitor.GetAsync(today.Document.QuerySelector("[aria-label='前面：10月28日']")!.GetAttribute("href")!);
        Assert.Contains("农技咨询23:59，1人次，12.50元", day.Text, StringComparison.Ordinal);
        Assert.NotNull(day.Document.QuerySelector("[aria-label='后面：10月31日']"));
        Assert.Contains("这天没有记过", (await visitor.GetAsync("/desk/records?day=2018-10-29")).Text, StringComparison.Ordinal);
        await visitor.GetAsync("/desk/records?day=yesterday", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_correction_needs_a_reason_keeps_the_old_one_and_counts_the_new_one()
    {
        var officer = await app.OfficerAsync(TestDivisions.OtherProvinceVillage);
        var visitor = await app.SignInAsync(officer.Account);
        await RecordAsync(visitor, ("Input.Item", "P-0101"), ("Input.Count", "7"), ("Input.Note", "小麦"));
        var page = await OpenAsync(visitor, "农技咨询");
        var refused = await visitor.SubmitAsync(page, "按改好的算", [("Input.Count", "5")]);
        Assert.Contains("请写明更正的原因", refused.FieldError("Reason"), StringComparison.Ordinal);
        Assert.Contains("原来那一笔没有变", refused.Text, StringComparison.Ordinal);
        var corrected = await visitor.SubmitAsync(refused, "按改好的算", [("Reason", "数错了人"), ("Input.Item", "T-0102")]);
        Assert.Contains("改好了", corrected.Text, StringComparison.Ordinal);
        Assert.Contains("农业技术培训", corrected.Text, StringComparison.Ordinal);
        Assert.Equal((1, 5), await CountedAsync(TestDivisions.OtherProvinceVillage));

        var list = await visitor.GetAsync("/desk/records");
        Assert.Contains("1笔，5人次", list.Text, StringComparison.Ordinal);
        var old = await visitor.GetAsync(list.Link("农技咨询"));
        Assert.Contains("数错了人", old.Text, StringComparison.Ordinal);
        Assert.Contains("小麦", old.Text, StringComparison.Ordinal);
        Assert.Contains("农业技术培训", (await visitor.GetAsync(old.Link("看更正后的"))).Text, StringComparison.Ordinal);
        // The chain goes on from the newest, not from the old one.
        await visitor.SubmitAsync(page, "按改好的算", [("Reason", "再改")], HttpStatusCode.OK);
        Assert.Equal((1, 5), await CountedAsync(TestDivisions.OtherProvinceVillage));
        var withdrawn = await visitor.SubmitAsync(await OpenAsync(visitor, "农业技术培训"), "不算", [("Reason", "没有办这件事")]);
        Assert.Contains("已撤回：农业技术培训", withdrawn.Text, StringComparison.Ordinal);
        Assert.Equal((0, 0), await CountedAsync(TestDivisions.OtherProvinceVillage));

        await using var db = app.Db();
        var corrections = await db.ServiceRecordCorrections.Where(c => c.Division == officer.Desk.Station.Division).OrderBy(c => c.At).ToListAsync();
        Assert.Equal(["数错了人", "没有办这件事"], corrections.Select(c => c.Reason));
        Assert.All(corrections, c => Assert.Equal($"account:{officer.Account.Id}", c.Actor));
        Assert.Equal(corrections[1].RecordId, corrections[0].ReplacedBy);
    }

    [Fact]
    public async Task A_correction_is_checked_like_a_record()
    {
        var officer = await app.OfficerAsync();
        var visitor = await app.SignInAsync(officer.Account);
        await RecordAsync(visitor, ("Input.Item", "P-0101"));
        var page = await visitor.SubmitAsync(await OpenAsync(visitor, "农技咨询"), "按改好的算", [("Reason", "时间记错"), ("Input.ServedAt", "2018-08-01T09:00")]);
        Assert.Contains("2018-08-01 这天站点没有运营", page.FieldError("Input.ServedAt"), StringComparison.Ordinal);
        page = await visitor.SubmitAsync(page, "按改好的算", [("Input.ServedAt", "2018-09-02T09:00")]);
        Assert.Contains("改好了", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_record_is_not_found_even_at_the_same_station()
    {
        var officer = await app.OfficerAsync();
        var visitor = await app.SignInAsync(officer.Account);
        await RecordAsync(visitor, ("Input.Item", "P-0101"));
        var address = (await OpenAsync(visitor, "农技咨询")).Url.PathAndQuery;
        var other = await app.OfficerAsync();
        await app.PostAsync(other, officer.Desk.Station, new(2018, 10, 1));
        var stranger = await app.SignInAsync(other.Account);
        await stranger.SubmitAsync(await stranger.GetAsync("/desk/me"), "换到这个站点", []);
        Assert.DoesNotContain("农技咨询", (await stranger.GetAsync("/desk/records")).Text, StringComparison.Ordinal);
        await stranger.GetAsync(address, HttpStatusCode.NotFound);
        await RecordAsync(stranger, ("Input.Item", "P-0102"));
        var own = await OpenAsync(stranger, "政策补贴查询");
        foreach (var handler in new[] { "", "?handler=undo", "?handler=withdraw" })
        {
            var form = new Dictionary<string, string> { ["Reason"] = "x", ["__RequestVerificationToken"] = own.Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")! };
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Http.PostAsync(address + handler, new FormUrlEncodedContent(form))).StatusCode);
        }
        Assert.DoesNotContain("不算了", (await visitor.GetAsync("/desk/records")).Text, StringComparison.Ordinal);
        // The right to use the desk is no right to the records of others through the back office or the API either.
        await visitor.GetAsync("/records", HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Http.GetAsync("/api/v1/service-records")).StatusCode);
    }

    async Task<(long Records, long PersonTimes)> CountedAsync(string place)
    {
        var counted = await app.CountedAsync(place[..2]);
        return (counted.Records, counted.PersonTimes);
    }

    static async Task<Html> OpenAsync(Visitor visitor, string item) => await visitor.GetAsync((await visitor.GetAsync("/desk/records")).Link(item));

    static async Task RecordAsync(Visitor visitor, params (string Field, string Value)[] fields)
    {
        var kind = fields[0].Value[0] == 'T' ? "training" : "public";
        Assert.Contains("已记下", (await visitor.SubmitAsync(await visitor.GetAsync("/desk/record/" + kind), "记下这一笔", fields)).Text, StringComparison.Ordinal);
    }
}
