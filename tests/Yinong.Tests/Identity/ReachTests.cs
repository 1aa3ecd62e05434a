using System.Net;
using CsCheck;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Platform.Access;
using Yinong.Tests.Support;

namespace Yinong.Tests.Identity;

/// <summary>
/// Nobody sees outside their division: anybody, at any place, at every address that the program has. The addresses come from the program itself, so
/// a new page is tried from its first day.
/// </summary>
public class ReachTests(ReachCountry app) : IClassFixture<ReachCountry>
{
    const int People = 12;

    /// <summary>Keys that no row has, of each shape that addresses take.</summary>
    static readonly string[] NoOnes = ["2000000000", "999999999999Z99Z", "01934f00-0000-7000-8000-000000000000",
        StationNumber.Make(DivisionCode.Parse(TestDivisions.Village), 'X', 1).Text, OfficerNumber.Make(DivisionCode.Parse(TestDivisions.County), 2001, 1), CertificateNumber.Make(DivisionCode.Parse("37"), 2001, 1)];

    static readonly Gen<(string Role, string Place)> Anybody =
        from role in OneOf(Roles.All.Where(r => r.Organisation is null).ToArray())
        from place in OneOf(ReachCountry.Places.Where(p => role.Levels.Contains(DivisionCode.Parse(p).Level)).ToArray())
        select (role.Code, place);

    static Gen<T> OneOf<T>(T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    [Fact]
    public async Task Nobody_sees_outside_their_division() =>
        await Anybody.SampleAsync(async who =>
        {
            var visitor = await app.PersonAsync(who.Role, who.Place);
            var foreign = app.Rows.Where(r => !ReachCountry.LiesIn(r.Place, who.Place)).ToList();
            foreach (var address in Lists(who.Place))
            {
                var text = await ReadAsync(visitor, address);
                var seen = foreign.FirstOrDefault(r => text.Contains(r.Mark, StringComparison.Ordinal) && !WorksHere(r, who.Place, address));
                Assert.True(seen is null, $"{who.Role} at {who.Place} sees {seen} on {address}");
            }
        }, iter: People, threads: 1);

    /// <summary>An operator of the whole province works in each of its counties: who enters a station there chooses it by name, and only there.</summary>
    static bool WorksHere(MarkedRow row, string place, string address) => row.Table == "organisations" && address.Split('?')[0] == "/stations/new" && ReachCountry.LiesIn(place, row.Place);

    [Fact]
    public async Task What_is_out_of_reach_is_answered_like_what_does_not_exist() =>
        await Anybody.SampleAsync(async who =>
        {
            var visitor = await app.PersonAsync(who.Role, who.Place);
            var foreign = app.Rows.Where(r => !ReachCountry.LiesIn(r.Place, who.Place)).GroupBy(r => r.Table).Select(g => g.First()).ToList();
            foreach (var route in Details())
            {
                var nothing = await Task.WhenAll(NoOnes.Select(async key => (await visitor.Http.GetAsync(Fill(route, key))).StatusCode));
                // A small number may be the key of something else of one's own: each key is tried where its table lives.
                foreach (var row in foreign.Where(r => route.Contains('/' + r.Table + '/', StringComparison.Ordinal)))
                {
                    using var answer = await visitor.Http.GetAsync(Fill(route, row.Key));
                    var own = app.Rows.Any(r => r.Key == row.Key && ReachCountry.LiesIn(r.Place, who.Place));
                    Assert.True(own || nothing.Contains(answer.StatusCode), $"{who.Role} at {who.Place}: {Fill(route, row.Key)} answers {(int)answer.StatusCode}, what does not exist {string.Join(' ', nothing.Select(s => (int)s))}");
                    Assert.True(own || answer.StatusCode != HttpStatusCode.OK, $"{who.Role} at {who.Place} opens {Fill(route, row.Key)} ({row})");
                }
            }
        }, iter: People, threads: 1);

    /// <summary>The other side: a list that shows nothing to anybody would pass the tests above.</summary>
    [Theory]
    [InlineData("county-manager", TestDivisions.County, "/accounts", "accounts")]
    [InlineData("security-administrator", "3701", "/organisations", "organisations")]
    [InlineData("province-manager", "37", "/api/v1/stations?limit=200", "stations")]
    [InlineData("system-administrator", "37", "/clients", "clients")]
    [InlineData("security-administrator", "3701", "/accounts.csv", "accounts")]
    [InlineData("county-manager", TestDivisions.County, "/organisations.csv", "organisations")]
    [InlineData("system-administrator", "37", "/clients.csv", "clients")]
    public async Task Everything_inside_is_there(string role, string place, string address, string table)
    {
        var visitor = await app.PersonAsync(role, place);
        var text = await ReadAllAsync(visitor, address);
        Findings.AssertNone(app.Rows.Where(r => r.Table == table && ReachCountry.LiesIn(r.Place, place) != text.Contains(r.Mark, StringComparison.Ordinal)).Select(r => r.ToString()));
    }

    [Fact]
    public async Task A_client_sees_no_further_than_its_division() =>
        await OneOf(ReachCountry.Places.ToArray()).SampleAsync(async place =>
        {
            var machine = await app.ClientAsync(string.Join(' ', Roles.Scopes), place);
            foreach (var address in Lists(place).Where(a => a.StartsWith("/api/", StringComparison.Ordinal)))
            {
                var text = await (await machine.GetAsync(address)).Content.ReadAsStringAsync();
                var seen = app.Rows.FirstOrDefault(r => !ReachCountry.LiesIn(r.Place, place) && text.Contains(r.Mark, StringComparison.Ordinal));
                Assert.True(seen is null, $"a client at {place} sees {seen} on {address}");
            }
        }, iter: People, threads: 1);

    [Fact]
    public void The_program_has_addresses_to_try()
    {
        Assert.Contains("/accounts", Lists("37"));
        Assert.Contains("/accounts/{id:int}", Details());
        Assert.Contains("/api/v1/stations/{number}", Details());
    }

    /// <summary>A walk of the test's own against known facts, so that the judge is right too.</summary>
    [Theory]
    [InlineData(TestDivisions.Village, TestDivisions.County, true)]
    [InlineData(TestDivisions.OtherCountyVillage, TestDivisions.County, false)]
    [InlineData(TestDivisions.DongguanVillage, "4419", true)]
    [InlineData("4419", TestDivisions.DongguanVillage, false)]
    [InlineData("37", "00", true)]
    public void The_judge_knows_the_tree(string row, string place, bool inside) => Assert.Equal(inside, ReachCountry.LiesIn(row, place));

    /// <summary>Closed addresses without keys: bare, asked for a foreign place, and for as much as there is.</summary>
    List<string> Lists(string place)
    {
        var elsewhere = ReachCountry.Places.FirstOrDefault(p => p != place && !ReachCountry.LiesIn(p, place)) ?? "65";
        return [.. Closed().Where(r => !r.Contains('{', StringComparison.Ordinal)).SelectMany(r => new[] { r, $"{r}?division={elsewhere}&in={elsewhere}&limit=200", $"{r}?q=marked&division=00" })];
    }

    List<string> Details() => [.. Closed().Where(r => r.Contains('{', StringComparison.Ordinal))];

    IEnumerable<string> Closed() =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<RequireAttribute>() is not null && e.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null || e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct();

    static string Fill(string route, string key) => System.Text.RegularExpressions.Regex.Replace(route, @"\{[^}]*\}", Uri.EscapeDataString(key));

    static async Task<string> ReadAsync(Visitor visitor, string address)
    {
        using var answer = await visitor.Http.GetAsync(address);
        Assert.True((int)answer.StatusCode < 500, $"{address} answers {(int)answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    // Follows the way on, as somebody who reads to the end.
    static async Task<string> ReadAllAsync(Visitor visitor, string address)
    {
        var all = "";
        for (var (next, pages) = ((string?)address, 0); next is not null && pages < 20; pages++)
        {
            var text = await ReadAsync(visitor, next);
            all += text;
            var link = System.Text.RegularExpressions.Regex.Match(text, "href=\"([^\"]*[?&;]after=[^\"]*)\"", System.Text.RegularExpressions.RegexOptions.IgnoreCase);
            next = link.Success ? WebUtility.HtmlDecode(link.Groups[1].Value) : null;
        }
        return all;
    }
}
