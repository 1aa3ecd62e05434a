using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CsCheck;
using Yinong.Modules.Desk;
using Yinong.Modules.Divisions;
using Yinong.Modules.Supervision;
using Yinong.Tests.Support;

namespace Yinong.Tests.Supervision;

/// <summary>The statistics against the plainest recount of the same records.</summary>
public sealed class StatisticsTests(App app) : IClassFixture<App>
{
    static readonly string[] Ways = ["division", "kind", "day", "month", "item"];
    static CountedServices? _data;

    [Fact]
    public async Task Any_question_agrees_with_a_recount_of_the_records()
    {
        var data = await DataAsync();
        var nation = await app.ClientAsync("statistics:read");
        var places = TestDivisions.All.Select(d => d.Code).Append(DivisionCode.Nation).ToArray();
        var first = new DateOnly(2017, 12, 20);
        var questions = Gen.Select(Gen.Int[0, places.Length - 1], Gen.Int[0, 330], Gen.Int[0, 120], Gen.Int[0, Ways.Length - 1]);
        await questions.SampleAsync(async (at, start, days, way) =>
        {
            var (place, by) = (places[at], Ways[way]);
            var (from, to) = (first.AddDays(start), first.AddDays(start + days));
            var answer = await AskAsync(nation, $"division={place}&from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}&by={by}");
            var expected = data.At(place, from, to).GroupBy(r => KeyOf(r, by, place, data)).ToDictionary(g => g.Key, g => Sum(g));
            foreach (var row in answer.Rows)
                Assert.Equal((row.Key, expected.GetValueOrDefault(row.Key, new(0, 0, 0, 0))), (row.Key, new StatisticsSum(row.Records, row.PersonTimes, row.GroupPersonTimes, row.AmountFen)));
            Assert.Empty(expected.Keys.Except(answer.Rows.Select(r => r.Key)));
            Assert.Equal(Sum(data.At(place, from, to)), answer.Total);
        }, iter: 400, threads: 1);
    }

    [Fact]
    public async Task Children_add_up_to_their_place_at_every_level()
    {
        await DataAsync();
        var nation = await app.ClientAsync("statistics:read");
        foreach (var place in TestDivisions.All.Select(d => d.Code).Where(c => c.Level < DivisionLevel.Village).Append(DivisionCode.Nation))
        {
            var whole = await AskAsync(nation, $"division={place}&from=2018-03-05&to=2018-09-20&by=kind");
            var children = await AskAsync(nation, $"division={place}&from=2018-03-05&to=2018-09-20");
            Assert.Equal(whole.Total, children.Total);
            foreach (var child in children.Rows.Where(r => r.Key != place.ToString()))
                Assert.Equal(child.Records, (await AskAsync(nation, $"division={child.Key}&from=2018-03-05&to=2018-09-20&by=kind")).Total.Records);
        }
    }

    [Fact]
    public async Task A_table_is_complete_and_nothing_is_asked_for_twice()
    {
        await DataAsync();
        var county = await app.ClientAsync("statistics:read", TestDivisions.County);
        var days = await AskAsync(county, "from=2018-02-01&to=2018-02-28&by=day");
        Assert.Equal(28, days.Rows.Count);
        Assert.Equal(("370102", "2018-02-01", "2018-02-28", "day"), (days.Division, days.From, days.To, days.By));
        var usual = await AskAsync(county, "");
        Assert.Equal(("370102", "2018-10-01", "2018-10-31", "division"), (usual.Division, usual.From, usual.To, usual.By));
        Assert.Equal(["public", "convenience", "commerce", "training"], (await AskAsync(county, "by=kind&from=2019-01-01&to=2019-01-02")).Rows.Select(r => r.Key));
        Assert.All((await AskAsync(county, "from=2019-01-01&to=2019-01-02")).Rows, row => Assert.Equal(0, row.Records));
    }

    [Fact]
    public async Task Out_of_reach_is_not_found_and_without_the_scope_there_is_no_way_in()
    {
        await DataAsync();
        var county = await app.ClientAsync("statistics:read", TestDivisions.County);
        foreach (var place in new[] { "00", "37", "3701", "370126", "12", "99", TestDivisions.OtherCountyVillage })
            Assert.Equal(HttpStatusCode.NotFound, (await county.GetAsync($"/api/v1/statistics/services?division={place}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await county.GetAsync($"/api/v1/statistics/services?division={TestDivisions.Village}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.ClientAsync("stations:read")).GetAsync("/api/v1/statistics/services")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Machine().GetAsync("/api/v1/statistics/services")).StatusCode);
    }

    [Theory]
    [InlineData("division=3", "division")]
    [InlineData("division=abc", "division")]
    [InlineData("division=37'--", "division")]
    [InlineData("from=2018-13-01", "from")]
    [InlineData("from=2018-10-31&to=2018-10-01", "from")]
    [InlineData("to=yesterday", "to")]
    [InlineData("from=2015-01-01&by=day", "to")]
    [InlineData("from=1990-01-01", "to")]
    [InlineData("by=officer", "by")]
    [InlineData("format=xlsx", "format")]
    public async Task A_wrong_question_hears_which_field(string query, string field)
    {
        var answer = await (await app.ClientAsync("statistics:read")).GetAsync("/api/v1/statistics/services?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Fact]
    public async Task Csv_says_the_same_as_json()
    {
        await DataAsync();
        var client = await app.ClientAsync("statistics:read");
        foreach (var way in Ways)
        {
            var query = $"/api/v1/statistics/services?division=37&from=2018-04-01&to=2018-06-30&by={way}";
            var json = (await client.GetFromJsonAsync<StatisticsAnswer>(query))!;
            using var request = new HttpRequestMessage(HttpMethod.Get, query);
            request.Headers.Accept.ParseAdd("text/csv");
            foreach (var answer in new[] { await client.SendAsync(request), await client.GetAsync(query + "&format=csv") })
            {
                Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
                var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').TrimEnd().Split("\r\n");
                Assert.Equal("key,name,records,personTimes,groupPersonTimes,amountFen", lines[0]);
                Assert.Equal(json.Rows.Select(r => $"{r.Key},{r.Name},{r.Records},{r.PersonTimes},{r.GroupPersonTimes},{r.AmountFen}"), lines[1..]);
            }
        }
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again_and_what_has_is()
    {
        var data = await DataAsync();
        var client = await app.ClientAsync("statistics:read");
        const string query = "/api/v1/statistics/services?division=37&from=2018-10-01&to=2018-10-31&by=kind";
        var first = await client.GetAsync(query);
        Assert.Equal(HttpStatusCode.NotModified, await AgainAsync(client, query, first));
        Assert.Equal(HttpStatusCode.OK, await AgainAsync(client, query + "&format=csv", first));
        Assert.Equal(HttpStatusCode.OK, await AgainAsync(await app.ClientAsync("statistics:read", "37"), query, first));
        await data.AddAsync(app);
        Assert.Equal(HttpStatusCode.OK, await AgainAsync(client, query, first));
    }

    static async Task<HttpStatusCode> AgainAsync(HttpClient client, string query, HttpResponseMessage first)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, query);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        return (await client.SendAsync(request)).StatusCode;
    }

    async Task<CountedServices> DataAsync() => _data ??= await CountedServices.MakeAsync(app, 6000);

    static async Task<StatisticsAnswer> AskAsync(HttpClient client, string query)
    {
        var answer = await client.GetAsync("/api/v1/statistics/services?" + query);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{query}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<StatisticsAnswer>())!;
    }

    static string KeyOf(ServiceRecord r, string by, DivisionCode place, CountedServices data) => by switch
    {
        "kind" => r.Kind.ToString().ToLowerInvariant(),
        "day" => CountedServices.Day(r).ToString("yyyy-MM-dd"),
        "month" => CountedServices.Day(r).ToString("yyyy-MM"),
        "item" => data.Items[r.ItemId].Code,
        _ => new DivisionCode(r.Division) is var at && at.Level > place.Level ? at.At(place.Level + 1).ToString() : place.ToString(),
    };

    static StatisticsSum Sum(IEnumerable<ServiceRecord> records)
    {
        var all = records.ToList();
        return new(all.Count, all.Sum(r => (long)r.PersonTimes), all.Where(r => r.IsGroup).Sum(r => (long)r.PersonTimes), all.Sum(r => r.AmountFen ?? 0));
    }
}
