using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Marks;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Modules.Stations.Plaques;
using Yinong.Tests.Divisions;
using Yinong.Tests.Identity;
using Yinong.Tests.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Marks;

/// <summary>A plaque from its issue to what a stranger reads of it: genuine, forged, moved, left, replaced, hung up elsewhere.</summary>
public class PlaqueTests(App app) : IClassFixture<App>
{
    async Task<MarkIssue> IssueAsync(Station station, int serial = 1, string? reason = null)
    {
        await using var hand = Hand.WithAll(app);
        return await hand.Get<PlaqueDesk>().IssueAsync(station.Number!, new(serial, reason, null));
    }

    async Task<JsonElement> VerifyAsync(string text)
    {
        var answer = await app.Machine().PostAsJsonAsync("/api/v1/marks/verify", new { text });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    async Task<string> ResultAsync(string text) => (await VerifyAsync(text)).GetProperty("result").GetString()!;

    async Task MoveAsync(Station station, string? place = null, string? address = null)
    {
        await app.HandedOverAsync(station.Id, HandOverKind.Move, place: place, address: address);
        await using var hand = Hand.WithAll(app);
        await hand.Stations.MoveAsync(station.Id, new(StationState.Operating, new(2018, 10, 31), (await hand.Db.Stations.AsNoTracking().SingleAsync(s => s.Id == station.Id)).Version));
    }

    [Fact]
    public async Task The_county_issues_downloads_and_anybody_verifies()
    {
        var station = await app.StationAsync(StationState.Operating, name: "姚家村益农信息社");
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var issued = await county.SubmitAsync(await county.GetAsync($"/stations/{station.Number}/plaques"), "签发", []);
        Assert.Contains("第1版", issued.Text, StringComparison.Ordinal);
        Assert.Contains("mark.issued", app.Audit($"station:{station.Number}"));
        foreach (var (sheet, format, type) in new[] { ("plaque", "pdf", "application/pdf"), ("plaque", "svg", "image/svg+xml"), ("sign", "pdf", "application/pdf"), ("sign", "svg", "image/svg+xml") })
        {
            var file = await county.Http.GetAsync($"/stations/{station.Number}/plaques/{sheet}.{format}");
            Assert.Equal((HttpStatusCode.OK, type, "attachment"), (file.StatusCode, file.Content.Headers.ContentType!.MediaType, file.Content.Headers.ContentDisposition!.DispositionType));
            Assert.InRange((await file.Content.ReadAsByteArrayAsync()).Length, 5_000, 200_000);
        }
        await using var db = app.Db();
        var mark = await db.MarkIssues.SingleAsync(i => i.Number == station.Number);
        var page = await app.Visitor().GetAsync($"/s/{station.Number}?m={mark.Text}");
        Assert.Contains("防伪标记是真的", page.Text, StringComparison.Ordinal);
        Assert.Contains("您现在就站在这里吗", page.Text, StringComparison.Ordinal);
        Assert.Contains("姚家村", page.Text, StringComparison.Ordinal);
        var answer = await VerifyAsync($"https://localhost/s/{station.Number}?m={mark.Text}");
        Assert.Equal(("genuine", "370102011201", "operating"), (answer.GetProperty("result").GetString(), answer.GetProperty("mark").GetProperty("division").GetString(), answer.GetProperty("now").GetProperty("state").GetString()));
        // Without a script: the form of the page.
        var verified = await app.Visitor().GetAsync($"/verify?m={mark.Text}");
        Assert.Contains("防伪标记是真的", verified.Text, StringComparison.Ordinal);
        Assert.Equal("genuine", (await app.Machine().GetFromJsonAsync<JsonElement>($"/api/v1/marks/verify?text={mark.Text}")).GetProperty("result").GetString());
        // The A4 plaque that anybody prints carries it too.
        Assert.Contains("yn-qr", (await app.Visitor().GetAsync($"/s/{station.Number}/plaque")).Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_issue_says_why_and_makes_the_earlier_one_void()
    {
        var station = await app.StationAsync(StationState.Operating);
        var first = await IssueAsync(station);
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var page = await county.GetAsync($"/stations/{station.Number}/plaques");
        var again = await county.SubmitAsync(page, "重新签发", [], HttpStatusCode.BadRequest);
        Assert.Equal("请选择为什么重新签发。", again.FieldError("Input.ReasonCode"));
        again = await county.SubmitAsync(again, "重新签发", [("Input.ReasonCode", "other")], HttpStatusCode.BadRequest);
        Assert.Equal("选了这个原因，请写明具体情况。", again.FieldError("Input.Reason"));
        await county.SubmitAsync(again, "重新签发", [("Input.ReasonCode", "lost")]);
        // Pressed twice, from the page as it was: nothing more is issued.
        await county.SubmitAsync(page, "重新签发", [("Input.ReasonCode", "lost")], HttpStatusCode.Conflict);
        await using var db = app.Db();
        Assert.Equal(2, await db.MarkIssues.CountAsync(i => i.Number == station.Number));
        Assert.Equal("superseded", await ResultAsync(first.Text));
        Assert.Contains("这一版作废", (await app.Visitor().GetAsync($"/s/{station.Number}?m={first.Text}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moved_left_merged_and_hung_up_elsewhere_are_told_apart()
    {
        var station = await app.StationAsync(StationState.Operating);
        var other = await app.StationAsync(StationState.Operating, name: "接替的益农信息社");
        var issue = await IssueAsync(station);
        var elsewhere = await app.Visitor().GetAsync($"/s/{other.Number}?m={issue.Text}");
        Assert.Contains("标记不是这个编号的", elsewhere.Text, StringComparison.Ordinal);
        Assert.Contains(station.Number!, elsewhere.Text, StringComparison.Ordinal);
        await MoveAsync(station, place: TestDivisions.OtherCountyVillage);
        await using var db = app.Db();
        var row = await db.Stations.SingleAsync(s => s.Id == station.Id);
        var moved = await VerifyAsync(issue.Text);
        Assert.Equal("moved", moved.GetProperty("result").GetString());
        Assert.Contains("商河", moved.GetProperty("now").GetProperty("place").GetString(), StringComparison.Ordinal);
        Assert.Contains("站点已经迁走", (await app.Visitor().GetAsync($"/verify?m={issue.Text}")).Text, StringComparison.Ordinal);
        (row.State, row.MergedInto) = (StationState.Merged, other.Id);
        await db.SaveChangesAsync();
        var ended = await VerifyAsync(issue.Text);
        Assert.Equal(("ended", other.Number), (ended.GetProperty("result").GetString(), ended.GetProperty("now").GetProperty("number").GetString()));
    }

    [Fact]
    public async Task A_plaque_from_before_a_move_inside_the_village_is_moved_and_one_from_after_it_the_same_day_is_not()
    {
        var station = await app.StationAsync(StationState.Operating);
        var first = await IssueAsync(station);
        await MoveAsync(station, address: "村北口老磨坊");
        var old = await VerifyAsync(first.Text);
        Assert.Equal(("moved", "村北口老磨坊", false), (old.GetProperty("result").GetString(), old.GetProperty("now").GetProperty("address").GetString(), old.GetProperty("now").GetProperty("rezoned").GetBoolean()));
        var page = await app.Visitor().GetAsync($"/s/{station.Number}?m={first.Text}");
        Assert.Contains("站点已经迁走", page.Text, StringComparison.Ordinal);
        Assert.Contains("村北口老磨坊", page.Document.QuerySelector("[data-result]")!.TextContent, StringComparison.Ordinal);
        var second = await IssueAsync(station, 2, "moved");
        Assert.Equal(("moved", "genuine"), (await ResultAsync(first.Text), await ResultAsync(second.Text)));
    }

    [Fact]
    public async Task A_plaque_stays_genuine_when_only_the_host_changes()
    {
        var station = await app.StationAsync(StationState.Operating);
        await using (var db = app.Db()) await db.Stations.Where(s => s.Id == station.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Address, "村部一楼"));
        var issue = await IssueAsync(station);
        await using (var giver = Hand.WithAll(app, account: 811))
        {
            var drawn = await giver.Get<HandOverDesk>().DrawAsync(station.Id, new(HandOverKind.Move, "换了依托主体") { Address = "村部一楼", Host = StationLists.HostClasses.First(h => h.Code != station.HostClass).Code });
            await using var receiver = Hand.WithAll(app, account: 812);
            foreach (var line in (await receiver.Get<HandOverDesk>().GetAsync(drawn.Id)).Waiting) await receiver.Get<HandOverDesk>().ReceiveAsync(drawn.Id, line.Id, "收到", line.Version);
        }
        await using (var hand = Hand.WithAll(app)) await hand.Stations.MoveAsync(station.Id, new(StationState.Operating, new(2018, 10, 31), 1));
        Assert.Equal("genuine", await ResultAsync(issue.Text));
    }

    [Fact]
    public async Task What_was_not_signed_here_is_forged_and_says_why()
    {
        var station = await app.StationAsync(StationState.Operating);
        var issue = await IssueAsync(station);
        Assert.True(Mark.TryRead(issue.Text, out var mark, out _, out var signature));
        async Task<(string?, string?)> Of(string text) => await VerifyAsync(text) is var answer ? (answer.GetProperty("result").GetString(), answer.GetProperty("fault").GetString()) : default;
        Assert.Equal(("forged", "shape"), await Of("https://localhost/s/x?m=abc"));
        Assert.Equal(("forged", "signature"), await Of(Mark.Write((mark! with { Name = "假冒的站" }).Payload(), signature)));
        Assert.Equal(("forged", "unknown-key"), await Of(Mark.Write((mark with { Key = "00000000" }).Payload(), signature)));
        Assert.Contains("防伪标记是假的", (await app.Visitor().GetAsync($"/s/{station.Number}?m=abc")).Text, StringComparison.Ordinal);
        var nothing = await app.Machine().GetAsync("/api/v1/marks/verify");
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Machine().GetAsync($"/api/v1/marks/verify?text={new string('a', 501)}")).StatusCode);
        await app.Visitor().GetAsync($"/verify?m={new string('a', 501)}", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Who_may_not_does_not_issue_and_whoever_does_not_reach_sees_nothing()
    {
        var station = await app.StationAsync(StationState.Operating);
        await (await app.SignedInAsync("county-manager", "370126")).GetAsync($"/stations/{station.Number}/plaques", HttpStatusCode.NotFound);
        var town = await app.SignedInAsync("town-manager", "370102011");
        Assert.DoesNotContain("Input.Serial", (await town.GetAsync($"/stations/{station.Number}/plaques")).Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await town.Http.GetAsync($"/stations/{station.Number}/plaques/plaque.pdf")).StatusCode);
        Assert.Equal("forbidden", (await Assert.ThrowsAsync<Yinong.Platform.Problems.Problem>(async () =>
        {
            await using var hand = Hand.With(app, new HashSet<string> { Permission.StationsRead }, TestDivisions.County);
            await hand.Get<PlaqueDesk>().IssueAsync(station.Number!, new(1, null, null));
        })).Code);
        var planned = await app.StationAsync(StationState.Planned);
        var exited = await app.StationAsync(StationState.Exited);
        await using var all = Hand.WithAll(app);
        Assert.Equal("mark.no-number", (await Assert.ThrowsAsync<Yinong.Platform.Problems.Problem>(() => all.Get<PlaqueDesk>().IssueAsync($"{planned.Id}", new(1, null, null)))).Code);
        Assert.Equal("mark.station-ended", (await Assert.ThrowsAsync<Yinong.Platform.Problems.Problem>(() => all.Get<PlaqueDesk>().IssueAsync(exited.Number!, new(1, null, null)))).Code);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignedInAsync("county-manager", TestDivisions.County)).Http.GetAsync($"/stations/{station.Number}/plaques/poster.pdf")).StatusCode);
    }

    /// <summary>The list changes the tree of everybody, so it has a class of its own.</summary>
    public class Rezoned(App app) : IClassFixture<App>
    {
        [Fact]
        public async Task A_plaque_in_a_village_that_a_later_list_gives_another_code_is_genuine_and_says_what_the_place_is_called_now()
        {
            var tests = new PlaqueTests(app);
            var station = await app.StationAsync(StationState.Operating, "370102011201");
            var issue = await tests.IssueAsync(station);
            await RebaseTests.ApplyAsync(app, l => l.Code == "370102011201" ? ("370102011251", l.Name) : l);
            await using (var db = app.Db()) Assert.Equal(DivisionCode.Parse("370102011251").Value, (await db.Stations.SingleAsync(s => s.Id == station.Id)).Division);
            var answer = await tests.VerifyAsync(issue.Text);
            Assert.Equal(("genuine", true), (answer.GetProperty("result").GetString(), answer.GetProperty("now").GetProperty("rezoned").GetBoolean()));
            foreach (var page in new[] { await app.Visitor().GetAsync($"/s/{station.Number}?m={issue.Text}"), await app.Visitor().GetAsync($"/verify?m={issue.Text}") })
            {
                Assert.Contains("防伪标记是真的", page.Text, StringComparison.Ordinal);
                Assert.Contains("区划调整过，这里现在是", page.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("站点已经迁走", page.Text, StringComparison.Ordinal);
            }
        }
    }
}
