using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Divisions.Import;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Modules.Stations.Photos;
using Yinong.Modules.Stations.Places;
using Yinong.Tests.Stations.HandOvers;
using Yinong.Tests.Support;
using GivenDesk = Yinong.Tests.Desk.GivenDesk;

namespace Yinong.Tests.Stations.Places;

/// <summary>A station that moves keeps its number and its past: what was served stays where it was served, what comes is counted at the new place, nothing twice.</summary>
public class PlaceTests(App app) : IClassFixture<App>
{
    const string Old = TestDivisions.Village, New = TestDivisions.OtherCountyVillage;

    [Fact]
    public async Task A_moved_station_keeps_its_number_and_its_services_stay_where_they_were_given()
    {
        var desk = await app.DeskAsync(Old);
        var machine = await app.ClientAsync("service-records:write service-records:read", "37");
        await SendAsync(machine, desk.Record("P-0101", personTimes: 3));
        // Kept by county; the recount of every cell is compared each time.
        var (oldCounty, newCounty) = (Old[..6], New[..6]);
        var before = (Old: await GivenDesk.CountedAsync(app, oldCounty), New: await GivenDesk.CountedAsync(app, newCounty));
        Assert.Equal(3, before.Old.PersonTimes);

        await app.HandedOverAsync(desk.Station.Id, HandOverKind.Move, place: New);
        await using (var hand = Hand.WithAll(app)) await hand.Stations.MoveAsync(desk.Station.Id, new(StationState.Operating, new(2018, 10, 31), 1));
        await SendAsync(machine, desk.Record("P-0101", "2018-10-31T09:00:00+08:00", personTimes: 5));

        var after = (Old: await GivenDesk.CountedAsync(app, oldCounty), New: await GivenDesk.CountedAsync(app, newCounty));
        Assert.Equal((before.Old.PersonTimes, before.New.PersonTimes + 5), (after.Old.PersonTimes, after.New.PersonTimes));
        await using var db = app.Db();
        var station = await db.Stations.SingleAsync(s => s.Id == desk.Station.Id);
        Assert.Equal((desk.Station.Number, DivisionCode.Parse(New).Value, StationState.Operating), (station.Number, station.Division, station.State));
        Assert.Equal(DivisionCode.Parse(New).Value, (await db.Postings.SingleAsync(p => p.StationId == station.Id)).Division);
        Assert.All(await db.StationTransitions.Where(t => t.StationId == station.Id).ToListAsync(), t => Assert.Equal(station.Division, t.Division));
        var change = await db.StationPlaceChanges.SingleAsync(c => c.StationId == station.Id);
        Assert.Equal((PlaceCause.Moved, new DateOnly(2018, 10, 31)), (change.Cause, change.OnDate));

        // Eight person-times on its own page: the past moved along with it for whoever looks at the station.
        var county = await app.SignedInAsync("county-manager", "370126");
        var page = await county.GetAsync($"/stations/{station.Number}");
        Assert.Contains("近30天服务", page.Text, StringComparison.Ordinal);
        Assert.Contains("8人次", page.Text, StringComparison.Ordinal);
        var province = await app.SignedInAsync("province-manager", "37");
        Assert.Equal(["3", "5"], [Assert.Single((await province.GetAsync($"/records?station={station.Number}&division={Old}")).Table())["人次"], Assert.Single((await province.GetAsync($"/records?station={station.Number}")).Table())["人次"]]);
        Assert.Contains("站点搬过地方", (await app.Visitor().GetAsync($"/s/{station.Number}")).Text, StringComparison.Ordinal);
        await (await app.SignedInAsync("county-manager", TestDivisions.County)).GetAsync($"/stations/{station.Number}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_move_inside_the_village_changes_the_address_only()
    {
        var station = await app.StationAsync(StationState.Suspended);
        await using (var before = app.Db()) await before.Stations.Where(s => s.Id == station.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.LatitudeMicro, 36_668_000).SetProperty(x => x.LongitudeMicro, 117_076_000));
        await app.HandedOverAsync(station.Id, HandOverKind.Move, address: "村南头小卖部");
        await using (var hand = Hand.WithAll(app)) await hand.Stations.MoveAsync(station.Id, new(StationState.Suspended, new(2018, 10, 31), 1));
        await using var db = app.Db();
        var now = await db.Stations.SingleAsync(s => s.Id == station.Id);
        Assert.Equal(("村南头小卖部", station.Division, station.Since), (now.Address, now.Division, now.Since));
        // Where it stood is not where it stands.
        Assert.Null(now.Point);
        Assert.Contains("36.668, 117.076", (await db.AuditEntries.SingleAsync(a => a.Action == "station.move" && a.Subject == $"station:{station.Number}")).Details, StringComparison.Ordinal);
        Assert.False(await db.StationPlaceChanges.AnyAsync(c => c.StationId == station.Id));
    }

    [Fact]
    public async Task Judgements_of_photos_go_along_with_the_pair_of_the_station_that_moves()
    {
        var (station, other) = (await app.StationAsync(StationState.Operating), await app.StationAsync(StationState.Operating));
        await using (var before = app.Db())
        {
            var pair = before.Add(new PhotoPair { PhotoId = 90_001, StationId = station.Id, Division = station.Division, OtherId = 90_002, OtherStationId = other.Id, OtherDivision = other.Division, FoundAt = DateTime.UnixEpoch, Verdict = PhotoVerdict.Recycled, Version = 2 }).Entity;
            await before.SaveChangesAsync();
            before.Add(new PhotoJudgement { PairId = pair.Id, Division = station.Division, Verdict = PhotoVerdict.Recycled, Reason = "套用了邻村的照片", At = DateTime.UnixEpoch, Actor = "account:1" });
            await before.SaveChangesAsync();
        }
        await app.HandedOverAsync(station.Id, HandOverKind.Move, place: New);
        await using (var hand = Hand.WithAll(app)) await hand.Stations.MoveAsync(station.Id, new(StationState.Operating, new(2018, 10, 31), 1));
        await using var db = app.Db();
        var moved = await db.PhotoPairs.SingleAsync(p => p.StationId == station.Id);
        var county = await app.SignedInAsync("county-manager", New[..6]);
        Assert.Contains("套用了邻村的照片", (await county.GetAsync($"/photos/{moved.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_is_decided_only_for_a_station_whose_village_is_gone()
    {
        var station = await app.StationAsync(StationState.Operating);
        await using var hand = Hand.WithAll(app);
        await HandOverTests.RefusedAsync("place.not-misplaced", () => hand.Get<StationPlaces>().DecideAsync(station.Id, New, "鲁民函1号", 1));
    }

    /// <summary>What names a place and hangs on no station; a new table that names one goes along with its station, or is added here.</summary>
    static readonly HashSet<string> OfNoStation =
    [
        // Of a person, whose place is that of the person.
        "accounts", "posts", "officers", "officer_assessments", "officer_pauses", "officer_standing_steps", "certificates", "certificate_suspensions", "class_enrolments", "exam_sittings", "hour_credits", "lesson_studies", "qualifications",
        // Of an authority or a body.
        "clients", "organisations", "checklist_editions", "officer_rule_editions", "courses", "exams", "hour_requirements", "questions", "recheck_draws", "siting_plans", "station_imports", "training_bodies", "training_classes",
        // Where it was issued; read by number, wherever the station is. The station itself is set by hand.
        "mark_issues", "stations",
    ];

    [Fact]
    public async Task Whatever_hangs_on_a_station_goes_along()
    {
        await using var db = app.Db();
        var below = StationPlaces.Below.Select(b => b.Table).ToHashSet();
        Findings.AssertNone(RebasedTables.Of(db.Model).Where(t => !t.OfStation && !below.Contains(t.Name) && !OfNoStation.Contains(t.Name)).Select(t => t.Name));
        Findings.AssertNone(below.Where(name => !RebasedTables.Of(db.Model).Any(t => t.Name == name && !t.OfStation)));
    }

    static async Task SendAsync(HttpClient machine, Dictionary<string, object?> record)
    {
        var answer = await machine.PostAsJsonAsync("/api/v1/service-records", new[] { record });
        Assert.Contains("created", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
