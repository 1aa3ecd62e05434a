using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations;

/// <summary>Stations for machines: the shape of the contract, reach, keyset paging while others write, and 304.</summary>
public class StationsApiTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task One_station_has_the_shape_of_the_contract()
    {
        var desk = await app.DeskAsync();
        var machine = await app.ClientAsync("stations:read", "37");
        var answer = await machine.GetFromJsonAsync<JsonElement>($"/api/v1/stations/{desk.Station.Number}");
        Assert.Equal($$$"""
            {"number":"{{{desk.Station.Number}}}","name":"{{{desk.Station.Name}}}","division":{"code":"370102011201","name":"姚家村委会"},"type":"standard","rating":"ordinary","hostClass":"village-committee","state":"operating","since":"2018-09-01","mergedInto":null,"officers":[{"number":"{{{desk.Officer.Number}}}","name":"王*","certificate":{"number":"{{{desk.Certificate.Number}}}","validTo":"2019-12-31"}}]}
            """, answer.GetRawText());
    }

    [Fact]
    public async Task An_expired_certificate_is_no_certificate()
    {
        var desk = await app.DeskAsync();
        await using (var db = app.Db()) await db.Certificates.Where(c => c.Id == desk.Certificate.Id).ExecuteUpdateAsync(c => c.SetProperty(x => x.ValidTo, new DateOnly(2018, 10, 30)));
        var answer = await (await app.ClientAsync("stations:read")).GetFromJsonAsync<JsonElement>($"/api/v1/stations/{desk.Station.Number}");
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("officers")[0].GetProperty("certificate").ValueKind);
    }

    [Fact]
    public async Task Out_of_reach_is_not_found_and_a_slip_is_told_apart()
    {
        var desk = await app.DeskAsync();
        var elsewhere = await app.ClientAsync("stations:read", "12");
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/api/v1/stations/{desk.Station.Number}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync("/api/v1/stations?division=37")).StatusCode);
        var slip = await elsewhere.GetAsync($"/api/v1/stations/{desk.Station.Number![..15]}{(desk.Station.Number[15] == '7' ? '8' : '7')}");
        Assert.Equal((HttpStatusCode.BadRequest, "station.number"), (slip.StatusCode, (await slip.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Without_a_token_or_the_scope_nothing_is_told()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Machine().GetAsync("/api/v1/stations")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.ClientAsync("service-records:write")).GetAsync("/api/v1/stations")).StatusCode);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("state=dreaming", "state")]
    [InlineData("division=37x", "division")]
    [InlineData("after=1", "after")]
    [InlineData("after='%20or%201=1--", "after")]
    public async Task A_wrong_question_names_its_field(string query, string field)
    {
        var answer = await (await app.ClientAsync("stations:read")).GetAsync($"/api/v1/stations?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Paging_is_complete_without_gaps_or_doubles_while_others_are_entered()
    {
        var random = new Random(7);
        var villages = TestDivisions.All.Where(d => d.Code.Level == DivisionLevel.Village).Select(d => d.Code.ToString()).ToArray();
        var before = new HashSet<string>();
        for (var i = 0; i < 60; i++) before.Add((await app.StationAsync(StationState.Operating, villages[random.Next(villages.Length)], name: $"翻页{i}")).Number!);
        var machine = await app.ClientAsync("stations:read");
        var (seen, after) = (new List<string>(), (string?)null);
        do
        {
            var page = await machine.GetFromJsonAsync<JsonElement>($"/api/v1/stations?limit=7{(after is null ? "" : $"&after={after}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetString()).OfType<string>());
            after = page.GetProperty("next").GetString();
            // Some come to stand before the cursor, some behind it.
            await app.StationAsync(StationState.Operating, villages[random.Next(villages.Length)], name: "途中");
        }
        while (after is not null);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Subset(seen.ToHashSet(), before);
    }

    [Fact]
    public async Task A_list_is_filtered_by_place_and_state()
    {
        var here = await app.StationAsync(StationState.Suspended, TestDivisions.OtherCountyVillage);
        await app.StationAsync(StationState.Operating, TestDivisions.OtherCountyVillage);
        await app.StationAsync(StationState.Suspended, TestDivisions.Village);
        var list = await (await app.ClientAsync("stations:read", "3701")).GetFromJsonAsync<JsonElement>("/api/v1/stations?division=370126&state=suspended");
        Assert.Equal([here.Number], list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetString()));
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        var desk = await app.DeskAsync();
        var machine = await app.ClientAsync("stations:read");
        var first = await machine.GetAsync($"/api/v1/stations/{desk.Station.Number}");
        async Task<HttpStatusCode> AgainAsync()
        {
            using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/stations/{desk.Station.Number}");
            again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            return (await machine.SendAsync(again)).StatusCode;
        }
        Assert.Equal(HttpStatusCode.NotModified, await AgainAsync());
        await using (var hand = Hand.WithAll(app)) await hand.Stations.MoveAsync(desk.Station.Id, new(StationState.Warned, new(2018, 10, 31), 1) { ReasonCode = "weak" });
        Assert.Equal(HttpStatusCode.OK, await AgainAsync());
    }

    [Fact]
    public async Task Stations_without_a_number_are_in_the_list_and_a_merged_one_names_its_successor()
    {
        var planned = await app.StationAsync(StationState.Planned, TestDivisions.DongguanVillage);
        var desk = await app.DeskAsync(TestDivisions.DongguanVillage);
        var old = await app.StationAsync(StationState.Operating, TestDivisions.DongguanVillage);
        await app.HandedOverAsync(old.Id, Yinong.Modules.Stations.HandOvers.HandOverKind.Merge, desk.Station.Number);
        await using (var hand = Hand.WithAll(app)) await hand.Stations.MoveAsync(old.Id, new(StationState.Merged, new(2018, 10, 31), 1) { ReasonCode = "village-merged" });
        var list = (await (await app.ClientAsync("stations:read", "4419")).GetFromJsonAsync<JsonElement>("/api/v1/stations?limit=200")).GetProperty("items").EnumerateArray().ToList();
        Assert.Contains(list, i => i.GetProperty("number").ValueKind == JsonValueKind.Null && i.GetProperty("name").GetString() == planned.Name);
        Assert.Equal(desk.Station.Number, list.Single(i => i.GetProperty("number").GetString() == old.Number).GetProperty("mergedInto").GetString());
    }
}
