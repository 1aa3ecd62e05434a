using System.Net;
using System.Net.Http.Json;
using CsCheck;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Tests.Support;
using Yinong.Web;

namespace Yinong.Tests.Web;

/// <summary>The manner of every read: a tag and 304, a table that spreadsheets open without running it, figures for the operator.</summary>
public class ApiReadTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Every_read_of_the_API_carries_a_tag_and_answers_304_to_it()
    {
        var desk = await app.DeskAsync();
        var machine = await app.ClientAsync("stations:read service-records:read statistics:read officers:read programme:read");
        var reads = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true).Select(e => "/" + e.RoutePattern.RawText!.Trim('/')).Where(r => r.StartsWith("/api/", StringComparison.Ordinal)).ToList();
        Assert.True(reads.Count >= 9, string.Join(' ', reads));
        foreach (var read in reads.Append("/api/v1/divisions/{code}?at=2018-10-31").Append("/api/v1/divisions/{code}/children?at=2018-10-31"))
        {
            var number = read.Contains("certificates", StringComparison.Ordinal) ? desk.Certificate.Number : desk.Station.Number!;
            var address = read.Replace("{code}", "37", StringComparison.Ordinal).Replace("{number}", number, StringComparison.Ordinal).Replace("{programme}", "2018", StringComparison.Ordinal);
            if (address == "/api/v1/divisions") address += "?search=37";
            if (address == "/api/v1/marks/verify") address += "?text=abc.def";
            if (address.Contains("statistics", StringComparison.Ordinal)) address += "?division=37&from=2018-10-01&to=2018-10-31&by=day";
            // Counts may be folded between two questions: then the tag has to be another, and soon it stands.
            for (var patience = 0; ; patience++)
            {
                using var answer = await machine.GetAsync(address);
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                Assert.True(answer.Headers.ETag is not null, $"{address} has no ETag");
                using var again = new HttpRequestMessage(HttpMethod.Get, address);
                again.Headers.IfNoneMatch.Add(answer.Headers.ETag);
                using var known = await machine.SendAsync(again);
                if (known.StatusCode == HttpStatusCode.NotModified) break;
                Assert.True(patience < 20 && !answer.Headers.ETag.Equals(known.Headers.ETag), $"{address} answers {(int)known.StatusCode} to its own tag");
                await Task.Delay(250);
            }
        }
    }

    [Fact]
    public async Task The_metrics_tell_requests_records_what_waits_and_how_far_the_counts_are_behind()
    {
        var client = await app.ClientAsync("service-records:write");
        await client.PostAsJsonAsync("/api/v1/service-records", new[] { (await app.DeskAsync()).Record("P-0101") });
        var text = await app.Machine().GetStringAsync("/metrics");
        foreach (var figure in new[] { "http_server_request_duration_seconds", "yinong_service_records", "yinong_service_records_waiting", "yinong_tally_lag_seconds" })
            Assert.Contains(figure, text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.Machine().GetAsync("/healthz")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Machine().GetAsync("/readyz")).StatusCode);
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+1+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    public async Task A_name_that_begins_like_a_formula_is_text_in_the_table(string name)
    {
        var desk = await app.DeskAsync();
        await using (var db = app.Db())
        {
            db.Stations.Single(s => s.Id == desk.Station.Id).Name = name;
            await db.SaveChangesAsync();
        }
        var manager = await app.SignedInAsync("county-manager", TestDivisions.County);
        Assert.Contains(",'" + name, (await manager.Http.GetStringAsync("/stations.csv")).Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <summary>Whatever a cell holds: read back it is the same, but for the apostrophe that keeps a spreadsheet from running it.</summary>
    [Fact]
    public void A_table_reads_back_and_no_cell_begins_like_a_formula() =>
        Gen.String[Gen.Char["=+-@＝＋－＠\t\r\n\",;'甲A1 "], 0, 12].Array[1, 5].Sample(cells =>
        {
            var lines = Parse(new CsvTable("头").Row(cells).ToString());
            Assert.Equal(cells, lines[1].Zip(cells).Select(c => c.First.Length == c.Second.Length + 1 && c.First[0] == '\'' ? c.First[1..] : c.First));
            Assert.DoesNotContain(lines[1], cell => cell.Length > 0 && "=+-@＝＋－＠\t\r\n".Contains(cell[0], StringComparison.Ordinal));
        });

    /// <summary>RFC 4180, as a spreadsheet reads it.</summary>
    static List<List<string>> Parse(string text)
    {
        var (lines, line, cell, quoted) = (new List<List<string>>(), new List<string>(), "", false);
        text = text.TrimStart('\uFEFF');
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"') (cell, i) = (cell + '"', i + 1);
            else if (text[i] == '"') quoted = !quoted;
            else if (!quoted && text[i] == ',') (line, cell) = ([.. line, cell], "");
            else if (!quoted && text[i] == '\r' && text[i + 1] == '\n')
            {
                lines.Add([.. line, cell]);
                (line, cell, i) = ([], "", i + 1);
            }
            else cell += text[i];
        }
        return lines;
    }
}
