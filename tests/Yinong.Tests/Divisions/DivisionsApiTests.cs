using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Yinong.Tests.Support;

namespace Yinong.Tests.Divisions;

/// <summary>The public addresses about places, through the door.</summary>
public class DivisionsApiTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_place_carries_its_path()
    {
        var body = await GetAsync("/api/v1/divisions/370102");
        Assert.Equal("""{"code":"370102","name":"历下区","level":"county","parent":"3701","path":[{"code":"37","name":"山东省"},{"code":"3701","name":"济南市"},{"code":"370102","name":"历下区"}],"validFrom":null,"validTo":null}""", body.GetRawText());
    }

    [Fact]
    public async Task The_nation_has_the_provinces_as_children()
    {
        Assert.Equal("全国", (await GetAsync("/api/v1/divisions/00")).GetProperty("name").GetString());
        Assert.Equal(TestDivisions.All.Where(d => d.Code.ToString().Length == 2).Select(d => d.Code.ToString()), Codes(await GetAsync("/api/v1/divisions/00/children")));
    }

    [Fact]
    public async Task Children_are_those_whose_parent_it_is()
    {
        foreach (var (code, _) in TestDivisions.All.Where(d => d.Code.ToString().Length < 12))
            Assert.Equal(TestDivisions.All.Where(d => d.Code != code && d.Code.Parent == code).Select(d => d.Code.ToString()), Codes(await GetAsync($"/api/v1/divisions/{code}/children")));
    }

    [Fact]
    public async Task A_city_without_counties_has_its_double_between()
    {
        Assert.Equal(["441900"], Codes(await GetAsync("/api/v1/divisions/4419/children")));
        Assert.Equal("4419", (await GetAsync("/api/v1/divisions/441900")).GetProperty("parent").GetString());
    }

    [Fact]
    public async Task Children_come_in_pages_when_asked()
    {
        var all = Codes(await GetAsync("/api/v1/divisions/37/children"));
        var found = new List<string>();
        string? next = null;
        do
        {
            var page = await GetAsync($"/api/v1/divisions/37/children?limit=1{(next is null ? "" : $"&after={next}")}");
            found.AddRange(Codes(page));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);
        Assert.Equal(all, found);
    }

    [Fact]
    public async Task A_village_says_its_kind() =>
        Assert.Equal("village-committee", (await GetAsync($"/api/v1/divisions/{TestDivisions.Village}")).GetProperty("kind").GetString());

    [Theory]
    [InlineData("历下")]
    [InlineData("370102")]
    [InlineData("３７０１０２")]
    [InlineData(" 历下区 ")]
    public async Task Search_finds_the_county_first(string text)
    {
        var found = await GetAsync($"/api/v1/divisions?search={Uri.EscapeDataString(text)}");
        Assert.Equal("370102", Codes(found)[0]);
        Assert.Equal(3, found.GetProperty("items")[0].GetProperty("path").GetArrayLength());
    }

    [Theory]
    [InlineData("/api/v1/divisions/379999", 404, "division.unknown")]
    [InlineData("/api/v1/divisions/3701020", 404, "division.unknown")]
    [InlineData("/api/v1/divisions/x'; drop table divisions --", 404, "division.unknown")]
    [InlineData("/api/v1/divisions/370102000000000000", 404, "division.unknown")]
    [InlineData("/api/v1/divisions/379999/children", 404, "division.unknown")]
    [InlineData("/api/v1/divisions/37/children?limit=0", 400, "invalid")]
    [InlineData("/api/v1/divisions/37/children?limit=201", 400, "invalid")]
    [InlineData("/api/v1/divisions/37/children?limit=x", 400, "invalid")]
    [InlineData("/api/v1/divisions/37/children?after=x", 400, "invalid")]
    [InlineData("/api/v1/divisions/37?at=yesterday", 400, "invalid")]
    [InlineData("/api/v1/divisions", 400, "invalid")]
    [InlineData("/api/v1/divisions?search=%20", 400, "invalid")]
    [InlineData("/api/v1/divisions?search=历下历下历下历下历下历下历下历下历下历下历下历下历下历下历下历下历下历下历下历下历下", 400, "invalid")]
    public async Task Wrong_questions_are_told_so(string url, int status, string code)
    {
        var answer = await app.Machine().GetAsync(url);
        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("/api/v1/divisions/37")]
    [InlineData("/api/v1/divisions/37/children")]
    [InlineData("/api/v1/divisions?search=济南")]
    public async Task What_is_known_is_not_sent_again(string url)
    {
        var first = await app.Machine().GetAsync(url);
        var again = new HttpRequestMessage(HttpMethod.Get, url);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        var second = await app.Machine().SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_day_before_the_list_knows_open_units_too() =>
        Assert.Equal("历下区", (await GetAsync("/api/v1/divisions/370102?at=2001-01-01")).GetProperty("name").GetString());

    async Task<JsonElement> GetAsync(string url)
    {
        var answer = await app.Machine().GetAsync(url);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    static List<string> Codes(JsonElement body) => [.. body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("code").GetString()!)];
}
