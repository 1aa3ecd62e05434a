using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Platform.Jobs;
using Yinong.Platform.Problems;
using Yinong.Tests.Stations.SixHaves;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations;

/// <summary>What the register keeps of every step: day, reason, person, before and after; and the number that is given once and for ever.</summary>
public class StationRegisterTests(App app) : IClassFixture<App>
{
    /// <summary>A village where no test makes numbers of its own.</summary>
    const string Numbered = "370102011202";

    static readonly DateOnly Today = new(2018, 10, 31);

    [Fact]
    public async Task From_the_plan_to_operation_with_a_number_in_the_hands_of_different_people()
    {
        var station = await EnterAsync(Numbered, StationState.Planned, account: 10);
        foreach (var (state, who) in new[] { (StationState.Applied, 10), (StationState.Visited, 20), (StationState.CountyApproved, 20), (StationState.Confirmed, 30), (StationState.Filed, 40), (StationState.Building, 10), (StationState.Accepted, 20), (StationState.Operating, 10) })
        {
            if (state is StationState.Accepted) await app.InspectedAsync(station.Id);
            if (state is StationState.Operating) await app.MannedAsync(station.Id);
            await MoveAsync(station.Id, state, account: who);
        }
        await using var db = app.Db();
        var now = await db.Stations.SingleAsync(s => s.Id == station.Id);
        Assert.Equal((StationState.Operating, Today, Today, Today), (now.State, now.Since, now.AcceptedOn!.Value, now.OperatingSince!.Value));
        Assert.StartsWith(Numbered + "B", StationNumber.Parse(now.Number).Text, StringComparison.Ordinal);
        var history = await db.StationTransitions.Where(t => t.StationId == station.Id).OrderBy(t => t.Id).ToListAsync();
        Assert.Equal(9, history.Count);
        Assert.Equal("account:40", history.Single(t => t.ToState == StationState.Filed).Actor);
        var audit = await db.AuditEntries.Where(e => e.Subject == $"station:{now.Number}").OrderBy(e => e.Id).ToListAsync();
        Assert.Equal(["station.file", "station.build", "station.accept", "station.open"], audit.Select(e => e.Action));
        Assert.Contains("\"before\":{\"number\":null", audit[0].Details, StringComparison.Ordinal);
        Assert.Contains(now.Number!, audit[0].Details, StringComparison.Ordinal);
    }

    /// <summary>S-14: trained and examined before duty, so nothing opens with nobody who is.</summary>
    [Fact]
    public async Task A_station_opens_only_with_a_certified_officer_on_post()
    {
        var station = await app.StationAsync(StationState.Accepted);
        await RefusedAsync("station.no-officer", 409, () => MoveAsync(station.Id, StationState.Operating, account: 10));
        var officer = await app.MannedAsync(station.Id, until: new(2018, 10, 30));
        await RefusedAsync("station.no-officer", 409, () => MoveAsync(station.Id, StationState.Operating, account: 10));
        await using (var db = app.Db()) await db.Certificates.Where(c => c.OfficerId == officer).ExecuteUpdateAsync(c => c.SetProperty(x => x.ValidTo, new DateOnly(2019, 12, 31)));
        await MoveAsync(station.Id, StationState.Operating, account: 10);
    }

    [Fact]
    public async Task Nobody_judges_his_own_work()
    {
        var station = await EnterAsync(TestDivisions.Village, StationState.Applied, account: 50);
        await RefusedAsync("station.own-work", 403, () => MoveAsync(station.Id, StationState.Visited, account: 50));
        await MoveAsync(station.Id, StationState.Visited, account: 51);
        await MoveAsync(station.Id, StationState.CountyApproved, account: 51);
        await RefusedAsync("station.own-work", 403, () => MoveAsync(station.Id, StationState.Confirmed, account: 51));
        var building = await app.StationAsync(StationState.Building, by: "account:52");
        await RefusedAsync("station.own-work", 403, () => MoveAsync(building.Id, StationState.Accepted, account: 52));
    }

    [Fact]
    public async Task A_step_is_dated_between_the_last_one_and_today()
    {
        var station = await app.StationAsync(StationState.Filed, since: new(2018, 10, 10));
        await RefusedAsync("station.date", 400, () => MoveAsync(station.Id, StationState.Building, on: Today.AddDays(1)));
        await RefusedAsync("station.date", 400, () => MoveAsync(station.Id, StationState.Building, on: new(2018, 10, 9)));
        await MoveAsync(station.Id, StationState.Building, on: new(2018, 10, 10));
    }

    [Fact]
    public async Task A_sanction_needs_a_reason_that_fits_with_its_words_and_its_deadline()
    {
        var station = await app.StationAsync(StationState.Operating);
        await RefusedAsync("station.reason", 400, () => MoveAsync(station.Id, StationState.Rectifying));
        await RefusedAsync("station.reason", 400, () => MoveAsync(station.Id, StationState.Rectifying, move: m => m with { ReasonCode = "silent" }));
        await RefusedAsync("station.reason", 400, () => MoveAsync(station.Id, StationState.Rectifying, move: m => m with { ReasonCode = "no-such" }));
        await RefusedAsync("station.reason", 400, () => MoveAsync(station.Id, StationState.Rectifying, move: m => m with { ReasonCode = "complaint-upheld", DueOn = Today.AddDays(15) }));
        await RefusedAsync("station.deadline", 400, () => MoveAsync(station.Id, StationState.Rectifying, move: m => m with { ReasonCode = "overcharging" }));
        await RefusedAsync("station.deadline", 400, () => MoveAsync(station.Id, StationState.Rectifying, move: m => m with { ReasonCode = "overcharging", DueOn = Today }));
        await MoveAsync(station.Id, StationState.Rectifying, move: m => m with { ReasonCode = "complaint-upheld", Reason = "多收5元", DueOn = Today.AddDays(15) });
        await using var db = app.Db();
        var line = await db.StationTransitions.Where(t => t.StationId == station.Id).OrderByDescending(t => t.Id).FirstAsync();
        Assert.Equal(("complaint-upheld", "多收5元", Today.AddDays(15)), (line.ReasonCode, line.Reason, line.DueOn!.Value));
        var audit = await db.AuditEntries.SingleAsync(e => e.Subject == $"station:{station.Number}");
        Assert.Equal("complaint-upheld 多收5元", audit.Reason);
    }

    [Fact]
    public async Task A_merger_names_the_station_that_takes_over()
    {
        var station = await app.StationAsync(StationState.Operating);
        var successor = await app.StationAsync(StationState.Operating);
        var closed = await app.StationAsync(StationState.Suspended);
        await RefusedAsync("station.successor", 400, () => app.HandedOverAsync(station.Id, HandOverKind.Merge));
        await RefusedAsync("station.successor", 400, () => app.HandedOverAsync(station.Id, HandOverKind.Merge, station.Number));
        await RefusedAsync("station.successor", 400, () => app.HandedOverAsync(station.Id, HandOverKind.Merge, closed.Number));
        await RefusedAsync("hand-over.needed", 409, () => MoveAsync(station.Id, StationState.Merged, move: m => m with { ReasonCode = "village-merged" }));
        await app.HandedOverAsync(station.Id, HandOverKind.Merge, successor.Number);
        await MoveAsync(station.Id, StationState.Merged, move: m => m with { ReasonCode = "village-merged" });
        await using var db = app.Db();
        Assert.Equal(successor.Id, (await db.Stations.SingleAsync(s => s.Id == station.Id)).MergedInto);
    }

    [Fact]
    public async Task Two_people_at_once_the_second_is_told()
    {
        var station = await app.StationAsync(StationState.Operating);
        await MoveAsync(station.Id, StationState.Warned, move: m => m with { ReasonCode = "silent" });
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => MoveAsync(station.Id, StationState.Rectifying, move: m => m with { ReasonCode = "overcharging", DueOn = Today.AddDays(9), Version = 1 }));
        await using var hand = Hand.WithAll(app);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => hand.Stations.EditAsync(station.Id, new("新名", "shop", "ordinary", false, null, null, null, Version: 1)));
    }

    [Fact]
    public async Task Filings_at_the_same_moment_get_different_serials_and_an_exited_number_is_not_given_again()
    {
        const string place = "370126001201";
        var ids = new List<int>();
        for (var i = 0; i < 12; i++) ids.Add((await app.StationAsync(StationState.Confirmed, division: place, type: "simple")).Id);
        await Task.WhenAll(ids.Select(id => Task.Run(() => MoveAsync(id, StationState.Filed, account: 77))));
        await using var db = app.Db();
        var numbers = await db.Stations.Where(s => ids.Contains(s.Id)).Select(s => s.Number!).ToListAsync();
        Assert.Equal(Enumerable.Range(1, 12), numbers.Select(StationNumber.SerialOf).Order());
        var last = await db.Stations.SingleAsync(s => s.Number == numbers.Max());
        await app.HandedOverAsync(last.Id, HandOverKind.Exit);
        await MoveAsync(last.Id, StationState.Exited, move: m => m with { ReasonCode = "voluntary" });
        var next = await app.StationAsync(StationState.Confirmed, division: place, type: "simple");
        Assert.Equal(13, StationNumber.SerialOf((await MoveAsync(next.Id, StationState.Filed)).Number!));
    }

    [Fact]
    public async Task When_all_serials_are_given_the_filing_is_refused()
    {
        const string place = "370126001201";
        await app.StationAsync(StationState.Operating, division: place, type: "professional"); // the tests begin with 99
        var station = await app.StationAsync(StationState.Confirmed, division: place, type: "professional");
        await RefusedAsync("station.serials-used-up", 409, () => MoveAsync(station.Id, StationState.Filed));
    }

    [Theory]
    [InlineData("370102011201", "town-centre", "station.division")]
    [InlineData("370102011", "standard", "station.division")]
    [InlineData("370102011299", "standard", "station.division")]
    [InlineData("nonsense", "standard", "station.division")]
    [InlineData("120115001201", "standard", "station.division")] // out of reach: the same answer as for what does not exist
    [InlineData("370102011201", "palace", "station.type")]
    public async Task A_station_is_entered_where_its_type_stands_and_within_reach(string division, string type, string code)
    {
        await using var hand = Hand.WithAll(app, "37");
        await RefusedAsync(code, 400, () => hand.Stations.EnterAsync(new("某站", division, type, "shop", false, null, null, null), StationState.Planned, Today));
    }

    [Fact]
    public async Task Out_of_reach_is_not_found_and_another_operator_sees_nothing()
    {
        var station = await app.StationAsync(StationState.Filed, organisation: 3);
        await using var elsewhere = Hand.WithAll(app, "12");
        await RefusedAsync("not-found", 404, () => elsewhere.Stations.MoveAsync(station.Id, new(StationState.Building, Today, 1)));
        await using var other = Hand.WithAll(app, "37", organisation: 4);
        await RefusedAsync("not-found", 404, () => other.Stations.MoveAsync(station.Id, new(StationState.Building, Today, 1)));
        await using var own = Hand.WithAll(app, "37", organisation: 3);
        Assert.Equal(StationState.Building, (await own.Stations.MoveAsync(station.Id, new(StationState.Building, Today, 1))).State);
    }

    [Fact]
    public async Task Basics_are_changed_by_the_operator_before_the_filing_and_by_the_county_after_it()
    {
        var applied = await app.StationAsync(StationState.Applied, organisation: 3);
        var filed = await app.StationAsync(StationState.Operating, organisation: 3);
        var rights = new HashSet<string> { Permission.StationsApply, Permission.StationsBuild };
        StationBasics Basics(string rating) => new("改名益农信息社", "shop", rating, true, " 村口 ", "", "8:00—18:00", 1) { OrganisationId = 3 };
        await using (var operators = Hand.With(app, rights, "37", organisation: 3))
        {
            var changed = await operators.Stations.EditAsync(applied.Id, Basics("benchmark"));
            Assert.Equal(("改名益农信息社", "ordinary", "村口", null), (changed.Name, changed.Rating, changed.Address, changed.Phone));
            await RefusedAsync("forbidden", 403, () => operators.Stations.EditAsync(filed.Id, Basics("ordinary")));
        }
        await using var county = Hand.With(app, new HashSet<string> { Permission.StationsReview }, "370102");
        Assert.Equal("benchmark", (await county.Stations.EditAsync(filed.Id, Basics("benchmark"))).Rating);
    }

    [Fact]
    public async Task The_county_names_the_operator_and_only_one_that_works_there()
    {
        var (works, closed, provides, elsewhere) = (await OrganisationAsync("37"), await OrganisationAsync("37", closed: true), await OrganisationAsync("37", OrganisationKind.Provider), await OrganisationAsync("12"));
        await using var county = Hand.With(app, new HashSet<string> { Permission.StationsReview }, "370102");
        NewStation Plan(int? organisation) => new($"运营商待定的站{organisation}", TestDivisions.Village, "standard", "shop", false, null, null, null) { OrganisationId = organisation };
        foreach (var wrong in new[] { closed, provides, elsewhere, 999_999 }) await RefusedAsync("station.operator", 400, () => county.Stations.EnterAsync(Plan(wrong), StationState.Planned, Today));
        var planned = await county.Stations.EnterAsync(Plan(null), StationState.Planned, Today);
        StationBasics Basics(int? organisation) => new(planned.Name, "shop", "ordinary", false, null, null, null, planned.Version) { OrganisationId = organisation };
        await using (var other = Hand.WithAll(app, "37", organisation: works)) await RefusedAsync("not-found", 404, () => other.Stations.MoveAsync(planned.Id, new(StationState.Applied, Today, 1)));
        await RefusedAsync("station.operator", 400, () => county.Stations.EditAsync(planned.Id, Basics(elsewhere)));
        await county.Stations.EditAsync(planned.Id, Basics(works));
        await using (var operators = Hand.With(app, new HashSet<string> { Permission.StationsApply }, "37", organisation: works, account: 31))
        {
            Assert.Equal(works, (await operators.Stations.MoveAsync(planned.Id, new(StationState.Applied, Today, 2))).OrganisationId);
            // An operator's people do not give a station away.
            Assert.Equal(works, (await operators.Stations.EditAsync(planned.Id, Basics(null) with { Version = 3 })).OrganisationId);
            Assert.Equal(works, (await operators.Stations.EnterAsync(Plan(elsewhere), StationState.Applied, Today)).OrganisationId);
        }
        await RefusedAsync("station.operator", 400, async () => { await using var again = Hand.With(app, new HashSet<string> { Permission.StationsReview }, "370102"); await again.Stations.EditAsync(planned.Id, Basics(null) with { Version = 4 }); });
        await using var db = app.Db();
        Assert.Contains($"\"organisation\":{works}", (await db.AuditEntries.OrderBy(e => e.Id).FirstAsync(e => e.Action == "station.edited" && e.Subject == $"station:#{planned.Id}")).Details!.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    async Task<int> OrganisationAsync(string division, OrganisationKind kind = OrganisationKind.Operator, bool closed = false)
    {
        await using var db = app.Db();
        var made = db.Add(new Organisation { Name = $"{division}{kind}{closed}公司", Kind = kind, Division = DivisionCode.Parse(division).Value, CreatedAt = DateTime.UnixEpoch, ClosedAt = closed ? DateTime.UnixEpoch : null }).Entity;
        await db.SaveChangesAsync();
        return made.Id;
    }

    [Fact]
    public async Task Caches_are_told_after_the_change()
    {
        var station = await app.StationAsync(StationState.Operating);
        var told = new List<string>();
        await using var hand = Hand.WithAll(app);
        hand.Get<ChangeFeed>().On(StationRegister.Topic, told.Add);
        await hand.Stations.MoveAsync(station.Id, new(StationState.Warned, Today, 1) { ReasonCode = "weak" });
        Assert.Contains(station.Number!, told);
    }

    async Task<Station> EnterAsync(string division, StationState state, int account)
    {
        await using var hand = Hand.WithAll(app, account: account);
        return await hand.Stations.EnterAsync(new("姚家村益农信息社", division, "standard", "village-committee", false, null, null, null), state, Today);
    }

    async Task<Station> MoveAsync(int id, StationState to, DateOnly? on = null, int account = 2, Func<StationMove, StationMove>? move = null)
    {
        await using var hand = Hand.WithAll(app, account: account);
        var version = (await hand.Db.Stations.AsNoTracking().SingleAsync(s => s.Id == id)).Version;
        return await hand.Stations.MoveAsync(id, (move ?? (m => m))(new(to, on ?? Today, version)));
    }

    static async Task RefusedAsync(string code, int status, Func<Task> attempt)
    {
        var problem = await Assert.ThrowsAsync<Problem>(attempt);
        Assert.Equal((code, status), (problem.Code, problem.Status));
    }
}
