using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Desk;
using Yinong.Modules.Stations;
using Yinong.Modules.Training.Farmers;
using Yinong.Tests.Support;

namespace Yinong.Tests.Training.Learning;

/// <summary>Phone-skills training at stations: planned on the phone, counted once as a group service, judged by those who came.</summary>
public class FarmerTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_closed_session_is_one_group_service_and_its_correction_is_the_records()
    {
        var officer = await app.OfficerAsync();
        var phone = await app.SignInAsync(officer.Account);
        var page = await PlanAsync(phone, "fraud", "2018-10-31", "8:00");
        var number = page.Url.AbsolutePath.Split('/')[^1];
        var wrong = await phone.SubmitAsync(page, "登记，记成服务", [("Input.HeadCount", "0")], HttpStatusCode.BadRequest);
        Assert.Contains("到场人数应是1到", wrong.Errors.Single(), StringComparison.Ordinal);
        Assert.Contains("已办，23人", (await phone.SubmitAsync(page, "登记，记成服务", [("Input.HeadCount", "23"), ("Input.Note", "都会打96110了")])).Text, StringComparison.Ordinal);
        var twice = await phone.SubmitAsync(page, "登记，记成服务", [("Input.HeadCount", "40")], HttpStatusCode.Conflict);
        Assert.Contains("已经登记过", twice.Errors.Single(), StringComparison.Ordinal);
        await using var db = app.Db();
        var session = await db.FarmerSessions.SingleAsync(s => s.Number == number);
        var record = await db.ServiceRecords.SingleAsync(r => r.StationId == officer.Desk.Station.Id);
        Assert.Equal((session.RecordId, 23, true, Yinong.Modules.Catalogue.ServiceKind.Training), (record.Id, record.PersonTimes, record.IsGroup, record.Kind));
        Assert.Equal(session.StartsAt, record.ServedAt);
        // Broken off after the record and before the session: pressed again it closes with what was recorded.
        await db.FarmerSessions.Where(s => s.Number == number).ExecuteUpdateAsync(set => set.SetProperty(s => s.State, SessionState.Planned).SetProperty(s => s.HeadCount, (int?)null));
        Assert.Contains("已办，23人", (await phone.SubmitAsync(page, "登记，记成服务", [("Input.HeadCount", "40")])).Text, StringComparison.Ordinal);
        Assert.Equal(1, await db.ServiceRecords.CountAsync(r => r.StationId == officer.Desk.Station.Id));
        // The record's own page corrects it.
        Assert.Contains("23", (await phone.GetAsync($"/desk/records/{session.RecordId}")).Text, StringComparison.Ordinal);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Yinong.Modules.Divisions.CurrentReach>().Value = Yinong.Modules.Divisions.Reach.Nation;
        await scope.ServiceProvider.GetRequiredService<RecordCorrections>().WithdrawAsync(session.RecordId, "人数不对");
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        Assert.Contains("人数不对", (await county.GetAsync($"/records/{session.RecordId}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gates_of_the_desk_hold_for_sessions_too()
    {
        var officer = await app.OfficerAsync();
        var phone = await app.SignInAsync(officer.Account);
        var tomorrow = await PlanAsync(phone, "basics", "2018-11-01", "9:00");
        Assert.Contains("还没到开始的时间", (await phone.SubmitAsync(tomorrow, "登记，记成服务", [("Input.HeadCount", "5")], HttpStatusCode.Conflict)).Errors.Single(), StringComparison.Ordinal);
        var page = await PlanAsync(phone, "basics", "2018-10-31", "8:00");
        await app.CertifiedUntilAsync(officer, new DateOnly(2018, 10, 30));
        var refused = await phone.SubmitAsync(page, "登记，记成服务", [("Input.HeadCount", "5")], HttpStatusCode.Conflict);
        Assert.Contains("上岗证", refused.Errors.Single(), StringComparison.Ordinal);
        Assert.Contains("准备", (await phone.GetAsync(page.Url.AbsolutePath)).Text, StringComparison.Ordinal);
        await app.CertifiedUntilAsync(officer, new DateOnly(2019, 10, 30));
        await app.MoveAsync(officer, StationState.Suspended, "renovation", on: new(2018, 10, 30));
        await phone.SubmitAsync(page, "登记，记成服务", [("Input.HeadCount", "5")], HttpStatusCode.Conflict);
        await using var db = app.Db();
        Assert.False(await db.ServiceRecords.AnyAsync(r => r.StationId == officer.Desk.Station.Id));
        Assert.Contains("已取消", (await phone.SubmitAsync(page, "取消这一场", [("Input.Reason", "站点装修")])).Text, StringComparison.Ordinal);
        // Another officer's session is not found; an account without a station plans none.
        await (await app.SignInAsync((await app.OfficerAsync()).Account)).GetAsync(page.Url.AbsolutePath, HttpStatusCode.NotFound);
        var nobody = await app.SignedInAsync("officer", TestDivisions.Village);
        var none = await nobody.SubmitAsync(await nobody.GetAsync("/desk/sessions/new"), "定下来", Fields("basics", "2018-10-31", "9:00"), HttpStatusCode.Conflict);
        Assert.Contains("没有在服务站上岗", none.Errors.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Farmers_sign_up_say_how_it_was_and_are_forgotten()
    {
        var officer = await app.OfficerAsync();
        var phone = await app.SignInAsync(officer.Account);
        var page = await PlanAsync(phone, "basics", "2018-10-31", "9:30");
        var address = $"/t/{page.Url.AbsolutePath.Split('/')[^1]}";
        var farmer = app.Visitor();
        var open = await farmer.GetAsync(address);
        Assert.Contains("30天自动删除", open.Text, StringComparison.Ordinal);
        Assert.Contains("7到15位", (await farmer.SubmitAsync(open, "报名", [("Input.Name", "老李"), ("Input.Phone", "abc")], HttpStatusCode.BadRequest)).Errors.Single(), StringComparison.Ordinal);
        await farmer.SubmitAsync(open, "报名", [("Input.Name", "老李"), ("Input.Phone", "13812345678")]);
        await farmer.SubmitAsync(open, "报名", [("Input.Name", "老李"), ("Input.Phone", "13812345678")]);
        var mine = await phone.GetAsync(page.Url.AbsolutePath);
        Assert.Contains("138****5678", mine.Text, StringComparison.Ordinal);
        Assert.Contains("至少4个字", (await phone.SubmitAsync(mine, "显示电话", [("Input.Why", "看")], HttpStatusCode.BadRequest)).Errors.Single(), StringComparison.Ordinal);
        Assert.Contains("13812345678", (await phone.SubmitAsync(mine, "显示电话", [("Input.Why", "通知改期到下午")])).Text, StringComparison.Ordinal);
        // The county sees how many, not who.
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var seen = await county.GetAsync($"/training/farmers/{address[3..]}");
        Assert.Contains("1人", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("老李", seen.Text, StringComparison.Ordinal);
        await (await app.SignedInAsync("county-manager", "370126")).GetAsync($"/training/farmers/{address[3..]}", HttpStatusCode.NotFound);
        app.Clock.Advance(TimeSpan.FromHours(2));
        try
        {
            await phone.SubmitAsync(await phone.GetAsync(page.Url.AbsolutePath), "登记，记成服务", [("Input.HeadCount", "2")]);
            open = await farmer.GetAsync(address);
            Assert.Contains("请选一个评价", (await farmer.SubmitAsync(open, "交上去", [], HttpStatusCode.BadRequest)).Errors.Single(), StringComparison.Ordinal);
            await farmer.SubmitAsync(open, "交上去", [("Input.Grade", "5"), ("Input.Can", "size")]);
            await farmer.SubmitAsync(open, "交上去", [("Input.Grade", "4")]);
            // Pressed again, and twice in the same moment: once.
            await farmer.SubmitAsync(open, "交上去", [("Input.Grade", "4")]);
            Assert.Contains("一样多了", (await farmer.SubmitAsync(await farmer.GetAsync(address), "交上去", [("Input.Grade", "4")], HttpStatusCode.Conflict)).Errors.Single(), StringComparison.Ordinal);
            seen = await county.GetAsync($"/training/farmers/{address[3..]}");
            Assert.Contains("2人评价，平均4.5分", seen.Text, StringComparison.Ordinal);
            Assert.Contains("会把字调大：1人会了，1人还不会", seen.Text, StringComparison.Ordinal);
            Assert.Contains("4.5", (await county.GetAsync("/training/farmers?state=held")).Text, StringComparison.Ordinal);
            app.Clock.Advance(TimeSpan.FromDays(31));
            Assert.True(await app.Services.GetRequiredService<SignupUpkeep>().RunOnceAsync() >= 1);
        }
        finally
        {
            app.Clock.Set(new DateTimeOffset(2018, 10, 31, 9, 0, 0, TimeSpan.FromHours(8)));
        }
        await using var db = app.Db();
        Assert.False(await db.SessionSignups.AnyAsync());
        Assert.True(await db.AuditEntries.AnyAsync(a => a.Action == "session.signups-deleted"));
        await farmer.GetAsync("/t/AAAAAAAA", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_full_room_behind_one_network_is_heard_and_a_form_pressed_twice_counts_once()
    {
        var phone = await app.SignInAsync((await app.OfficerAsync()).Account);
        var page = await PlanAsync(phone, "basics", "2018-10-31", "8:00");
        var address = $"/t/{page.Url.AbsolutePath.Split('/')[^1]}";
        await phone.SubmitAsync(page, "登记，记成服务", [("Input.HeadCount", "40")]);
        var farmer = app.Visitor();
        await farmer.GetAsync(address);
        for (var i = 0; i < 10; i++)
        {
            // Four at once, each of whom presses twice.
            var forms = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => farmer.GetAsync(address)));
            await Task.WhenAll(forms.Concat(forms).Select(form => farmer.SubmitAsync(form, "交上去", [("Input.Grade", "5")])));
        }
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        Assert.Contains("40人评价，平均5.0分", (await county.GetAsync($"/training/farmers/{address[3..]}")).Text, StringComparison.Ordinal);
    }

    static (string, string)[] Fields(string topic, string day, string from) => [("Input.Topic", topic), ("Input.OnDate", day), ("Input.From", from), ("Input.Place", "站里"), ("Input.Planned", "20")];

    static async Task<Html> PlanAsync(Visitor phone, string topic, string day, string from) => await phone.SubmitAsync(await phone.GetAsync("/desk/sessions/new"), "定下来", Fields(topic, day, from));
}
