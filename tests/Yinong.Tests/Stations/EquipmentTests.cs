using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Equipment;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Tests.Identity;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations;

/// <summary>Equipment of a station: entered with its funders, changed with a reason, handed over with a receipt; every no is told at its field.</summary>
public class EquipmentTests(App app) : IClassFixture<App>
{
    static readonly (string, string)[] Computer = [("Input.Kind", "computer"), ("Input.Serial", "SN-1"), ("Input.AcquiredOn", "2018-06-01"), ("Input.FundedBy", "省级财政"), ("Input.UpkeepBy", "运营商"), ("Input.UpkeepUntil", "2018-12-15")];

    [Fact]
    public async Task A_piece_is_entered_changed_and_found_before_its_upkeep_ends()
    {
        var (desk, county) = (await app.DeskAsync(), await app.SignedInAsync("county-manager", "370102"));
        var page = await county.SubmitAsync(await county.GetAsync((await county.GetAsync($"/stations/{desk.Station.Number}")).Link("看设备卡片")), "登记设备", Computer);
        Assert.Contains("运维快到期", page.Table()[0]["运维"], StringComparison.Ordinal);
        Assert.Contains(desk.Station.Name, (await county.GetAsync("/stations?view=upkeep-soon")).Text, StringComparison.Ordinal);
        var old = page;
        page = await county.SubmitAsync(page, "保存变动", [("Change.State", "Broken"), ("Change.UpkeepUntil", "2019-12-31"), ("Change.Reason", "主板坏了，运维续了一年")]);
        Assert.Equal("损坏", page.Table()[0]["状态"]);
        Assert.DoesNotContain(desk.Station.Name, (await county.GetAsync("/stations?view=upkeep-soon")).Text, StringComparison.Ordinal);
        await using (var db = app.Db()) Assert.Equal(2, await db.EquipmentEvents.CountAsync(e => db.EquipmentCards.Any(c => c.Id == e.CardId && c.StationId == desk.Station.Id)));
        // From a page that was left open.
        await county.SubmitAsync(old, "保存变动", [("Change.State", "Idle"), ("Change.Reason", "迟了一步")], HttpStatusCode.Conflict);
        await (await app.SignedInAsync("county-manager", "370126")).GetAsync($"/stations/{desk.Station.Number}/equipment", HttpStatusCode.NotFound);
        // The city looks and does not enter.
        Assert.DoesNotContain("移交全部设备", (await (await app.SignedInAsync("town-manager", "370102011")).GetAsync($"/stations/{desk.Station.Number}/equipment")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_piece_is_not_entered_twice()
    {
        var (desk, county) = (await app.DeskAsync(), await app.SignedInAsync("county-manager", "370102"));
        var page = await county.GetAsync($"/stations/{desk.Station.Number}/equipment");
        await county.SubmitAsync(page, "登记设备", Computer);
        Assert.Contains("已经登记过", (await county.SubmitAsync(page, "登记设备", Computer, HttpStatusCode.BadRequest)).FieldError("Input.Serial"), StringComparison.Ordinal);
        await county.SubmitAsync(page, "登记设备", [.. Computer.Where(f => f.Item1 != "Input.Serial"), ("Input.Serial", "SN-2")]);
    }

    [Theory]
    [InlineData("Input.Kind", "spaceship", "Input.Kind")]
    [InlineData("Input.AcquiredOn", "2018-11-01", "Input.AcquiredOn")]
    [InlineData("Input.AcquiredOn", "1999-01-01", "Input.AcquiredOn")]
    [InlineData("Input.FundedBy", "", "Input.FundedBy")]
    [InlineData("Input.UpkeepUntil", "", "Input.UpkeepUntil")]
    public async Task What_is_wrong_is_told_at_its_field(string field, string value, string at)
    {
        var (desk, county) = (await app.DeskAsync(), await app.SignedInAsync("county-manager", "370102"));
        var page = await county.GetAsync($"/stations/{desk.Station.Number}/equipment");
        Assert.NotNull((await county.SubmitAsync(page, "登记设备", [.. Computer.Where(f => f.Item1 != field), (field, value)], HttpStatusCode.BadRequest)).FieldError(at));
        await using var db = app.Db();
        Assert.False(await db.EquipmentCards.AnyAsync(c => c.StationId == desk.Station.Id));
    }

    [Fact]
    public async Task Everything_goes_to_another_station_or_is_given_back_with_a_receipt()
    {
        var (from, to, county) = (await app.DeskAsync(), await app.DeskAsync(), await app.SignedInAsync("county-manager", "370102"));
        var page = await county.SubmitAsync(await county.GetAsync($"/stations/{from.Station.Number}/equipment"), "登记设备", Computer);
        await county.SubmitAsync(page, "移交全部设备", [("Over.Reason", "合并")], HttpStatusCode.BadRequest);
        foreach (var wrong in new[] { from.Station.Number!, "370102", $"{to.Station.Number![..^1]}{(to.Station.Number[^1] == '0' ? '1' : '0')}" })
            Assert.NotNull((await county.SubmitAsync(page, "移交全部设备", [("Over.To", wrong), ("Over.Reason", "合并")], HttpStatusCode.BadRequest)).FieldError("Over.To"));
        await county.SubmitAsync(page, "移交全部设备", [("Over.To", to.Station.Number!), ("Over.Holder", "县局"), ("Over.Reason", "合并")], HttpStatusCode.BadRequest);
        await county.SubmitAsync(page, "移交全部设备", [("Over.To", to.Station.Number!), ("Over.Reason", "")], HttpStatusCode.BadRequest);
        var over = await county.SubmitAsync(page, "移交全部设备", [("Over.To", to.Station.Number!), ("Over.Reason", "合并到邻村")]);
        Assert.Contains("已经移交，回执", over.Text, StringComparison.Ordinal);
        await county.SubmitAsync(page, "移交全部设备", [("Over.Holder", "县局仓库"), ("Over.Reason", "收回")], HttpStatusCode.Conflict);
        page = await county.GetAsync($"/stations/{to.Station.Number}/equipment");
        Assert.Contains("合并到邻村", page.Table()[0]["经过"], StringComparison.Ordinal);
        var back = await county.SubmitAsync(page, "移交全部设备", [("Over.Holder", "县局仓库"), ("Over.Reason", "收回设备")]);
        Assert.Equal("已收回", back.Table()[0]["状态"]);
        await county.SubmitAsync(page, "保存变动", [("Change.State", "Idle"), ("Change.Reason", "再用")], HttpStatusCode.Conflict);
        await using var db = app.Db();
        Assert.Equal([(from.Station.Id, (int?)to.Station.Id), (to.Station.Id, null)], (await db.EquipmentEvents.Where(e => e.FromStationId == from.Station.Id || e.FromStationId == to.Station.Id).OrderBy(e => e.Id).ToListAsync()).Select(e => (e.FromStationId!.Value, e.ToStationId)));
        Assert.Contains("equipment.handed-over", app.Audit($"station:{from.Station.Number}"));
    }

    [Fact]
    public async Task The_past_of_a_piece_goes_along_to_another_county_with_its_station_or_without()
    {
        var (moves, merges, gives, heir) = (await app.DeskAsync(), await app.DeskAsync(), await app.DeskAsync(), await app.DeskAsync(TestDivisions.OtherCountyVillage));
        var county = await app.SignedInAsync("county-manager", "370102");
        foreach (var from in new[] { moves, merges, gives }) await county.SubmitAsync(await county.GetAsync($"/stations/{from.Station.Number}/equipment"), "登记设备", [.. Computer.Where(f => f.Item1 != "Input.FundedBy"), ("Input.FundedBy", $"村里出钱{from.Station.Id}")]);
        await app.HandedOverAsync(moves.Station.Id, HandOverKind.Move, place: TestDivisions.OtherCountyVillage);
        await app.HandedOverAsync(merges.Station.Id, HandOverKind.Merge, heir.Station.Number);
        await using (var hand = Hand.WithAll(app))
        {
            await hand.Stations.MoveAsync(moves.Station.Id, new(StationState.Operating, new(2018, 10, 31), 1));
            await hand.Stations.MoveAsync(merges.Station.Id, new(StationState.Merged, new(2018, 10, 31), 1) { ReasonCode = "stations-joined" });
        }
        await using (var city = Hand.WithAll(app, "3701")) await city.Get<EquipmentHandover>().HandOverAsync(gives.Station, heir.Station, null, "调到邻县");
        var next = await app.SignedInAsync("county-manager", TestDivisions.OtherCountyVillage[..6]);
        Assert.Contains($"村里出钱{moves.Station.Id}", (await next.GetAsync($"/stations/{moves.Station.Number}/equipment")).Table()[0]["经过"], StringComparison.Ordinal);
        var taken = string.Join('\n', (await next.GetAsync($"/stations/{heir.Station.Number}/equipment")).Table().Select(r => r["经过"]));
        Assert.Contains($"村里出钱{merges.Station.Id}", taken, StringComparison.Ordinal);
        Assert.Contains($"村里出钱{gives.Station.Id}", taken, StringComparison.Ordinal);
        Assert.Contains("调到邻县", taken, StringComparison.Ordinal);
        await using var db = app.Db();
        Assert.Empty(await db.EquipmentEvents.Where(e => db.EquipmentCards.Any(c => c.Id == e.CardId && c.Division != e.Division)).ToListAsync());
    }

    [Fact]
    public async Task A_station_that_has_ended_takes_no_equipment_and_who_may_not_is_told()
    {
        var (desk, ended) = (await app.DeskAsync(), await app.StationAsync(StationState.Exited, "370102011202"));
        await using var hand = Hand.WithAll(app, "370102", account: (await app.AccountAsync("county-manager", "370102")).Id);
        await Assert.ThrowsAsync<Platform.Problems.Problem>(() => hand.Get<EquipmentRegister>().AddAsync(ended, new("computer", null, null, new(2018, 1, 1), "省级财政", null, null)));
        var town = await app.SignedInAsync("town-manager", "370102011");
        var token = (await town.GetAsync("/account/password")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var forced = await town.Http.PostAsync($"/stations/{desk.Station.Number}/equipment?handler=Add", new FormUrlEncodedContent([.. Computer.Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2)), new("__RequestVerificationToken", token)]));
        Assert.Equal(HttpStatusCode.Forbidden, forced.StatusCode);
    }
}
