using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Platform.Problems;
using Yinong.Tests.Identity;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.HandOvers;

/// <summary>A station leaves, is merged or moves only when everything that is open has been received by others; number and history survive.</summary>
public class HandOverTests(App app) : IClassFixture<App>
{
    static readonly DateOnly Today = new(2018, 10, 31);

    [Fact]
    public async Task A_station_leaves_after_every_required_line_was_received_by_somebody_else()
    {
        var desk = await app.DeskAsync();
        await using (var db = app.Db())
        {
            db.Add(new Yinong.Modules.Stations.Reports.StationReport { Receipt = "ABCDEFGH23", StationId = desk.Station.Id, Division = desk.Station.Division, Kind = "closed", Text = "总不开门", At = new(2018, 10, 30, 0, 0, 0, DateTimeKind.Utc), DueOn = new(2018, 11, 9), Version = 1 });
            db.Add(new Yinong.Modules.Stations.Equipment.EquipmentCard { StationId = desk.Station.Id, Division = desk.Station.Division, Kind = "printer", AcquiredOn = new(2018, 9, 1), FundedBy = "县财政", State = Yinong.Modules.Stations.Equipment.EquipmentState.InUse, Version = 1 });
            await db.SaveChangesAsync();
        }
        var giver = await app.SignedInAsync("county-manager", TestDivisions.County);
        var number = desk.Station.Number!;
        // Straight to the step: refused with the rule.
        Assert.Contains("交接单", (await giver.GetAsync($"/stations/{number}/move/exited", HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);
        var drawn = await giver.SubmitAsync(await giver.GetAsync($"/stations/{number}/hand-over?kind=Exit"), "清点并列出", [("Input.Reason", "店主搬走了")]);
        Assert.Contains("还有5项没有接收", drawn.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(drawn.Document.QuerySelectorAll("button"), b => b.TextContent.Trim() == "接收");
        Assert.Contains("群众反映", (await giver.GetAsync($"/stations/{number}/move/exited", HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);

        var receiver = await app.SignedInAsync("county-manager", TestDivisions.County);
        var page = await receiver.GetAsync(drawn.Url.PathAndQuery);
        for (var left = 5; left > 0; left--)
        {
            if (left == 5) Assert.NotEmpty((await receiver.SubmitAsync(page, "接收", [("Input.Note", "好")], HttpStatusCode.BadRequest)).Errors);
            page = await receiver.SubmitAsync(page, "接收", [("Input.Note", "当面点清")]);
        }
        Assert.Contains("该接收的都接收了", page.Text, StringComparison.Ordinal);

        // A report that comes meanwhile is not lost.
        await using (var db = app.Db())
        {
            db.Add(new Yinong.Modules.Stations.Reports.StationReport { Receipt = "ABCDEFGH24", StationId = desk.Station.Id, Division = desk.Station.Division, Kind = "closed", Text = "还是不开门", At = new(2018, 10, 31, 0, 0, 0, DateTimeKind.Utc), DueOn = new(2018, 11, 10), Version = 1 });
            await db.SaveChangesAsync();
        }
        Assert.Contains("情况有变化", (await receiver.GetAsync($"/stations/{number}/move/exited", HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);
        page = await receiver.SubmitAsync(await receiver.GetAsync(drawn.Url.PathAndQuery), "重新清点", []);
        page = await receiver.SubmitAsync(page, "接收", [("Input.Note", "两件反映都接了")]);
        var gone = await receiver.SubmitAsync(await receiver.GetAsync(page.Link("办理退出")), "办理退出", [("Input.ReasonCode", "voluntary")]);
        Assert.Contains("已退出", gone.Text, StringComparison.Ordinal);

        await using var after = app.Db();
        var posting = await after.Postings.SingleAsync(p => p.StationId == desk.Station.Id);
        Assert.Equal((Today.AddDays(-1), "station-closed"), (posting.ToDate, posting.EndReasonCode));
        Assert.Equal(number, (await after.Stations.SingleAsync(s => s.Id == desk.Station.Id)).Number);
        var shown = await app.Visitor().GetAsync($"/s/{number}");
        Assert.Contains("已经退出，不再服务", shown.Text, StringComparison.Ordinal);
        var receipt = await receiver.GetAsync($"{drawn.Url.PathAndQuery}/receipt");
        Assert.Contains("当面点清", receipt.Text, StringComparison.Ordinal);
        Assert.Contains("hand-over.drawn", app.Audit($"station:{number}"));
    }

    [Fact]
    public async Task After_a_merger_the_certified_officer_goes_on_and_the_old_number_leads_to_the_new_station()
    {
        var (old, heir) = (await app.DeskAsync(), await app.DeskAsync());
        await app.HandedOverAsync(old.Station.Id, HandOverKind.Merge, heir.Station.Number);
        await using (var hand = Hand.WithAll(app)) await hand.Stations.MoveAsync(old.Station.Id, new(StationState.Merged, Today, 1) { ReasonCode = "stations-joined" });
        await using var db = app.Db();
        var postings = await db.Postings.Where(p => p.OfficerId == old.Officer.Id).OrderBy(p => p.Id).ToListAsync();
        Assert.Equal([(old.Station.Id, (DateOnly?)Today.AddDays(-1), "transferred"), (heir.Station.Id, null, null)], postings.Select(p => (p.StationId, p.ToDate, p.EndReasonCode)));
        Assert.Contains(heir.Station.Name, (await app.Visitor().GetAsync($"/s/{old.Station.Number}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_term_ends_with_the_station_and_goes_on_to_its_own_end_at_the_one_that_takes_over()
    {
        var until = new DateOnly(2021, 8, 31);
        var (gone, old, heir) = (await app.DeskAsync(), await app.DeskAsync(), await app.DeskAsync());
        await using (var db = app.Db()) await db.Postings.Where(p => p.OfficerId == gone.Officer.Id || p.OfficerId == old.Officer.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.ToDate, until));
        var exit = await app.HandedOverAsync(gone.Station.Id, HandOverKind.Exit);
        await app.HandedOverAsync(old.Station.Id, HandOverKind.Merge, heir.Station.Number);
        await using (var hand = Hand.WithAll(app))
        {
            await hand.Stations.MoveAsync(gone.Station.Id, new(StationState.Exited, Today, 1) { ReasonCode = "voluntary" });
            await hand.Stations.MoveAsync(old.Station.Id, new(StationState.Merged, Today, 1) { ReasonCode = "stations-joined" });
        }
        await using var after = app.Db();
        Assert.Contains(gone.Officer.Number, (await after.HandOverLines.SingleAsync(l => l.HandOverId == exit.Id && l.Type == "postings")).Content, StringComparison.Ordinal);
        Assert.Equal((Today.AddDays(-1), "station-closed"), (await after.Postings.Where(p => p.OfficerId == gone.Officer.Id).Select(p => new { p.ToDate, p.EndReasonCode }).ToListAsync()).Select(p => (p.ToDate!.Value, p.EndReasonCode)).Single());
        Assert.Equal([(old.Station.Id, Today.AddDays(-1)), (heir.Station.Id, until)], (await after.Postings.Where(p => p.OfficerId == old.Officer.Id).OrderBy(p => p.Id).ToListAsync()).Select(p => (p.StationId, p.ToDate!.Value)));
    }

    [Fact]
    public async Task An_officer_without_a_certificate_does_not_go_on()
    {
        var (old, heir) = (await app.DeskAsync(), await app.DeskAsync());
        await using (var db = app.Db()) await db.Certificates.Where(c => c.OfficerId == old.Officer.Id).ExecuteUpdateAsync(c => c.SetProperty(x => x.ValidTo, new DateOnly(2018, 10, 1)));
        await app.HandedOverAsync(old.Station.Id, HandOverKind.Merge, heir.Station.Number);
        await using (var hand = Hand.WithAll(app)) await hand.Stations.MoveAsync(old.Station.Id, new(StationState.Merged, Today, 1) { ReasonCode = "stations-joined" });
        await using var after = app.Db();
        Assert.Equal("station-closed", (await after.Postings.SingleAsync(p => p.OfficerId == old.Officer.Id)).EndReasonCode);
    }

    [Fact]
    public async Task Every_refusal_says_its_rule()
    {
        var desk = await app.DeskAsync();
        var station = desk.Station.Id;
        var planned = await app.StationAsync(StationState.Planned);
        var building = await app.StationAsync(StationState.Building);
        await using var giver = Hand.WithAll(app, account: 61);
        await using var reader = Hand.With(app, new HashSet<string> { Permission.StationsRead }, account: 62);
        await using var operators = Hand.With(app, new HashSet<string> { Permission.StationsRead, Permission.StationsBuild }, organisation: 7, account: 63);
        await using var receiver = Hand.WithAll(app, account: 64);
        HandOverDesk By(Hand hand) => hand.Get<HandOverDesk>();
        HandOverInput Exit = new(HandOverKind.Exit, "自愿退出");
        await RefusedAsync("hand-over.not-giver", () => By(reader).DrawAsync(station, Exit));
        await RefusedAsync("not-found", () => By(operators).DrawAsync(station, Exit));
        await RefusedAsync("hand-over.kind", () => By(giver).DrawAsync(station, Exit with { Kind = null }));
        await RefusedAsync("hand-over.station-ended", () => By(giver).DrawAsync(planned.Id, Exit));
        await RefusedAsync("hand-over.not-serving", () => By(giver).DrawAsync(building.Id, Exit with { Kind = HandOverKind.Move }));
        await RefusedAsync("hand-over.reason", () => By(giver).DrawAsync(station, Exit with { Reason = "搬" }));
        await RefusedAsync("hand-over.nowhere", () => By(giver).DrawAsync(station, new(HandOverKind.Move, "搬到别处")));
        await RefusedAsync("place.unknown", () => By(giver).DrawAsync(station, new(HandOverKind.Move, "搬到别处") { Place = "370102011" }));
        await RefusedAsync("station.host-class", () => By(giver).DrawAsync(station, new(HandOverKind.Move, "搬到别处") { Host = "no-such" }));
        var drawn = await By(giver).DrawAsync(station, Exit);
        await RefusedAsync("hand-over.open", async () => { await using var other = Hand.WithAll(app, account: 65); await By(other).DrawAsync(station, Exit); });
        var line = (await By(receiver).GetAsync(drawn.Id)).Waiting[0];
        await RefusedAsync("hand-over.own", () => By(giver).ReceiveAsync(drawn.Id, line.Id, "收到", line.Version));
        await RefusedAsync("hand-over.note", () => By(receiver).ReceiveAsync(drawn.Id, line.Id, "", line.Version));
        await By(receiver).ReceiveAsync(drawn.Id, line.Id, "收到", line.Version);
        await RefusedAsync("hand-over.received", () => By(receiver).ReceiveAsync(drawn.Id, line.Id, "收到", line.Version));
        await RefusedAsync("hand-over.not-giver", () => By(reader).WithdrawAsync(drawn.Id));
        await By(giver).WithdrawAsync(drawn.Id);
        await using var later = Hand.WithAll(app, account: 66);
        await RefusedAsync("hand-over.closed", () => By(later).RecountAsync(drawn.Id));
        await RefusedAsync("hand-over.closed", () => By(later).ReceiveAsync(drawn.Id, line.Id, "收到", line.Version));
    }

    [Fact]
    public async Task An_operator_gives_and_receives_for_his_station_but_never_for_the_county()
    {
        var old = await app.StationAsync(StationState.Operating, organisation: 8);
        var heir = await app.StationAsync(StationState.Operating, organisation: 9);
        var rights = new HashSet<string> { Permission.StationsRead, Permission.StationsBuild };
        await using var giver = Hand.With(app, rights, TestDivisions.County, 8, account: 71);
        await using var receiver = Hand.With(app, rights, TestDivisions.County, 9, account: 72);
        await using var stranger = Hand.With(app, rights, TestDivisions.County, 10, account: 73);
        var drawn = await giver.Get<HandOverDesk>().DrawAsync(old.Id, new(HandOverKind.Merge, "两站合成一站") { Successor = heir.Number });
        await RefusedAsync("not-found", () => stranger.Get<HandOverDesk>().GetAsync(drawn.Id));
        var lines = (await receiver.Get<HandOverDesk>().GetAsync(drawn.Id)).Lines;
        var plaque = lines.Single(l => l.Type == "plaque");
        await RefusedAsync("hand-over.authority-receives", () => receiver.Get<HandOverDesk>().ReceiveAsync(drawn.Id, plaque.Id, "收到", plaque.Version));
        var cases = lines.Single(l => l.Type == "cases");
        await receiver.Get<HandOverDesk>().ReceiveAsync(drawn.Id, cases.Id, "收到", cases.Version);
        await using var same = Hand.With(app, rights, TestDivisions.County, 8, account: 74);
        var equipment = lines.Single(l => l.Type == "equipment");
        await RefusedAsync("hand-over.successor-receives", () => same.Get<HandOverDesk>().ReceiveAsync(drawn.Id, equipment.Id, "收到", equipment.Version));
    }

    internal static async Task RefusedAsync(string code, Func<Task> attempt) => Assert.Equal(code, (await Assert.ThrowsAsync<Problem>(attempt)).Code);
}
