using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.HandOvers;

/// <summary>The sides of a hand-over: authority and operator, the place that gives and the one that receives; what each may do, and what each reads.</summary>
public class HandOverSidesTests(App app) : IClassFixture<App>
{
    async Task<(Station Station, Visitor County, Visitor Operator)> SidesAsync()
    {
        await using var db = app.Db();
        var made = db.Add(new Organisation { Name = "办交接的公司", Kind = OrganisationKind.Operator, Division = DivisionCode.Parse("37").Value, CreatedAt = DateTime.UnixEpoch }).Entity;
        await db.SaveChangesAsync();
        return (await app.StationAsync(StationState.Operating, organisation: made.Id), await app.SignedInAsync("county-manager", TestDivisions.County), await app.SignedInAsync("operator", "37", made.Id));
    }

    static async Task<Html> DrawAsync(Visitor visitor, Station station, string kind, params (string, string)[] more) =>
        await visitor.SubmitAsync(await visitor.GetAsync($"/stations/{station.Number}/hand-over?kind={kind}"), "清点并列出", [("Input.Reason", "按规定办理"), .. more]);

    static async Task<HttpStatusCode> ForcedAsync(Visitor visitor, string url)
    {
        var token = (await visitor.GetAsync("/account/password")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var answer = await visitor.Http.PostAsync(url, new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));
        return answer.StatusCode;
    }

    [Fact]
    public async Task An_operator_does_not_take_back_what_the_county_drew_up_and_the_county_takes_back_either()
    {
        var (station, county, works) = await SidesAsync();
        var url = (await DrawAsync(county, station, "Exit")).Url.PathAndQuery;
        Assert.DoesNotContain((await works.GetAsync(url)).Document.QuerySelectorAll("button"), b => b.TextContent.Trim() == "撤回交接单");
        Assert.Equal(HttpStatusCode.Forbidden, await ForcedAsync(works, $"{url}?handler=Withdraw"));
        await using (var db = app.Db()) Assert.Equal(HandOverState.Open, (await db.HandOvers.SingleAsync(h => h.StationId == station.Id)).State);
        Assert.Contains("已撤回", (await county.SubmitAsync(await county.GetAsync(url), "撤回交接单", [])).Text, StringComparison.Ordinal);
        var own = await DrawAsync(works, station, "Exit");
        Assert.Contains("已撤回", (await works.SubmitAsync(own, "撤回交接单", [])).Text, StringComparison.Ordinal);
        var again = await DrawAsync(works, station, "Exit");
        Assert.Contains("已撤回", (await county.SubmitAsync(await county.GetAsync(again.Url.PathAndQuery), "撤回交接单", [])).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operators_draft_does_not_hold_up_the_exit_that_the_county_draws_up()
    {
        var (station, county, works) = await SidesAsync();
        var draft = await DrawAsync(works, station, "Move", ("Input.Address", "哪儿也不去的新址"));
        var form = await county.GetAsync($"/stations/{station.Number}/hand-over?kind=Exit");
        Assert.Contains("运营商列了一张迁移交接单，还没有办完", form.Text, StringComparison.Ordinal);
        // A move of its own waits like anybody's.
        await county.SubmitAsync(form, "清点并列出", [("Input.Kind", "Move"), ("Input.Reason", "迁到村部"), ("Input.Address", "村部一楼")], HttpStatusCode.Conflict);
        var exit = await county.SubmitAsync(form, "清点并列出", [("Input.Reason", "站点早就关门了")]);
        Assert.Contains("退出交接", exit.Heading, StringComparison.Ordinal);
        Assert.Contains("已撤回", (await works.GetAsync(draft.Url.PathAndQuery)).Text, StringComparison.Ordinal);
        await using var db = app.Db();
        Assert.Equal([(HandOverKind.Move, HandOverState.Withdrawn), (HandOverKind.Exit, HandOverState.Open)], (await db.HandOvers.Where(h => h.StationId == station.Id).OrderBy(h => h.Id).ToListAsync()).Select(h => (h.Kind, h.State)));
        Assert.Equal("站点早就关门了", (await db.AuditEntries.SingleAsync(e => e.Subject == $"station:{station.Number}" && e.Action == "hand-over.withdrawn")).Reason);
        // The other way round it stays: the operator finds the county's.
        Assert.Equal(exit.Url.PathAndQuery, (await works.GetAsync($"/stations/{station.Number}/hand-over?kind=Move", HttpStatusCode.Redirect)).Response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task After_a_move_the_old_and_the_new_county_read_the_signed_hand_over_and_a_third_finds_nothing()
    {
        var station = await app.StationAsync(StationState.Operating);
        var earlier = await app.HandedOverAsync(station.Id, HandOverKind.Exit);
        var drawn = await app.HandedOverAsync(station.Id, HandOverKind.Move, place: TestDivisions.OtherCountyVillage);
        await using (var hand = Hand.WithAll(app)) await hand.Stations.MoveAsync(station.Id, new(StationState.Operating, new(2018, 10, 31), 1));
        var (old, now, third) = (await app.SignedInAsync("county-manager", TestDivisions.County), await app.SignedInAsync("county-manager", TestDivisions.OtherCountyVillage[..6]), await app.SignedInAsync("county-manager", TestDivisions.OtherProvinceVillage[..6]));
        foreach (var one in new[] { earlier, drawn })
            foreach (var page in new[] { $"/hand-overs/{one.Id}", $"/hand-overs/{one.Id}/receipt" })
            {
                foreach (var reader in new[] { old, now })
                {
                    var read = await reader.GetAsync(page);
                    Assert.Contains(station.Name, read.Text, StringComparison.Ordinal);
                    if (one == drawn) Assert.Contains("收到", read.Text, StringComparison.Ordinal);
                }
                await third.GetAsync(page, HttpStatusCode.NotFound);
            }
        // Who gave it is no longer where the station is, who has it finds its papers on its page.
        await old.GetAsync($"/stations/{station.Number}", HttpStatusCode.NotFound);
        Assert.Contains($"/hand-overs/{drawn.Id}", (await now.GetAsync($"/stations/{station.Number}")).Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("历下", (await now.GetAsync($"/hand-overs/{drawn.Id}/receipt")).Text, StringComparison.Ordinal);
        // An operator whose station it is not reads it in neither place.
        foreach (var place in new[] { TestDivisions.County, TestDivisions.OtherCountyVillage[..6] })
        {
            await using var stranger = Hand.With(app, new HashSet<string> { Permission.StationsRead, Permission.StationsBuild }, place, 4711, account: 75);
            await HandOverTests.RefusedAsync("not-found", () => stranger.Get<HandOverDesk>().GetAsync(drawn.Id));
        }
    }

    [Fact]
    public async Task The_county_of_the_station_that_takes_over_reads_and_does_not_act()
    {
        var (old, heir) = (await app.StationAsync(StationState.Operating), await app.StationAsync(StationState.Operating, TestDivisions.OtherCountyVillage));
        await using var giver = Hand.WithAll(app, account: 76);
        var drawn = await giver.Get<HandOverDesk>().DrawAsync(old.Id, new(HandOverKind.Merge, "两站合成一站") { Successor = heir.Number });
        var county = await app.SignedInAsync("county-manager", TestDivisions.OtherCountyVillage[..6]);
        var page = await county.GetAsync($"/hand-overs/{drawn.Id}");
        Assert.DoesNotContain(page.Document.QuerySelectorAll("button"), b => b.TextContent.Trim() is "接收" or "重新清点" or "撤回交接单");
        Assert.Equal(HttpStatusCode.NotFound, await ForcedAsync(county, $"/hand-overs/{drawn.Id}?handler=Withdraw"));
        await (await app.SignedInAsync("county-manager", TestDivisions.OtherProvinceVillage[..6])).GetAsync($"/hand-overs/{drawn.Id}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_successor_that_does_not_fit_is_told_at_its_field()
    {
        var station = await app.StationAsync(StationState.Operating);
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var form = await county.GetAsync($"/stations/{station.Number}/hand-over?kind=Merge");
        form = await county.SubmitAsync(form, "清点并列出", [("Input.Reason", "两站合成一站"), ("Input.Successor", station.Number!)], HttpStatusCode.BadRequest);
        Assert.Contains("接替站点", form.FieldError("Input.Successor"), StringComparison.Ordinal);
        form = await county.SubmitAsync(form, "清点并列出", [("Input.Successor", "")], HttpStatusCode.BadRequest);
        Assert.Equal("请填写接替站点的编号。", form.FieldError("Input.Successor"));
    }
}
