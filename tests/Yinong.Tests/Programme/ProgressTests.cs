using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Yinong.Modules.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Programme;

/// <summary>Progress of the programme, through the door; every test has a province or county of its own.</summary>
public class ProgressTests(App app) : IClassFixture<App>
{
    static readonly DateOnly Today = new(2018, 10, 31);

    [Fact]
    public async Task The_nation_shows_the_provinces_that_take_part_with_their_targets()
    {
        var body = await GetAsync("");
        Assert.Equal("00", body.GetProperty("division").GetString());
        var shandong = Row(body, "37");
        Assert.Equal("C", shandong.GetProperty("cohort").GetString());
        Assert.Equal("count-and-coverage", shandong.GetProperty("regime").GetString());
        Assert.Equal(29687, shandong.GetProperty("targetStations").GetInt32());
        Assert.Equal(0.4, shandong.GetProperty("targetCoverage").GetDouble());
        Assert.False(shandong.GetProperty("met").GetBoolean());
        Assert.Equal("2018-10-31", shandong.GetProperty("rosterAsOf").GetString());
        Assert.Equal(0.7081, shandong.GetProperty("timeShare").GetDouble());
        Assert.DoesNotContain("42", body.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("division").GetString()));
    }

    [Fact]
    public async Task A_village_is_covered_once_by_however_many_stations_that_are_accepted_serve_and_live()
    {
        var villages = TestDivisions.All.Where(d => d.Code.ToString().StartsWith("120115", StringComparison.Ordinal) && d.Code.ToString().Length == 12).Select(d => d.Code.Value).ToList();
        var onRoster = villages.Where(v => v / 10 % 1000 is >= 200 and < 400).ToList();
        await BuildAsync(onRoster[0], StationState.Operating, Today);
        await BuildAsync(onRoster[0], StationState.Warned, Today.AddDays(-30));
        await BuildAsync(onRoster[1], StationState.Operating, Today.AddDays(-31));
        await BuildAsync(onRoster[1], StationState.Operating, null);
        await BuildAsync(onRoster[2], StationState.Suspended, Today);
        await BuildAsync(onRoster[2], StationState.Exited, Today);
        await BuildAsync(onRoster[2], StationState.Building, null, accepted: false);
        await BuildAsync(villages.First(v => v / 10 % 1000 < 200), StationState.Operating, Today);

        var row = await UntilAsync("?division=1201", body => Row(body, "120115"), r => r.GetProperty("builtStations").GetInt32() == 6);
        Assert.Equal(5, row.GetProperty("servingStations").GetInt32());
        Assert.Equal(3, row.GetProperty("operatingStations").GetInt32());
        Assert.Equal(onRoster.Count, row.GetProperty("rosterVillages").GetInt32());
        Assert.Equal(1, row.GetProperty("coveredVillages").GetInt32());
        Assert.Equal(Math.Round(1.0 / onRoster.Count, 4), row.GetProperty("coverage").GetDouble());
        Assert.Equal(onRoster.Count - 1, row.GetProperty("blindSpots").GetInt32());
        Assert.Equal(1, Row(await GetAsync("?division=120115001"), new Yinong.Modules.Divisions.DivisionCode(onRoster[0]).ToString()).GetProperty("coveredVillages").GetInt32());
        Assert.Equal(3, Row(await GetAsync(""), "12").GetProperty("operatingStations").GetInt32());
    }

    [Theory]
    [InlineData("/api/v1/programmes/2031/progress", "programme.unknown")]
    [InlineData("/api/v1/programmes/2018/progress?division=99", "division.unknown")]
    [InlineData("/api/v1/programmes/2018/progress?division=37'--", "division.unknown")]
    public async Task What_does_not_exist_is_told_so(string url, string code)
    {
        var answer = await app.Machine().GetAsync(url);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_is_known_is_not_sent_again()
    {
        var first = await app.Machine().GetAsync("/api/v1/programmes/2018/progress?division=37");
        var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/programmes/2018/progress?division=37");
        again.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.GetValues("ETag"));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await app.Machine().SendAsync(again)).StatusCode);
    }

    async Task BuildAsync(long village, StationState state, DateOnly? served, bool accepted = true)
    {
        await using var db = app.Db();
        db.Stations.Add(new() { Name = "测试社", Division = village, Type = "standard", HostClass = "shop", State = state, Since = Today, AcceptedOn = accepted ? new(2018, 7, 1) : null, LastServedOn = served });
        await db.SaveChangesAsync();
    }

    // What is written behind the door is seen within seconds, as from another node.
    async Task<JsonElement> UntilAsync(string query, Func<JsonElement, JsonElement> pick, Func<JsonElement, bool> there)
    {
        for (var attempt = 0; ; attempt++)
        {
            var row = pick(await GetAsync(query));
            if (there(row) || attempt == 600) return row;
            await Task.Delay(100);
        }
    }

    async Task<JsonElement> GetAsync(string query)
    {
        var answer = await app.Machine().GetAsync($"/api/v1/programmes/2018/progress{query}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    static JsonElement Row(JsonElement body, string division) => body.GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("division").GetString() == division);
}
