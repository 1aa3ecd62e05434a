using System.Net;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Stations.Hosting;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Platform.Problems;
using Yinong.Tests.Identity;
using Yinong.Tests.Stations.SixHaves;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations;

/// <summary>Licences, hours, closures and numbers of a station: entered, shown to villagers, and what the living acceptance judges by.</summary>
public class HostingTests(App app) : IClassFixture<App>
{
    static readonly DateOnly Today = new(2018, 10, 31);

    [Fact]
    public async Task A_licence_is_renewed_and_the_rule_follows_the_one_in_force()
    {
        var (desk, county) = (await WellAsync(), await app.SignedInAsync("county-manager", "370102"));
        var page = await county.GetAsync((await county.GetAsync($"/stations/{desk.Station.Number}")).Link("看登记和核实"));
        page = await county.SubmitAsync(page, "登记证照", [("Licence.Kind", "business"), ("Licence.Number", "91370102MA"), ("Licence.ValidTo", "2018-10-20")]);
        Assert.Contains("已经过期", page.Text, StringComparison.Ordinal);
        Assert.Equal(CriterionRules.Licence, Assert.Single(await JudgeAsync(desk)).Rule);
        Assert.Contains(desk.Station.Name, (await county.GetAsync("/stations?view=licence-soon")).Text, StringComparison.Ordinal);
        page = await county.SubmitAsync(page, "登记证照", [("Licence.Kind", "business"), ("Licence.Number", "91370102MB"), ("Licence.ValidTo", "2020-10-20")]);
        Assert.Contains("2018-10-31换了新的", page.Text, StringComparison.Ordinal);
        Assert.Empty(await JudgeAsync(desk));
        // A kind that the rules do not judge may end.
        page = await county.SubmitAsync(page, "登记证照", [("Licence.Kind", "pesticide"), ("Licence.Number", "农药2018"), ("Licence.ValidTo", "2018-01-01")]);
        Assert.Empty(await JudgeAsync(desk));
        await county.SubmitAsync(page, "停用这张证照", [("Licence.EndReason", "")], HttpStatusCode.BadRequest);
        page = await county.SubmitAsync(page, "停用这张证照", [("Licence.EndReason", "不再卖农药")]);
        foreach (var (field, value) in new[] { ("Licence.Kind", "none"), ("Licence.Number", "1"), ("Licence.ValidTo", "1918-01-01") })
            Assert.NotNull((await county.SubmitAsync(page, "登记证照", [.. new[] { ("Licence.Kind", "other"), ("Licence.Number", "12345"), ("Licence.ValidTo", "2020-01-01") }.Where(f => f.Item1 != field), (field, value)], HttpStatusCode.BadRequest)).FieldError(field));
    }

    [Fact]
    public async Task A_licence_that_is_taken_off_and_not_replaced_has_ended()
    {
        var (desk, county) = (await WellAsync(), await app.SignedInAsync("county-manager", "370102"));
        var page = await county.SubmitAsync(await county.GetAsync($"/stations/{desk.Station.Number}/hosting"), "登记证照", [("Licence.Kind", "business"), ("Licence.Number", "91370102MA"), ("Licence.ValidTo", "2018-10-20")]);
        await using (var db = app.Db()) await db.StationLicences.Where(l => l.StationId == desk.Station.Id).ExecuteUpdateAsync(l => l.SetProperty(x => x.AddedOn, new DateOnly(2018, 1, 5)));
        page = await county.SubmitAsync(page, "停用这张证照", [("Licence.EndReason", "到期了")]);
        var lost = Assert.Single(await JudgeAsync(desk));
        Assert.Equal((CriterionRules.Licence, new DateOnly(2018, 10, 20)), (lost.Rule, lost.LastDay));
        // One that was entered by mistake and taken off the same day changes nothing; another in force gives it back.
        page = await county.SubmitAsync(page, "登记证照", [("Licence.Kind", "business"), ("Licence.Number", "91370102MB"), ("Licence.ValidTo", "2020-10-20")]);
        Assert.Empty(await JudgeAsync(desk));
        page = await county.SubmitAsync(page, "停用这张证照", [("Licence.EndReason", "录错了")]);
        Assert.Equal(CriterionRules.Licence, Assert.Single(await JudgeAsync(desk)).Rule);
        await county.SubmitAsync(page, "登记证照", [("Licence.Kind", "cooperative"), ("Licence.Number", "93370102MC"), ("Licence.ValidTo", "")]);
        Assert.Empty(await JudgeAsync(desk));
    }

    [Fact]
    public async Task A_station_that_never_opens_loses_its_hours_also_before_an_inspection_said_a_minimum()
    {
        var (desk, county) = (await WellAsync(), await app.SignedInAsync("county-manager", "370102"));
        await using (var db = app.Db()) await db.StationConditions.Where(c => c.StationId == desk.Station.Id).ExecuteUpdateAsync(c => c.SetProperty(x => x.HoursMinimumMilli, (long?)null));
        var page = await county.SubmitAsync(await county.GetAsync($"/stations/{desk.Station.Number}/hosting"), "定开门时间", [.. Enumerable.Range(0, 7).Select(i => ($"Hours.Days[{i}]", ""))]);
        Assert.Equal(CriterionRules.Hours, Assert.Single(await JudgeAsync(desk)).Rule);
        await county.SubmitAsync(page, "定开门时间", [.. Enumerable.Range(0, 5).Select(i => ($"Hours.Days[{i}]", "8:00-12:00"))]);
        Assert.Empty(await JudgeAsync(desk));
    }

    [Fact]
    public async Task The_photo_of_a_licence_is_made_anew_and_stays_within_reach()
    {
        var desk = await WellAsync();
        await using var hand = Hand.WithAll(app, "370102", account: (await app.AccountAsync("county-manager", "370102")).Id);
        await hand.Get<HostingRegister>().AddLicenceAsync(desk.Station, "business", "9137", null, (new MemoryStream(GivenInspections.Picture()), "a.jpg"));
        var county = await app.SignedInAsync("county-manager", "370102");
        var address = (await county.GetAsync($"/stations/{desk.Station.Number}/hosting")).Link("看照片");
        Assert.Equal("image/jpeg", (await county.Http.GetAsync(address)).Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignedInAsync("county-manager", "370126")).Http.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task The_weekly_plan_is_shown_to_villagers_and_its_total_is_judged()
    {
        var (desk, county) = (await WellAsync(), await app.SignedInAsync("county-manager", "370102"));
        var page = await county.SubmitAsync(await county.GetAsync($"/stations/{desk.Station.Number}/hosting"), "定开门时间", [.. Enumerable.Range(0, 5).Select(i => ($"Hours.Days[{i}]", "９：００—12:00 14:00-17:30"))]);
        Assert.Contains("一周32.5小时", page.Text, StringComparison.Ordinal);
        Assert.Contains("周一到周五：09:00-12:00 14:00-17:30", (await app.From().GetAsync($"/s/{desk.Station.Number}")).Text, StringComparison.Ordinal);
        // Lists and tables say the same in words, and the form of the basics cannot say otherwise.
        var edit = await county.GetAsync($"/stations/{desk.Station.Number}/edit");
        Assert.Contains("周一至周五09:00-12:00 14:00-17:30", edit.Text, StringComparison.Ordinal);
        await county.SubmitAsync(edit, "保存", [("Input.Address", "姚家路12号")], HttpStatusCode.Redirect);
        Assert.Contains("周一至周五09:00-12:00 14:00-17:30", await county.Http.GetStringAsync($"/stations.csv?q={desk.Station.Number}"), StringComparison.Ordinal);
        Assert.Empty(await JudgeAsync(desk));
        await county.SubmitAsync(page, "定开门时间", [], HttpStatusCode.Conflict);
        page = await county.SubmitAsync(page, "定开门时间", [.. Enumerable.Range(0, 7).Select(i => ($"Hours.Days[{i}]", i == 0 ? "8-12" : ""))]);
        Assert.Equal(CriterionRules.Hours, Assert.Single(await JudgeAsync(desk)).Rule);
        foreach (var wrong in new[] { "早上", "12:00-8:00", "8:00-12:00 11:00-13:00", "8:00-25:00", "1-2 3-4 5-6 7-8 9-10" })
            Assert.NotNull((await county.SubmitAsync(page, "定开门时间", [("Hours.Days[3]", wrong)], HttpStatusCode.BadRequest)).FieldError("Hours.Days[3]"));
    }

    [Fact]
    public void A_plan_reads_back_as_it_was_written() => Gen.Int[0, 1440].Array[0, 8].Select(times => times.Distinct().Order().ToArray()).Array[7].Sample(week =>
    {
        var plan = new OpeningPlan([.. week.Select(times => (IReadOnlyList<OpenSpan>)[.. times.Chunk(2).Where(p => p.Length == 2).Select(p => new OpenSpan(p[0], p[1]))])]);
        Assert.Equal(plan.Write(), OpeningPlan.Parse(plan.Write()).Write());
        var typed = OpeningPlan.Read([.. Enumerable.Range(0, 7).Select(plan.Shown)]);
        Assert.Equal((plan.Write(), plan.WeeklyMinutes), (typed.Write(), typed.WeeklyMinutes));
    });

    [Fact]
    public void Any_hours_are_read_or_refused() => Gen.String[0, 30].Sample(text =>
    {
        try
        {
            Assert.InRange(OpeningPlan.Read([text]).WeeklyMinutes, 0, 24 * 60);
        }
        catch (Problem problem)
        {
            Assert.Equal("hosting.hours", problem.Code);
        }
    });

    [Fact]
    public async Task A_closure_is_on_the_public_page_and_its_days_are_not_days_without_service()
    {
        var (desk, county) = (await WellAsync(), await app.SignedInAsync("county-manager", "370102"));
        var page = await county.SubmitAsync(await county.GetAsync($"/stations/{desk.Station.Number}/hosting"), "贴关门告示", [("Closure.FromDay", "2018-10-31"), ("Closure.ToDay", "2018-11-03"), ("Closure.Reason", "farming"), ("Closure.Note", "急事打12316")]);
        var shown = (await app.From().GetAsync($"/s/{desk.Station.Number}")).Text;
        Assert.Contains("今天临时关门", shown, StringComparison.Ordinal);
        Assert.Contains("原因：农忙，急事打12316", shown, StringComparison.Ordinal);
        await using (var db = app.Db()) await db.Stations.Where(s => s.Id == desk.Station.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastServedOn, new DateOnly(2018, 9, 20)));
        Assert.Empty(await JudgeAsync(desk));
        await county.SubmitAsync(page, "贴关门告示", [("Closure.FromDay", "2018-11-02"), ("Closure.ToDay", "2018-11-05"), ("Closure.Reason", "holiday")], HttpStatusCode.BadRequest);
        var old = page;
        page = await county.SubmitAsync(page, "撤回告示", []);
        Assert.Contains("已经撤回", page.Text, StringComparison.Ordinal);
        Assert.Equal(CriterionRules.Service, Assert.Single(await JudgeAsync(desk)).Rule);
        await county.SubmitAsync(old, "撤回告示", [], HttpStatusCode.Conflict);
        foreach (var (field, value) in new[] { ("Closure.FromDay", "2018-10-30"), ("Closure.ToDay", "2018-12-31"), ("Closure.ToDay", "2018-10-30"), ("Closure.Reason", "none") })
            await county.SubmitAsync(page, "贴关门告示", [.. new[] { ("Closure.FromDay", "2018-10-31"), ("Closure.ToDay", "2018-10-31"), ("Closure.Reason", "other") }.Where(f => f.Item1 != field), (field, value)], HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_number_that_is_not_answered_costs_the_criterion_and_an_answered_call_gives_it_back()
    {
        var (desk, county) = (await WellAsync(), await app.SignedInAsync("county-manager", "370102"));
        var page = await county.SubmitAsync(await county.GetAsync($"/stations/{desk.Station.Number}/hosting"), "登记电话", [("Contact.Kind", "station"), ("Contact.Number", "0531-8866 0001")]);
        Assert.Contains("0531-88660001", (await app.From().GetAsync($"/s/{desk.Station.Number}")).Text, StringComparison.Ordinal);
        page = await county.SubmitAsync(page, "记下这次电话", [("Check.OnDay", "2018-10-15"), ("Check.Answered", "false")]);
        Assert.Contains("没有打通", page.Text, StringComparison.Ordinal);
        Assert.Equal((CriterionRules.Phone, CriterionRules.Unanswered), (await JudgeAsync(desk)).Select(l => (l.Rule, l.Item)).Single());
        await county.SubmitAsync(page, "记下这次电话", [("Check.OnDay", "2018-10-14"), ("Check.Answered", "true")], HttpStatusCode.BadRequest);
        await county.SubmitAsync(page, "记下这次电话", [("Check.OnDay", "2018-11-01"), ("Check.Answered", "true")], HttpStatusCode.BadRequest);
        await county.SubmitAsync(page, "记下这次电话", [("Check.OnDay", "2018-10-31"), ("Check.Answered", "")], HttpStatusCode.BadRequest);
        page = await county.SubmitAsync(page, "记下这次电话", [("Check.OnDay", "2018-10-31"), ("Check.Answered", "true")]);
        Assert.Empty(await JudgeAsync(desk));
        foreach (var (number, field) in new[] { ("12ab5678", "Contact.Number"), ("123", "Contact.Number"), ("0531-88660001", "Contact.Number") })
            Assert.NotNull((await county.SubmitAsync(page, "登记电话", [("Contact.Kind", "station"), ("Contact.Number", number)], HttpStatusCode.BadRequest)).FieldError(field));
        var old = page;
        await county.SubmitAsync(page, "停用", []);
        Assert.DoesNotContain("0531-88660001", (await app.From().GetAsync($"/s/{desk.Station.Number}")).Text, StringComparison.Ordinal);
        await county.SubmitAsync(old, "记下这次电话", [("Check.OnDay", "2018-10-31"), ("Check.Answered", "true")], HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Who_may_not_enter_or_check_is_told()
    {
        var desk = await WellAsync();
        var town = await app.SignedInAsync("town-manager", "370102011");
        Assert.DoesNotContain("证照编号", (await town.GetAsync($"/stations/{desk.Station.Number}/hosting")).Text, StringComparison.Ordinal);
        var token = (await town.GetAsync("/account/password")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var handler in new[] { "Licence", "Hours", "Close", "Contact", "Check&id=1" })
        {
            using var forced = await town.Http.PostAsync($"/stations/{desk.Station.Number}/hosting?handler={handler}", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));
            Assert.Equal(HttpStatusCode.Forbidden, forced.StatusCode);
        }
        await (await app.SignedInAsync("county-manager", "370126")).GetAsync($"/stations/{desk.Station.Number}/hosting", HttpStatusCode.NotFound);
    }

    async Task<TestDesk> WellAsync()
    {
        var desk = await app.DeskAsync();
        await using var db = app.Db();
        await db.Stations.Where(s => s.Id == desk.Station.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastServedOn, Today));
        db.Add(new StationCondition { StationId = desk.Station.Id, Division = desk.Station.Division, HoursMinimumMilli = 20_000, Version = 1 });
        await db.SaveChangesAsync();
        return desk;
    }

    async Task<List<LostCriterion>> JudgeAsync(TestDesk desk)
    {
        await app.Services.GetRequiredService<LivingAcceptance>().SweepAsync();
        await using var db = app.Db();
        return await db.LostCriteria.AsNoTracking().Where(l => l.StationId == desk.Station.Id).ToListAsync();
    }
}
