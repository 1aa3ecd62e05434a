using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinong.Tests.Support;

namespace Yinong.Tests.Desk;

/// <summary>服务记录: the rows behind every number, inside the viewer's reach, with the chain of corrections and as a table for spreadsheets.</summary>
public class RecordsPageTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_county_sees_its_rows_and_nobody_elses()
    {
        var (here, there) = (await app.OfficerAsync(), await app.OfficerAsync(TestDivisions.OtherCountyVillage));
        await RecordAsync(here, "P-0101", 4);
        await RecordAsync(there, "P-0102", 5);
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var rows = (await county.GetAsync("/records?from=2018-10-31&to=2018-10-31")).Table();
        Assert.Contains(rows, r => r["事项"].StartsWith("农技咨询", StringComparison.Ordinal) && r["人次"] == "4" && r["信息员"].StartsWith("王*", StringComparison.Ordinal) && r["状态"] == "计数");
        Assert.DoesNotContain(rows, r => r["事项"].StartsWith("政策补贴查询", StringComparison.Ordinal));
        Assert.Equal("4", Assert.Single((await county.GetAsync($"/records?station={here.Desk.Station.Number}")).Table())["人次"]);
        Assert.Contains("还没有服务记录", (await county.GetAsync($"/records?station={here.Desk.Station.Number}&to=2018-10-30")).Text, StringComparison.Ordinal);
        await county.GetAsync("/records?division=370126", HttpStatusCode.NotFound);
        await county.GetAsync($"/records?station={there.Desk.Station.Number}", HttpStatusCode.NotFound);
        await county.GetAsync("/records?division=37x", HttpStatusCode.BadRequest);
        await county.GetAsync("/records?from=2018-10-31&to=2018-10-30", HttpStatusCode.BadRequest);
        var id = await IdAsync(there);
        await county.GetAsync($"/records/{id}", HttpStatusCode.NotFound);
        Assert.Contains("政策补贴查询", (await (await app.SignedInAsync("ministry-manager")).GetAsync($"/records/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_double()
    {
        var officer = await app.OfficerAsync(TestDivisions.DongguanVillage);
        var client = await app.ClientAsync("service-records:write");
        var answers = await client.RecordAsync([.. Enumerable.Range(0, 120).Select(i => System.Text.Json.Nodes.JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(officer.Desk.Record("P-0101", $"2018-10-{i % 30 + 1:00}T10:{i / 30:00}:00+08:00", i % 100 + 1))))]);
        Assert.All(answers, a => Assert.Equal("created", a.Result()));
        var province = await app.SignedInAsync("province-manager", "44");
        foreach (var first in new[] { "/records?division=44", "/records?division=44&from=2018-10-01&to=2018-10-31", "/records?division=4419", $"/records?station={officer.Desk.Station.Number}" })
        {
            var seen = new List<string>();
            for (var address = first; address is not null;)
            {
                var page = await province.GetAsync(address);
                Assert.Equal("服务记录", page.Document.Title!.Split(' ')[0]);
                seen.AddRange(page.Document.QuerySelectorAll("tbody a").Select(a => a.GetAttribute("href")!));
                address = page.HasLink("下一页") ? page.Link("下一页") : null;
            }
            Assert.Equal(120, seen.Distinct().Count());
            Assert.Equal(120, seen.Count);
        }
    }

    [Fact]
    public async Task An_operator_lists_by_station_and_only_its_own()
    {
        var (own, other) = (await app.OfficerAsync(), await app.OfficerAsync());
        await using (var db = app.Db())
        {
            db.Organisations.Add(new() { Id = 7001, Kind = Yinong.Modules.Identity.OrganisationKind.Operator, Name = "测试运营商", Division = Yinong.Modules.Divisions.DivisionCode.Parse("37").Value });
            await db.SaveChangesAsync();
            await db.Stations.Where(s => s.Id == own.Desk.Station.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.OrganisationId, 7001));
        }
        await RecordAsync(own, "P-0101", 1);
        var visitor = await app.SignedInAsync("operator", "37", 7001);
        Assert.Contains("请填站点编号", (await visitor.GetAsync("/records")).Text, StringComparison.Ordinal);
        Assert.Single((await visitor.GetAsync($"/records?station={own.Desk.Station.Number}")).Table());
        await visitor.GetAsync($"/records?station={other.Desk.Station.Number}", HttpStatusCode.NotFound);
        await visitor.GetAsync("/records.csv?division=37", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_chain_of_corrections_can_be_read()
    {
        var officer = await app.OfficerAsync();
        await RecordAsync(officer, "P-0101", 7);
        var visitor = await app.SignInAsync(officer.Account);
        await visitor.SubmitAsync(await visitor.GetAsync((await visitor.GetAsync("/desk/records")).Link("农技咨询")), "按改好的算", [("Reason", "数错了人"), ("Input.Count", "6")]);
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var rows = (await county.GetAsync($"/records?station={officer.Desk.Station.Number}")).Table();
        Assert.Equal(["已更正", "计数"], rows.Select(r => r["状态"]).Order());
        var page = await county.GetAsync($"/records/{await IdAsync(officer)}");
        var chain = page.Document.QuerySelectorAll(".yn-time li").Select(li => string.Join(' ', li.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Equal(3, chain.Count);
        Assert.StartsWith("记下农技咨询", chain[0].Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("数错了人", chain[1], StringComparison.Ordinal);
        Assert.Contains("王*", chain[1], StringComparison.Ordinal);
        Assert.Contains("6人次", chain[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_for_spreadsheets_starts_no_formula_and_is_audited()
    {
        var officer = await app.OfficerAsync();
        var visitor = await app.SignInAsync(officer.Account);
        await visitor.SubmitAsync(await visitor.GetAsync("/desk/record/convenience"), "记下这一笔",
            [("Input.Item", "C-0102"), ("Input.Amount", "12.5"), ("Input.Note", "=HYPERLINK(1)"), ("Input.Provider", "=1+1"), ("Input.Confirmation", "code"), ("Input.Reference", "秘密4711")]);
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var answer = await county.Http.GetAsync($"/records.csv?station={officer.Desk.Station.Number}&from=2018-10-31");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = System.Text.Encoding.UTF8.GetString(bytes)[1..].Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        var row = lines[0].Split(',').Zip(lines[1].Split(',')).ToDictionary(c => c.First, c => c.Second);
        Assert.Equal(("2018-10-31 09:00", "C-0102", "电费代缴", "1", "12.50", "是"), (row["办理时间"], row["事项编号"], row["事项"], row["人次"], row["金额（元）"], row["是否计数"]));
        Assert.DoesNotContain("4711", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("HYPERLINK", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(lines[1].Split(','), cell => cell.Length > 0 && "=+-@".Contains(cell[0], StringComparison.Ordinal));
        await using var db = app.Db();
        var entry = await db.AuditEntries.SingleAsync(e => e.Action == "service-records.exported");
        Assert.Contains(officer.Desk.Station.Number!, entry.Details, StringComparison.Ordinal);
    }

    async Task RecordAsync(TestOfficer officer, string item, int persons)
    {
        var visitor = await app.SignInAsync(officer.Account);
        var done = await visitor.SubmitAsync(await visitor.GetAsync("/desk/record/public"), "记下这一笔", [("Input.Item", item), ("Input.Count", $"{persons}")]);
        Assert.Contains("已记下", done.Text, StringComparison.Ordinal);
    }

    async Task<Guid> IdAsync(TestOfficer officer)
    {
        await using var db = app.Db();
        return await db.ServiceRecords.Where(r => r.OfficerId == officer.Desk.Officer.Id).OrderBy(r => r.RecordedAt).Select(r => r.Id).FirstAsync();
    }
}
