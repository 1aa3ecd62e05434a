using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Tests.Support;

namespace Yinong.Tests.Web;

/// <summary>Every table that people see can be taken into a spreadsheet. The addresses come from the program itself.</summary>
public class TableTests(App app) : IClassFixture<App>
{
    /// <summary>Who looks at which tables; together they may see all.</summary>
    static readonly string[] Lookers = ["ministry-manager", "auditor", "system-administrator"];

    static readonly string[] Known =
    [
        "/accounts.csv", "/audit.csv", "/catalogue.csv", "/clients.csv", "/divisions.csv", "/officers.csv", "/officers/applications.csv", "/officers/assessments.csv", "/organisations.csv", "/photos.csv", "/programme/blind-spots.csv", "/programme/rosters.csv", "/progress.csv",
        "/rechecks.csv", "/records.csv", "/reports.csv", "/stations.csv", "/stations/lost.csv", "/training/exams.csv", "/training/questions.csv", "/training/results.csv",
    ];

    IReadOnlyList<string> Tables => [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Where(r => r.EndsWith(".csv", StringComparison.Ordinal) && !r.Contains('{')).Distinct().Order(StringComparer.Ordinal)];

    [Fact]
    public void The_program_has_the_tables() => Assert.Equal(Known, Tables);

    [Fact]
    public async Task Every_table_opens_in_a_spreadsheet_with_headings_in_the_readers_language()
    {
        var desk = await app.DeskAsync();
        var machine = await app.ClientAsync("service-records:write");
        (await machine.PostAsJsonAsync("/api/v1/service-records", new[] { desk.Record("P-0101") })).EnsureSuccessStatusCode();
        await app.SittingAsync(await app.ExamAsync([Yinong.Modules.Training.QuestionKind.Truth]), desk.Officer, Yinong.Modules.Training.SittingState.Passed, 1);
        await using (var db = app.Db())
        {
            db.Add(new Yinong.Modules.Identity.Organisation { Name = "益民运营公司", Kind = Yinong.Modules.Identity.OrganisationKind.Operator, Division = 0, CreatedAt = DateTime.UtcNow });
            db.Add(new Yinong.Modules.Stations.Reports.StationReport { Receipt = "TABLE22222", StationId = desk.Station.Id, Division = desk.Station.Division, Kind = "not-open", Text = "去过两次都锁着门", At = DateTime.UtcNow, DueOn = new(2018, 11, 14), Version = 1 });
            await app.ApplicationAsync();
            var draw = new Yinong.Modules.Stations.Rechecks.RecheckDraw { Division = 0, DrawnAt = DateTime.UtcNow, Actor = "test", Seed = "table", AcceptedFrom = new(2018, 1, 1), AcceptedTo = new(2018, 10, 30), Population = 1, Size = 1 };
            db.Add(draw);
            await db.SaveChangesAsync();
            db.Add(new Yinong.Modules.Stations.Rechecks.RecheckItem { DrawId = draw.Id, StationId = desk.Station.Id, Division = desk.Station.Division, Rank = 1, Version = 1 });
            db.Add(new Yinong.Modules.Stations.Photos.PhotoPair { PhotoId = 1, StationId = desk.Station.Id, Division = desk.Station.Division, OtherId = 2, OtherStationId = desk.Station.Id, OtherDivision = desk.Station.Division, Distance = 3, FoundAt = DateTime.UtcNow, Version = 1 });
            db.Add(new Yinong.Modules.Stations.SixHaves.StationCondition { StationId = desk.Station.Id, Division = desk.Station.Division, LicenceEndsOn = new(2018, 10, 30), Version = 1 });
            db.Add(new Yinong.Modules.Stations.SixHaves.LostCriterion { StationId = desk.Station.Id, Division = desk.Station.Division, Rule = "licence", Item = "", Have = "upkeep", Since = new(2018, 10, 31), LastDay = new(2018, 10, 30) });
            await db.SaveChangesAsync();
        }
        var lookers = new List<Visitor>();
        foreach (var role in Lookers) lookers.Add(await app.SignedInAsync(role));
        foreach (var table in Tables)
        {
            var (bytes, answer) = await FirstAllowedAsync(table, lookers);
            Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
            Assert.EndsWith(".csv", answer.Content.Headers.ContentDisposition?.FileNameStar ?? answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'), StringComparison.Ordinal);
            Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
            var lines = System.Text.Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            var heads = lines[0].Split(',');
            Assert.All(heads, head => Assert.True(head.Any(c => c >= '\u4e00') || head == "client_id", $"{table}: the heading “{head}”"));
            Assert.Equal(heads.Length, heads.Distinct().Count());
            Assert.True(lines.Length > 1, $"{table} is empty");
        }
    }

    /// <summary>A filter that nobody understood would give away another table than was asked for.</summary>
    [Theory]
    [InlineData("ministry-manager", "/accounts.csv?role=nobody")]
    [InlineData("ministry-manager", "/catalogue.csv?kind=nonsense")]
    [InlineData("ministry-manager", "/stations.csv?state=nowhere")]
    [InlineData("ministry-manager", "/records.csv?from=yesterday")]
    [InlineData("ministry-manager", "/officers.csv?view=nonsense")]
    [InlineData("ministry-manager", "/training/questions.csv?state=nonsense")]
    [InlineData("ministry-manager", "/training/results.csv?state=nonsense")]
    [InlineData("auditor", "/audit.csv?from=yesterday")]
    public async Task A_wrong_filter_is_refused(string role, string address)
    {
        var visitor = await app.SignedInAsync(role);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Http.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task A_post_is_a_line_of_its_own_and_an_account_without_one_is_not_lost()
    {
        var account = await app.AccountAsync("county-manager", TestDivisions.County);
        var security = await app.SignedInAsync("security-administrator", "37");
        var table = await security.Http.GetStringAsync($"/accounts.csv?q={account.UserName}");
        Assert.Contains($"{account.UserName},", table, StringComparison.Ordinal);
        Assert.Contains($",{TestDivisions.County},", table, StringComparison.Ordinal);
        Assert.Equal(2, table.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        await using var db = app.Db();
        Assert.Contains(db.AuditEntries, e => e.Action == "accounts.exported");
    }

    static async Task<(byte[] Bytes, HttpResponseMessage Answer)> FirstAllowedAsync(string table, List<Visitor> lookers)
    {
        foreach (var visitor in lookers)
        {
            var answer = await visitor.Http.GetAsync(table);
            if (answer.StatusCode == HttpStatusCode.OK && answer.Content.Headers.ContentType?.MediaType == "text/csv") return (await answer.Content.ReadAsByteArrayAsync(), answer);
            answer.Dispose();
        }
        throw new Xunit.Sdk.XunitException($"none of {string.Join(", ", Lookers)} may take {table}");
    }
}
