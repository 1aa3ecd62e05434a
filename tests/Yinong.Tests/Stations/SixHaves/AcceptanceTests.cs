using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Platform.Problems;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.SixHaves;

/// <summary>The gate of "built": a checklist filled in by one inspector and confirmed by another, with every required item met.</summary>
public class AcceptanceTests(App app) : IClassFixture<App>
{
    static readonly string[] Photos = ["place-photo", "place-sign", "equipment-photo"];

    [Fact]
    public async Task A_station_is_accepted_by_two_inspectors_through_the_pages()
    {
        var station = await app.StationAsync(StationState.Building);
        var (first, second) = (await app.SignedInAsync("county-manager", "370102"), await app.SignedInAsync("county-manager", "370102"));
        var page = $"/stations/{station.Number}/acceptance";
        Assert.Contains("还没有两个人填写", (await first.GetAsync($"/stations/{station.Number}/move/accepted", HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);
        await first.SubmitAsync(await first.GetAsync(page), "保存", [("Input.Answers[place-area]", "４２.5")]);
        Assert.Equal("42.5", (await first.GetAsync(page)).Document.QuerySelector("input[name='Input.Answers[place-area]']")!.GetAttribute("value"));
        foreach (var (photo, i) in Photos.Select((p, i) => (p, i))) await first.UploadAsync($"{page}/{photo}", HttpStatusCode.Redirect, ("站点.jpg", GivenInspections.PhonePicture((byte)(i + 1))));
        await first.UploadAsync($"{page}/upkeep-contract", HttpStatusCode.Redirect, ("合同.pdf", GivenInspections.Pdf()));
        await first.SubmitAsync(await first.GetAsync(page), "保存并提交", GivenInspections.GoodAnswers);
        Assert.Contains("要由另一位验收人员", (await first.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Contains("还没有两个人填写", (await first.GetAsync($"/stations/{station.Number}/move/accepted", HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);
        var confirmed = await second.SubmitAsync(await second.GetAsync(page), "确认这次核验", []);
        Assert.Contains("必填项全部达到", confirmed.Text, StringComparison.Ordinal);
        var accepted = await second.SubmitAsync(await second.GetAsync(confirmed.Link("办理验收通过")), "验收通过", []);
        Assert.Contains("已验收", accepted.Heading, StringComparison.Ordinal);
        Assert.Contains("6项通过6项", accepted.Text, StringComparison.Ordinal);
        Assert.Contains("第1次核验", accepted.Text, StringComparison.Ordinal);
        await using var db = app.Db();
        Assert.Equal(["inspection.saved", "inspection.saved", "inspection.filled", "inspection.confirmed", "station.accept"], await db.AuditEntries.Where(e => e.Subject == $"station:{station.Number}" && e.Action != "evidence.added").OrderBy(e => e.Id).Select(e => e.Action).ToListAsync());
        Assert.Equal(new DateOnly(2019, 10, 31), (await db.InspectionAnswers.SingleAsync(a => a.Item == "place-photo" && db.Inspections.Any(i => i.Id == a.InspectionId && i.StationId == station.Id))).DueOn);
    }

    [Fact]
    public async Task What_is_not_met_is_named_and_the_next_inspection_begins_after_the_failed_one()
    {
        var station = await app.StationAsync(StationState.Building);
        await using var first = Hand.WithAll(app, account: 301);
        await using var second = Hand.WithAll(app, account: 302);
        await FillAsync(first, station, ("place-area", "18", null));
        await second.Get<InspectionRegister>().ConfirmAsync(station);
        var no = await Assert.ThrowsAsync<Problem>(() => second.Stations.MoveAsync(station.Id, new(StationState.Accepted, new(2018, 10, 31), 1)));
        Assert.Equal("station.criteria-not-met", no.Code);
        Assert.Contains("服务场所面积", no.Zh, StringComparison.Ordinal);
        Assert.Contains("服务场所照片", no.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain("开门时间", no.Zh, StringComparison.Ordinal);
        // An order to mend: what was confirmed before it does not count any more, however good.
        await second.Stations.MoveAsync(station.Id, new(StationState.Building, new(2018, 10, 31), 1) { ReasonCode = "acceptance-failed", Reason = "面积不足", DueOn = new(2018, 11, 30) });
        Assert.Equal("station.no-inspection", (await Assert.ThrowsAsync<Problem>(() => first.Stations.MoveAsync(station.Id, new(StationState.Accepted, new(2018, 10, 31), 2)))).Code);
        await app.InspectedAsync(station.Id);
        await first.Stations.MoveAsync(station.Id, new(StationState.Accepted, new(2018, 10, 31), 2));
    }

    [Fact]
    public async Task Who_failed_it_has_not_built_it_and_looks_again()
    {
        var station = await app.StationAsync(StationState.Building, by: "account:320");
        await using var first = Hand.WithAll(app, account: 321);
        await using var second = Hand.WithAll(app, account: 322);
        await FillAsync(first, station, ("place-area", "18", null));
        await second.Get<InspectionRegister>().ConfirmAsync(station);
        await second.Stations.MoveAsync(station.Id, new(StationState.Building, new(2018, 10, 31), 1) { ReasonCode = "acceptance-failed", Reason = "面积不足", DueOn = new(2018, 11, 30) });
        await RefusedAsync("inspection.own-work", () => AsAsync(320, hand => FillAsync(hand, station)));
        await FillAsync(second, station);
        await first.Get<InspectionRegister>().ConfirmAsync(station);
        // Its photos are missing; that he once failed it does not stand in the way.
        Assert.Equal("station.criteria-not-met", (await Assert.ThrowsAsync<Problem>(() => second.Stations.MoveAsync(station.Id, new(StationState.Accepted, new(2018, 10, 31), 2)))).Code);
    }

    [Fact]
    public async Task It_is_not_accepted_before_anybody_looked()
    {
        var station = await app.StationAsync(StationState.Building);
        var inspection = await app.InspectedAsync(station.Id);
        await using (var db = app.Db()) await db.Inspections.Where(i => i.Id == inspection.Id).ExecuteUpdateAsync(i => i.SetProperty(x => x.OnDate, new DateOnly(2018, 10, 31)));
        var county = await app.SignedInAsync("county-manager", "370102");
        var form = await county.GetAsync($"/stations/{station.Number}/move/accepted");
        Assert.Contains("不能早于核验那一天", (await county.SubmitAsync(form, "验收通过", [("Input.On", "2018-10-30")], HttpStatusCode.BadRequest)).FieldError("Input.On"), StringComparison.Ordinal);
        Assert.Contains("已验收", (await county.SubmitAsync(form, "验收通过", [("Input.On", "2018-10-31")])).Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_colleague_filled_in_meanwhile_stays()
    {
        var station = await app.StationAsync(StationState.Building);
        var (first, second) = (await app.SignedInAsync("county-manager", "370102"), await app.SignedInAsync("county-manager", "370102"));
        var page = $"/stations/{station.Number}/acceptance";
        var (mine, theirs) = (await first.GetAsync(page), await second.GetAsync(page));
        await first.SubmitAsync(mine, "保存", [("Input.Answers[place-area]", "30"), ("Input.Answers[broadband-speed]", "50"), ("Input.Notes[broadband-speed]", "手机测速软件")]);
        var now = await second.SubmitAsync(theirs, "保存", [("Input.Answers[place-hours]", "40")]);
        string? Field(string name) => now.Document.QuerySelector($"input[name='Input.{name}']")!.GetAttribute("value");
        Assert.Equal(("30", "40", "50", "手机测速软件"), (Field("Answers[place-area]"), Field("Answers[place-hours]"), Field("Answers[broadband-speed]"), Field("Notes[broadband-speed]")));
        // What is emptied on purpose is empty, also when another answer was wrong the first time.
        now = await second.SubmitAsync(now, "保存", [("Input.Answers[place-hours]", ""), ("Input.Answers[place-area]", "很大")], HttpStatusCode.BadRequest);
        now = await second.SubmitAsync(now, "保存", [("Input.Answers[place-area]", "31")]);
        Assert.Equal(("31", ""), (Field("Answers[place-area]"), Field("Answers[place-hours]") ?? ""));
    }

    [Fact]
    public async Task Neither_who_applied_or_built_nor_the_same_account_twice()
    {
        var station = await app.StationAsync(StationState.Building, by: "account:310");
        const int builder = 310, first = 311, helper = 312, second = 313;
        await RefusedAsync("inspection.own-work", () => AsAsync(builder, hand => FillAsync(hand, station)));
        await RefusedAsync("inspection.authority-only", () => AsAsync(314, hand => FillAsync(hand, station), organisation: 7));
        await AsAsync(helper, hand => hand.Get<InspectionRegister>().SaveAsync(station, new Dictionary<string, TypedAnswer> { ["people-officers"] = new("1", "核对过上岗证") }));
        await RefusedAsync("inspection.none-filled", () => AsAsync(second, hand => hand.Get<InspectionRegister>().ConfirmAsync(station)));
        await AsAsync(first, hand => FillAsync(hand, station, ("people-officers", "1", "核对过上岗证")));
        await RefusedAsync("inspection.waiting", () => AsAsync(first, hand => FillAsync(hand, station)));
        foreach (var who in new[] { first, helper }) await RefusedAsync("inspection.same-inspector", () => AsAsync(who, hand => hand.Get<InspectionRegister>().ConfirmAsync(station)));
        await RefusedAsync("inspection.own-work", () => AsAsync(builder, hand => hand.Get<InspectionRegister>().ConfirmAsync(station)));
        await RefusedAsync("inspection.return-reason", () => AsAsync(second, hand => hand.Get<InspectionRegister>().ReturnAsync(station, " ")));
        await AsAsync(second, hand => hand.Get<InspectionRegister>().ReturnAsync(station, "门头照片不清楚"));
        await AsAsync(first, hand => FillAsync(hand, station));
        await AsAsync(second, hand => hand.Get<InspectionRegister>().ConfirmAsync(station));
        await using var db = app.Db();
        var row = await db.Inspections.SingleAsync(i => i.StationId == station.Id);
        Assert.Equal(("account:311", "account:313", false), (row.FilledBy, row.ConfirmedBy, row.Met!.Value));
    }

    [Theory]
    [InlineData("place-area", "二十", "inspection.number")]
    [InlineData("place-area", "-5", "inspection.number")]
    [InlineData("place-area", "1e9", "inspection.number")]
    [InlineData("broadband-speed", "80", "inspection.measured-by")]
    public async Task A_wrong_answer_names_its_item_and_nothing_is_kept(string item, string value, string code)
    {
        var station = await app.StationAsync(StationState.Building);
        await using var hand = Hand.WithAll(app, account: 320);
        var no = await Assert.ThrowsAsync<Problem>(() => hand.Get<InspectionRegister>().SaveAsync(station, new Dictionary<string, TypedAnswer> { ["people-officers"] = new("1", null), [item] = new(value, null) }));
        Assert.Equal(code, no.Code);
        Assert.Contains($"[{item}]", Assert.Single(no.Fields!.Keys), StringComparison.Ordinal);
        await using var db = app.Db();
        Assert.False(await db.Inspections.AnyAsync(i => i.StationId == station.Id));
    }

    [Fact]
    public async Task What_is_required_must_be_answered_before_it_is_sent()
    {
        var station = await app.StationAsync(StationState.Building);
        await using var hand = Hand.WithAll(app, account: 330);
        await RefusedAsync("inspection.none-open", () => hand.Get<InspectionRegister>().SubmitAsync(station));
        await hand.Get<InspectionRegister>().SaveAsync(station, new Dictionary<string, TypedAnswer> { ["place-area"] = new("30", null) });
        var no = await Assert.ThrowsAsync<Problem>(() => hand.Get<InspectionRegister>().SubmitAsync(station));
        Assert.Contains("每周开门时间", no.Zh, StringComparison.Ordinal);
        await RefusedAsync("inspection.not-now", async () => await FillAsync(hand, await app.StationAsync(StationState.Applied)));
    }

    [Fact]
    public async Task A_station_that_was_never_inspected_says_so()
    {
        var station = await app.StationAsync(StationState.Operating);
        Assert.Contains("认定时未采集六有清单", (await (await app.SignedInAsync("county-manager", "370102")).GetAsync($"/stations/{station.Number}")).Text, StringComparison.Ordinal);
        var reader = await (await app.SignedInAsync("city-manager", "3701")).GetAsync($"/stations/{station.Number}/acceptance");
        Assert.Contains("您在这里只能看", reader.Text, StringComparison.Ordinal);
    }

    static async Task FillAsync(Hand hand, Station station, params (string Item, string Value, string? Note)[] instead)
    {
        var typed = new Dictionary<string, TypedAnswer>
        {
            ["place-area"] = new("42.5", null), ["place-hours"] = new("48", null), ["people-officers"] = new("1", null), ["people-present"] = new("yes", null), ["equipment-screen"] = new("yes", null),
            ["equipment-12316"] = new("yes", null), ["broadband-speed"] = new("100", "测速软件"), ["webpage-open"] = new("yes", null), ["upkeep-phone"] = new("yes", null),
        };
        foreach (var (item, value, note) in instead) typed[item] = new(value, note);
        await hand.Get<InspectionRegister>().SaveAsync(station, typed);
        await hand.Get<InspectionRegister>().SubmitAsync(station);
    }

    /// <summary>As one request of this account.</summary>
    async Task AsAsync(int account, Func<Hand, Task> act, int? organisation = null)
    {
        await using var hand = Hand.WithAll(app, organisation: organisation, account: account);
        await act(hand);
    }

    static async Task RefusedAsync(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<Problem>(act)).Code);
}
