using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Officers;
using Yinong.Modules.Officers.Standings;
using Yinong.Modules.Stations.Reports;
using Yinong.Tests.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Officers;

/// <summary>Who leaves has left: no day of service comes back afterwards, and nobody signs before the last day.</summary>
public class LeavingTests(App app) : IClassFixture<App>
{
    static readonly DateOnly Today = new(2018, 10, 31);

    [Fact]
    public async Task A_posting_that_would_begin_after_the_last_day_leaves_no_day_of_service()
    {
        var officer = await app.OfficerAsync();
        await app.PostedUntilAsync(officer, new(2018, 11, 30));
        await app.PostAsync(officer, officer.Desk.Station, new(2018, 12, 1), new(2021, 11, 30));
        await LeaveAsync(officer, "2018-11-10");
        await using var db = app.Db();
        var postings = await db.Postings.AsNoTracking().Where(p => p.OfficerId == officer.Desk.Officer.Id).OrderBy(p => p.FromDate).ToListAsync();
        Assert.Equal([new DateOnly(2018, 11, 10), new DateOnly(2018, 11, 30)], postings.Select(p => p.ToDate!.Value));
        Assert.All(postings, p => Assert.Equal("resigned", p.EndReasonCode));
        Assert.DoesNotContain(postings, p => p.HoldsOn(new(2018, 12, 1)));
    }

    [Fact]
    public async Task A_dismissal_leaves_no_day_of_a_term_to_come_and_a_won_appeal_gives_it_back_as_it_was()
    {
        var officer = await app.OfficerAsync();
        var number = officer.Desk.Officer.Number;
        await app.PostedUntilAsync(officer, new(2018, 11, 30));
        await app.PostAsync(officer, officer.Desk.Station, new(2018, 12, 1), new(2021, 11, 30));
        await using (var db = app.Db()) await db.Officers.Where(o => o.Number == number).ExecuteUpdateAsync(set => set.SetProperty(o => o.Standing, OfficerStanding.Noticed));
        await using (var hand = Hand.WithAll(app, "370102", account: 9_001)) await hand.Get<StandingRegister>().StepAsync(number, StandingAct.Dismiss, Today, new("falsified-records", "一天记了三百笔"));
        await using (var db = app.Db())
        {
            Assert.False(await db.Postings.AnyAsync(p => p.OfficerId == officer.Desk.Officer.Id && p.FromDate <= new DateOnly(2018, 12, 1) && p.ToDate >= new DateOnly(2018, 12, 1)));
            await db.Officers.Where(o => o.Number == number).ExecuteUpdateAsync(set => set.SetProperty(o => o.Standing, OfficerStanding.Appealed));
        }
        await using (var city = Hand.WithAll(app, "3701", account: 9_077)) await city.Get<StandingRegister>().StepAsync(number, StandingAct.Reverse, Today, new(null, "那天是集体培训"));
        await using var after = app.Db();
        var held = await after.Postings.Where(p => p.OfficerId == officer.Desk.Officer.Id && p.ToDate >= Today && p.ToDate >= p.FromDate).OrderBy(p => p.FromDate).Select(p => new { p.FromDate, p.ToDate }).ToListAsync();
        Assert.Equal([(Today, new DateOnly(2018, 11, 30)), (new DateOnly(2018, 12, 1), new DateOnly(2021, 11, 30))], held.Select(p => (p.FromDate, p.ToDate!.Value)));
    }

    [Fact]
    public async Task Coming_back_from_a_leave_does_not_open_what_the_substitute_had_ended()
    {
        var (officer, other) = (await app.OfficerAsync(), await app.DeskAsync());
        var county = await app.SignedInAsync("county-manager", "370102");
        await county.SubmitAsync(await county.GetAsync($"/officers/{officer.Desk.Officer.Number}/leave"), "登记请假", [("Input.From", "2018-10-31"), ("Input.To", "2018-11-05"), ("Input.Note", "家里收稻子"), ("Input.Substitute", other.Officer.Number)]);
        await using (var db = app.Db())
            await db.Postings.Where(p => p.OfficerId == other.Officer.Id && p.Kind == PostingKind.Substitute).ExecuteUpdateAsync(set => set.SetProperty(p => p.ToDate, new DateOnly(2018, 10, 20)).SetProperty(p => p.EndReasonCode, "illness"));
        await county.SubmitAsync(await county.GetAsync($"/officers/{officer.Desk.Officer.Number}/leave"), "今天起销假", []);
        await using var after = app.Db();
        var kept = await after.Postings.SingleAsync(p => p.OfficerId == other.Officer.Id && p.Kind == PostingKind.Substitute);
        Assert.Equal((new DateOnly(2018, 10, 20), "illness"), (kept.ToDate, kept.EndReasonCode));
    }

    [Fact]
    public async Task Once_the_hand_over_is_arranged_the_notice_is_not_taken_back()
    {
        var officer = await app.OfficerAsync();
        var county = await ResignAsync(officer);
        var address = $"/officers/{officer.Desk.Officer.Number}/standing";
        var before = await county.GetAsync(address);
        var form = await county.GetAsync(before.Link("撤回辞职"));
        await county.SubmitAsync(await county.GetAsync(before.Link("安排移交")), "安排移交", [("Input.LastDay", "2018-11-10")]);
        Assert.False((await county.GetAsync(address)).HasLink("撤回辞职"));
        Assert.Contains("不能再撤回辞职", (await county.SubmitAsync(form, "撤回辞职", [("Input.On", "2018-10-31"), ("Input.Reason", "家里人不同意我走")], HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hand_over_is_signed_from_the_last_day_on_with_what_came_in_since()
    {
        var officer = await app.OfficerAsync();
        var county = await LeaveAsync(officer, "2018-11-01");
        await using var db = app.Db();
        var handOver = await db.OfficerHandOvers.AsNoTracking().SingleAsync(h => h.OfficerId == officer.Desk.Officer.Id);
        var station = officer.Desk.Station;
        db.Add(new StationReport { Receipt = $"LATE{GivenLife.Next():000000}", StationId = station.Id, Division = station.Division, Kind = "not-open", Text = "去过两次都锁着门", At = DateTime.UnixEpoch, DueOn = Today, Version = 1 });
        await db.SaveChangesAsync();
        var paper = await county.GetAsync($"/officers/handovers/{handOver.Id}");
        Assert.Contains("该开门时不开门", paper.Text, StringComparison.Ordinal);
        Assert.Contains("那天起由接收人签收", paper.Text, StringComparison.Ordinal);
        await using (var hand = Hand.WithAll(app, "370102", account: 9_001)) await Refused.WithAsync("officer-handover.early", () => hand.Get<OfficerHandOverDesk>().SignAsync(handOver.Id, null));
        await db.OfficerHandOvers.Where(h => h.Id == handOver.Id).ExecuteUpdateAsync(set => set.SetProperty(h => h.LastDay, Today));
        await county.SubmitAsync(await county.GetAsync($"/officers/handovers/{handOver.Id}"), "核对无误，签收", []);
        var signed = await db.OfficerHandOvers.AsNoTracking().SingleAsync(h => h.Id == handOver.Id);
        Assert.Contains(signed.Matters, m => m.Kind == "report");
        Assert.Equal(OfficerStanding.Resigned, await db.Officers.Where(o => o.Id == officer.Desk.Officer.Id).Select(o => o.Standing).SingleAsync());
    }

    async Task<Visitor> ResignAsync(TestOfficer officer)
    {
        var county = await app.SignedInAsync("county-manager", "370102");
        await county.SubmitAsync(await county.GetAsync($"/officers/{officer.Desk.Officer.Number}/move/resign"), "提出辞职", [("Input.On", "2018-10-31"), ("Input.Reason", "要去外地照顾家人")]);
        return county;
    }

    async Task<Visitor> LeaveAsync(TestOfficer officer, string lastDay)
    {
        var county = await ResignAsync(officer);
        await county.SubmitAsync(await county.GetAsync($"/officers/{officer.Desk.Officer.Number}/resignation"), "安排移交", [("Input.LastDay", lastDay)]);
        return county;
    }
}
