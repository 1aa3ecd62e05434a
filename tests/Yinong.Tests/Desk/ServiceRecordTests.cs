using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Yinong.Modules.Officers;
using Yinong.Tests.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Desk;

/// <summary>The contract of <c>POST /api/v1/service-records</c>, answer by answer, and that what is answered is counted.</summary>
public class ServiceRecordTests(App app) : IClassFixture<App>
{
    const string Write = "service-records:write service-records:read";

    [Fact]
    public async Task A_service_recorded_in_a_village_is_counted_at_every_level_to_the_nation()
    {
        var client = await app.ClientAsync(Write);
        var desk = await app.DeskAsync(TestDivisions.OtherProvinceVillage);
        string[] places = ["00", "12", "1201", "120115", "120115001"];
        var before = new Dictionary<string, long>();
        foreach (var place in places) before[place] = (await app.CountedAsync(place)).PersonTimes;
        Assert.Equal("created", (await client.RecordAsync(desk.Record(persons: 3))).Single().Result());
        foreach (var place in places) Assert.Equal(before[place] + 3, (await app.CountedAsync(place)).PersonTimes);
        await using var db = app.Db();
        Assert.Equal(new DateOnly(2018, 10, 30), db.Stations.Single(s => s.Id == desk.Station.Id).LastServedOn);
    }

    [Fact]
    public async Task Sending_again_is_known_and_other_content_under_the_same_id_is_refused()
    {
        var client = await app.ClientAsync(Write);
        var record = (await app.DeskAsync()).Record(persons: 2);
        var before = (await app.CountedAsync("00")).Records;
        Assert.Equal("created", (await client.RecordAsync(record)).Single().Result());
        Assert.Equal("known", (await client.RecordAsync(record)).Single().Result());
        record["personTimes"] = 5;
        var other = (await client.RecordAsync(record)).Single();
        Assert.Equal(("refused", "service-record.conflict"), (other.Result(), other.Code()));
        Assert.Equal(before + 1, (await app.CountedAsync("00")).Records);
    }

    [Fact]
    public async Task The_same_id_twice_in_one_call_is_created_once()
    {
        var client = await app.ClientAsync(Write);
        var record = (await app.DeskAsync()).Record();
        var other = (JsonObject)record.DeepClone();
        other["note"] = "别的";
        Assert.Equal(["created", "known", "refused"], (await client.RecordAsync(record, record.DeepClone(), other)).Select(a => a.Result()));
    }

    [Fact]
    public async Task New_known_and_refused_side_by_side_in_the_order_asked()
    {
        var client = await app.ClientAsync(Write);
        var desk = await app.DeskAsync();
        var known = desk.Record();
        await client.RecordAsync(known);
        var unknownStation = desk.Record();
        unknownStation["station"] = "no";
        var answers = await client.RecordAsync(desk.Record(), known, unknownStation, JsonValue.Create(7), desk.Record());
        Assert.Equal(["created", "known", "refused", "refused", "created"], answers.Select(a => a.Result()));
        Assert.Equal([null, null, "station.unknown", "service-record.invalid", null], answers.Select(a => a.Code()));
    }

    [Theory]
    [InlineData("station", "370102011201B99A", "station.unknown")]
    [InlineData("officer", "nobody", "officer.not-on-post")]
    [InlineData("item", "X-9999", "item.unknown")]
    [InlineData("servedAt", "2018-11-02T10:00:00+08:00", "service-record.future")]
    [InlineData("servedAt", "2018-08-31T10:00:00+08:00", "station.not-operating")]
    [InlineData("servedAt", "1970-01-01T00:00:00+08:00", "service-record.invalid")]
    public async Task Each_no_has_its_code_and_names_its_field(string field, string value, string code)
    {
        var client = await app.ClientAsync(Write);
        var record = (await app.DeskAsync()).Record();
        record[field] = value;
        var answer = (await client.RecordAsync(record)).Single();
        Assert.Equal(("refused", code), (answer.Result(), answer.Code()));
        Assert.True(answer.GetProperty("problem").GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Without_a_valid_certificate_on_the_day_of_service_no_record()
    {
        var client = await app.ClientAsync(Write);
        Assert.Equal("officer.certificate-invalid", (await client.RecordAsync((await app.DeskAsync(certificate: false)).Record())).Single().Code());
        var expired = await app.DeskAsync(certificateTo: new(2018, 10, 29));
        Assert.Equal("officer.certificate-invalid", (await client.RecordAsync(expired.Record())).Single().Code());
        Assert.Equal("created", (await client.RecordAsync(expired.Record(servedAt: "2018-10-29T23:59:00+08:00"))).Single().Result());
        var left = await app.DeskAsync(postedTo: new(2018, 10, 29));
        Assert.Equal("officer.not-on-post", (await client.RecordAsync(left.Record())).Single().Code());
    }

    [Fact]
    public async Task A_certificate_revoked_now_refuses_the_next_record()
    {
        var client = await app.ClientAsync(Write);
        var desk = await app.DeskAsync();
        Assert.Equal("created", (await client.RecordAsync(desk.Record(servedAt: "2018-10-31T08:00:00+08:00"))).Single().Result());
        await using (var hand = Hand.WithAll(app))
            await hand.Get<CertificateRegister>().RevokeAsync(desk.Officer.Number, $"C{desk.Officer.Number}", new DateOnly(2018, 10, 31), new("falsified-records", "虚假记录"));
        Assert.Equal("officer.certificate-invalid", (await client.RecordAsync(desk.Record(servedAt: "2018-10-31T08:10:00+08:00"))).Single().Code());
    }

    [Fact]
    public async Task A_red_line_item_is_refused_with_its_sentence()
    {
        var client = await app.ClientAsync(Write);
        await using var db = app.Db();
        var red = db.ServiceItemVersions.First(v => v.Verdict == Yinong.Modules.Catalogue.Verdict.RedLine);
        var code = db.ServiceItems.Single(i => i.Id == red.ItemId).Code;
        var answer = (await client.RecordAsync((await app.DeskAsync()).Record(item: code))).Single();
        Assert.Equal("item.red-line", answer.Code());
        Assert.Contains(red.Name, answer.GetProperty("problem").GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_of_one_county_does_not_know_the_stations_of_another()
    {
        var client = await app.ClientAsync(Write, TestDivisions.County);
        var elsewhere = await app.DeskAsync(TestDivisions.OtherCountyVillage);
        Assert.Equal("station.unknown", (await client.RecordAsync(elsewhere.Record())).Single().Code());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/v1/service-records?station={elsewhere.Number}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/service-records?division=370126")).StatusCode);
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest, "service-record.invalid")]
    [InlineData("[]", HttpStatusCode.BadRequest, "service-record.invalid")]
    [InlineData("[{]", HttpStatusCode.BadRequest, "service-record.invalid")]
    [InlineData("", HttpStatusCode.BadRequest, "service-record.invalid")]
    public async Task A_body_that_is_not_an_array_of_records_is_refused_whole(string body, HttpStatusCode status, string code)
    {
        var client = await app.ClientAsync(Write);
        var answer = await client.PostAsync("/api/v1/service-records", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal((status, code), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Too_large_wrong_type_no_token_and_no_scope_are_told_apart()
    {
        var client = await app.ClientAsync(Write);
        var large = new StringContent("[" + new string(' ', 10 * 1024 * 1024) + "]", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.PostAsync("/api/v1/service-records", large)).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.PostAsync("/api/v1/service-records", new StringContent("[]", Encoding.UTF8, "text/plain"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Machine().PostAsJsonAsync("/api/v1/service-records", Array.Empty<int>())).StatusCode);
        var reader = await app.ClientAsync("service-records:read");
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsJsonAsync("/api/v1/service-records", Array.Empty<int>())).StatusCode);
    }

    [Theory]
    [InlineData("'); drop table service_records; --")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\" or 1=1")]
    public async Task Texts_are_kept_as_they_are_and_do_nothing(string text)
    {
        var client = await app.ClientAsync(Write);
        var desk = await app.DeskAsync();
        var record = desk.Record();
        (record["note"], record["provider"], record["orderNumber"]) = (text, text, text);
        Assert.Equal("created", (await client.RecordAsync(record)).Single().Result());
        var page = await client.GetFromJsonAsync<JsonElement>($"/api/v1/service-records?station={desk.Number}");
        Assert.Equal(text, page.GetProperty("items")[0].GetProperty("note").GetString());
    }

    [Fact]
    public async Task Many_senders_at_once_lose_and_double_nothing()
    {
        var client = await app.ClientAsync(Write);
        var desk = await app.DeskAsync(TestDivisions.OtherCountyVillage);
        var before = (await app.CountedAsync("370126")).Records;
        var shared = Enumerable.Range(0, 40).Select(_ => desk.Record()).ToList();
        // Every record is sent by two senders at the same time, in groups of different sizes.
        var answers = await Task.WhenAll(shared.Chunk(3).Concat(shared.AsEnumerable().Reverse().Chunk(7)).Select(chunk => client.RecordAsync([.. chunk])));
        var results = answers.SelectMany(a => a).ToLookup(a => a.Result());
        Assert.Equal((40, 40), (results["created"].Count(), results["known"].Count()));
        Assert.Equal(before + 40, (await app.CountedAsync("370126")).Records);
    }

    [Fact]
    public async Task The_list_is_paged_without_gaps_or_doubles()
    {
        var client = await app.ClientAsync(Write);
        var desk = await app.DeskAsync(TestDivisions.DongguanVillage);
        var sent = Enumerable.Range(0, 23).Select(i => desk.Record(servedAt: $"2018-10-{1 + i % 28:00}T10:00:00+08:00")).ToList();
        await client.RecordAsync([.. sent]);
        foreach (var question in new[] { $"station={desk.Number}", "division=441900101201", "division=441900", "division=4419", "division=44", "division=44&from=2018-10-01&to=2018-10-31" })
        {
            var seen = new List<string>();
            for (string? after = null; ;)
            {
                var page = await client.GetFromJsonAsync<JsonElement>($"/api/v1/service-records?{question}&limit=5{(after is null ? "" : $"&after={after}")}");
                seen.AddRange(page.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("id").GetString()!));
                after = page.GetProperty("next").GetString();
                if (after is null) break;
            }
            Assert.Equal(sent.Select(r => (string)r["id"]!).Order(), seen.Order());
        }
    }
}
