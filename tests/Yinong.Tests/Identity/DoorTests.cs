using System.Net;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Tests.Support;

namespace Yinong.Tests.Identity;

/// <summary>
/// Nobody changes anything outside their division: every handler of a form and every endpoint that does more than read, tried by anybody at any place,
/// with a call that is right in everything but whose row it is. The handlers come from the running program.
/// </summary>
public class DoorTests(DoorCountry app) : IClassFixture<DoorCountry>
{
    /// <summary>Its form names every child of the place; ProgrammePlanTests send it.</summary>
    const string BreakDown = "/programme/break-down";

    /// <summary>Needs a file; CourseTests send it.</summary>
    const string LessonUpload = "/training/courses/{id:int}/lessons/{lesson:int?}?handler=Upload";

    /// <summary>Needs the key that the phone got with the paper; SealedAnswerTests send it.</summary>
    const string Sealed = "POST /exams/sitting/{id:guid}/sealed";

    /// <summary>Calls that need files, or what somebody else has filled in before; AcceptanceTests and EvidenceTests send them.</summary>
    static readonly string[] Later = ["=Locate", "=Confirm", "=Return", "}?handler=Upload", "}?handler=Remove"];

    public static TheoryData<Door> Aimed => [.. Doors.All.Where(d => d.Aim is Aim.Row or Aim.Place).Select(d => new TheoryDataRow<Door>(d))];

    public static TheoryData<Door> WithAPermission => [.. Doors.All.Where(d => d.Aim is not Aim.Open).Select(d => new TheoryDataRow<Door>(d))];

    [Fact]
    public async Task Every_way_to_change_something_is_known() =>
        Findings.AssertSame(Doors.All.Select(d => d.Way), (await WaysAsync()).Keys, "the program has no such handler any more", "a handler that this test does not know (Doors.cs)");

    [Theory, MemberData(nameof(Aimed))]
    public async Task Out_of_reach_nothing_is_found_and_nothing_changes(Door door) =>
        await Chosen(PlacesOf(door)).SampleAsync(async place =>
        {
            foreach (var rows in app.Rows.Where(r => !ReachCountry.LiesIn(r.Place, place)))
            {
                var who = await WhoAsync(door, place);
                var before = await app.LookAsync();
                using var answer = await who.KnockAsync(door, rows, door.Aim is Aim.Row ? Inside(place) : Foreign(door, rows));
                var expected = door.Aim is Aim.Row ? new[] { HttpStatusCode.NotFound } : [HttpStatusCode.NotFound, HttpStatusCode.BadRequest];
                Assert.True(expected.Contains(answer.StatusCode), $"{door.Role} at {place}, {door.Way} of {rows.Place}: {(int)answer.StatusCode}");
                AssertSame(before, await app.LookAsync(), $"{door.Role} at {place}, {door.Way} of {rows.Place}");
            }
        }, iter: 3, threads: 1);

    [Fact]
    public async Task Whoever_it_is_and_wherever_nothing_outside_changes()
    {
        var ways = await WaysAsync();
        var anybody =
            from role in Chosen(Roles.All.Where(r => r.Organisation is null).ToArray())
            from place in Chosen(ReachCountry.Places.Where(p => role.Levels.Contains(DivisionCode.Parse(p).Level)).ToArray())
            select (role, place);
        await anybody.SampleAsync(async who =>
        {
            var (role, place) = who;
            var person = await app.PersonAsync(role.Code, place);
            if (app.Rows.FirstOrDefault(r => !ReachCountry.LiesIn(r.Place, place)) is not { } rows) return;
            var before = await app.LookAsync();
            foreach (var door in Doors.All.Where(d => d.Aim is Aim.Row or Aim.Place))
            {
                using var answer = await person.KnockAsync(door, rows, door.Aim is Aim.Row ? Inside(place) : Foreign(door, rows));
                var mayEnter = ways[door.Way] is not { } permission || role.Rights.Contains(permission);
                Assert.True(mayEnter ? answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest : answer.StatusCode == HttpStatusCode.Forbidden,
                    $"{role.Code} at {place}, {door.Way} of {rows.Place}: {(int)answer.StatusCode}");
            }
            AssertSame(before, await app.LookAsync(), $"{role.Code} at {place}, rows of {rows.Place}");
        }, iter: 12, threads: 1);
    }

    /// <summary>The other side: a call that is wrong in itself would pass the tests above.</summary>
    [Theory, MemberData(nameof(Aimed))]
    public async Task Inside_the_same_call_changes_something(Door door)
    {
        if (door.Way is BreakDown or LessonUpload or Sealed || door.Way.StartsWith("/stations/{key}/acceptance", StringComparison.Ordinal) && Later.Any(l => door.Way.EndsWith(l, StringComparison.Ordinal))) return;
        var (rows, other) = (await app.MakeAsync(TestDivisions.Village), app.Rows[0]);
        var person = door.Role == "officer" ? await app.OfficerAsync(rows) : await WhoAsync(door, Above(door));
        if (door.Way.EndsWith("Open", StringComparison.Ordinal)) (await person.KnockAsync(Doors.All.Single(d => d.Way == "/accounts/{id:int}?handler=Close"), rows, "")).Dispose();
        if (door.Way.EndsWith("resume", StringComparison.Ordinal)) (await person.KnockAsync(Doors.All.Single(d => d.Way.EndsWith("}/suspend", StringComparison.Ordinal)), rows, "")).Dispose();
        var before = await app.LookAsync();
        var aimed = rows with { Parts = new Dictionary<string, string>(rows.Parts) { ["other"] = other.Parts["station"] } };
        using var answer = await person.KnockAsync(door, aimed, door.Way switch
        {
            "/programme/target" or "/stations/checklist/edit" or "/officers/rules/edit" or "/training/hours" => "37",
            // The village is where the account holds a post already.
            "/accounts/{id:int}?handler=Grant" or "/siting" => TestDivisions.County,
            _ => TestDivisions.Village,
        });
        Assert.True((int)answer.StatusCode < 400, $"{door.Way}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        var after = await app.LookAsync();
        Assert.True(before.Any(t => after[t.Key] != t.Value), $"{door.Way} answered {(int)answer.StatusCode} and changed nothing");
    }

    [Fact]
    public async Task An_officer_records_only_at_his_own_station_and_only_in_his_own_name()
    {
        foreach (var (own, foreign) in app.Rows.Zip(app.Rows.Skip(1)))
        {
            var officer = await app.OfficerAsync(own);
            var before = await app.LookAsync();
            foreach (var door in Doors.All.Where(d => d.Role == "officer" && d.Fields.Any(f => f.Value.Contains("{station}", StringComparison.Ordinal))))
            {
                using var answer = await officer.KnockAsync(door, foreign, foreign.Place);
                Assert.True((int)answer.StatusCode < 500, $"{door.Way}: {(int)answer.StatusCode}");
            }
            AssertSame(before, await app.LookAsync(), $"the officer of {own.Place} at the station of {foreign.Place}");
        }
    }

    [Fact]
    public async Task A_machine_changes_nothing_outside_its_place_or_its_station()
    {
        var doors = Doors.All.Where(d => d.Aim is not Aim.Open && d.Way.StartsWith("POST /api/", StringComparison.Ordinal)).ToList();
        var own = app.Rows[0];
        var narrow = await app.ClientAsync("service-records:write", "37", own.Parts["station"]);
        foreach (var (machine, rows) in new[] { (await app.MachineAsync("37"), app.Rows[2]), (await app.MachineAsync(TestDivisions.County), app.Rows[1]), (narrow, app.Rows[1]) })
        {
            var before = await app.LookAsync();
            foreach (var door in doors)
            {
                using var answer = await new Knocker(machine, null).KnockAsync(door, rows, rows.Place);
                var text = await answer.Content.ReadAsStringAsync();
                Assert.True(answer.StatusCode == HttpStatusCode.NotFound || text.Contains("station.unknown", StringComparison.Ordinal), $"{door.Way}: {(int)answer.StatusCode} {text}");
            }
            AssertSame(before, await app.LookAsync(), rows.Place);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.ClientAsync("service-records:read", "37", own.Parts["station"])).GetAsync($"/api/v1/service-records?station={app.Rows[1].Parts["station"]}")).StatusCode);
    }

    /// <summary>A page mark comes back from outside; a forged one leads nowhere.</summary>
    [Fact]
    public async Task A_forged_page_mark_does_not_widen_the_list()
    {
        var machine = await app.MachineAsync("37");
        foreach (var order in Enumerable.Range(0, 4))
            foreach (var place in new[] { "0", "1101010010010", "4419001012015" })
            {
                var text = await (await machine.GetAsync($"/api/v1/service-records?division=37&from=2018-10-01&to=2018-10-31&limit=200&after={order}-{place}-0-00000000000000000000000000000000")).Content.ReadAsStringAsync();
                foreach (var rows in app.Rows.Where(r => !ReachCountry.LiesIn(r.Place, "37"))) Assert.DoesNotContain(rows.Keys["records"], text, StringComparison.Ordinal);
            }
    }

    [Theory, MemberData(nameof(WithAPermission))]
    public async Task Without_the_permission_without_the_token_and_without_a_sign_in_it_stays_shut(Door door)
    {
        var permission = (await WaysAsync())[door.Way];
        Assert.NotNull(permission);
        var rows = app.Rows[0];
        var lacking = Roles.All.FirstOrDefault(r => r.Organisation is null && r.Levels.Contains(DivisionLevel.Nation) && permission != Permission.AccountSelf && !r.Rights.Contains(permission));
        var (without, forged) = (lacking is null ? null : await app.PersonAsync(lacking.Code, "00"), door.Role is null ? null : await WhoAsync(door, Above(door)) with { Token = null });
        var before = await app.LookAsync();
        using (var nobody = await new Knocker(app.Visitor().Http, null).KnockAsync(door, rows, rows.Place))
            Assert.True(nobody.StatusCode == HttpStatusCode.Unauthorized || nobody.Headers.Location?.PathAndQuery.StartsWith("/sign-in", StringComparison.Ordinal) == true, $"nobody: {(int)nobody.StatusCode} {nobody.Headers.Location}");
        if (without is not null)
        {
            using var refused = await without.KnockAsync(door, rows, rows.Place);
            Assert.True(refused.StatusCode == HttpStatusCode.Forbidden, $"{lacking!.Code} without {permission}: {(int)refused.StatusCode}");
        }
        if (forged is not null)
        {
            using var answer = await forged.KnockAsync(door, rows, rows.Place);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"without the token: {(int)answer.StatusCode}");
        }
        AssertSame(before, await app.LookAsync(), door.Way);
    }

    async Task<Knocker> WhoAsync(Door door, string place)
    {
        if (door.Role is null) return new(await app.MachineAsync(place), null);
        return door.Role == "officer" && app.Rows.FirstOrDefault(r => r.Place == place) is { } own ? await app.OfficerAsync(own) : await app.PersonAsync(door.Role, place);
    }

    /// <summary>Where the door's role can be held.</summary>
    string[] PlacesOf(Door door) => door.Role switch
    {
        "officer" => [.. app.Rows.Select(r => r.Place)],
        { } role => [.. ReachCountry.Places.Where(p => p != "00" && Roles.Find(role)!.Levels.Contains(DivisionCode.Parse(p).Level))],
        null => [.. ReachCountry.Places.Where(p => p != "00")],
    };

    static string Above(Door door) => door.Role switch
    {
        "county-manager" => TestDivisions.County,
        "province-manager" => "37",
        "officer" => TestDivisions.Village,
        _ => "00",
    };

    static string Inside(string place) => ReachCountry.Places.Where(p => ReachCountry.LiesIn(p, place)).MaxBy(p => p.Length)!;

    static string Foreign(Door door, DoorRows rows) => door.Way.StartsWith("/programme", StringComparison.Ordinal) || door.Way is "/stations/checklist/edit" or "/officers/rules/edit" or "/training/hours" ? rows.Place[..2] : rows.Place;

    static Gen<T> Chosen<T>(T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    static void AssertSame(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after, string what) =>
        Findings.AssertNone(before.Where(t => after[t.Key] != t.Value).Select(t => $"{what} changed {t.Key}"));

    /// <summary>Every handler of the program that does more than read, with the permission at its door.</summary>
    async Task<Dictionary<string, string?>> WaysAsync()
    {
        var ways = new Dictionary<string, string?>();
        var loader = app.Services.GetRequiredService<PageLoader>();
        foreach (var endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var (route, permission) = ("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint.Metadata.GetMetadata<RequireAttribute>()?.Permission);
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                foreach (var handler in (await loader.LoadAsync(page, EndpointMetadataCollection.Empty)).HandlerMethods.Where(h => !HttpMethods.IsGet(h.HttpMethod) && !HttpMethods.IsHead(h.HttpMethod)))
                    ways[$"{(HttpMethods.IsPost(handler.HttpMethod) ? "" : handler.HttpMethod + " ")}{route}{(handler.Name is { Length: > 0 } name ? $"?handler={name}" : "")}"] = permission;
            }
            else
            {
                foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Where(m => !HttpMethods.IsGet(m) && !HttpMethods.IsHead(m)) ?? [])
                    ways[$"{method.ToUpperInvariant()} {route.TrimEnd('/')}"] = permission;
            }
        }
        return ways;
    }
}
