using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations;

/// <summary>What waits for whom, and since when it is late.</summary>
public class StationTaskTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Each_step_waits_for_the_level_whose_step_it_is()
    {
        var waiting = new Dictionary<StationState, string>
        {
            [StationState.Applied] = "申报等着的社", [StationState.Visited] = "考察过的社", [StationState.CountyApproved] = "县里审过的社", [StationState.Confirmed] = "市里认过的社", [StationState.Building] = "等着验收的社",
        };
        foreach (var (state, name) in waiting) await app.StationAsync(state, name: name, since: new(2018, 10, 25));
        await ExpectAsync("county-manager", "370102", "申报等着的社", "考察过的社", "等着验收的社");
        await ExpectAsync("city-manager", "3701", "县里审过的社");
        await ExpectAsync("province-manager", "37", "市里认过的社");

        async Task ExpectAsync(string role, string place, params string[] names)
        {
            var page = await (await app.SignedInAsync(role, place)).GetAsync("/tasks");
            Assert.Equal(names.Order(StringComparer.Ordinal), waiting.Values.Where(name => page.Text.Contains(name, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task An_operator_sees_its_own_stations_and_no_other_ones()
    {
        var organisation = await OrganisationAsync();
        var own = await app.StationAsync(StationState.Filed, organisation: organisation, name: "自己要建的社");
        await app.StationAsync(StationState.Filed, name: "别人要建的社");
        var page = await (await app.SignedInAsync("operator", "37", organisation)).GetAsync("/tasks");
        Assert.Contains(own.Name, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("别人要建的社", page.Text, StringComparison.Ordinal);
        Assert.Contains("开始建设", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_past_its_day_is_counted_shown_first_and_listed()
    {
        await app.StationAsync(StationState.Applied, TestDivisions.OtherCountyVillage, name: "还早的社", since: new(2018, 10, 30));
        await app.StationAsync(StationState.Applied, TestDivisions.OtherCountyVillage, name: "超期的社", since: new(2018, 10, 1));
        var county = await app.SignedInAsync("county-manager", "370126");
        var page = await county.GetAsync("/tasks");
        Assert.Contains("2件等您办，其中1件已经超期", page.Text, StringComparison.Ordinal);
        Assert.True(page.Text.IndexOf("超期的社", StringComparison.Ordinal) < page.Text.IndexOf("还早的社", StringComparison.Ordinal));
        var list = await county.GetAsync("/stations?view=overdue");
        Assert.Contains("超期的社", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("还早的社", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_sets_the_day_of_the_next_one_and_an_order_keeps_the_day_it_names()
    {
        await using var hand = Hand.WithAll(app, "370102", account: 7);
        var station = await hand.Stations.EnterAsync(new("期限村益农信息社", "370102011201", "standard", "village-committee", false, null, null, null), StationState.Applied, new(2018, 10, 20));
        Assert.Equal(new DateOnly(2018, 11, 4), station.DueOn);
        await using var other = Hand.WithAll(app, "370102", account: 8);
        station = await other.Stations.MoveAsync(station.Id, new(StationState.Visited, new(2018, 10, 22), 1));
        Assert.Equal(new DateOnly(2018, 11, 1), station.DueOn);

        var desk = await app.DeskAsync();
        await using var county = Hand.WithAll(app, "370102", account: 9);
        var ordered = await county.Stations.MoveAsync(desk.Station.Id, new(StationState.Rectifying, new(2018, 10, 31), desk.Station.Version) { ReasonCode = "signage-irregular", DueOn = new(2018, 11, 20) });
        Assert.Equal(new DateOnly(2018, 11, 20), ordered.DueOn);
        var restored = await county.Stations.MoveAsync(desk.Station.Id, new(StationState.Operating, new(2018, 10, 31), ordered.Version) { ReasonCode = "rectified" });
        Assert.Null(restored.DueOn);
        await using var db = app.Db();
        Assert.Null((await db.Stations.AsNoTracking().SingleAsync(s => s.Id == desk.Station.Id)).DueOn);
    }

    async Task<int> OrganisationAsync()
    {
        await using var db = app.Db();
        var organisation = new Organisation { Name = "试一试运营商", Kind = OrganisationKind.Operator, Division = DivisionCode.Parse("37").Value, CreatedAt = DateTime.UtcNow };
        db.Add(organisation);
        await db.SaveChangesAsync();
        return organisation.Id;
    }
}
