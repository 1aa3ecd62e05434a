using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinong.Tests.Identity;
using Yinong.Tests.Support;

namespace Yinong.Tests.AuditTrail;

/// <summary>Who did what to what, before and after, when, from where and why; found again by each of these.</summary>
public class AuditPageTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_change_is_there_whole_and_each_filter_finds_it()
    {
        var desk = await app.DeskAsync();
        var account = await app.AccountAsync("county-manager", TestDivisions.County);
        var manager = await app.SignInAsync(account, app.From("192.0.2.44"));
        var number = desk.Station.Number!;
        await manager.SubmitAsync(await manager.GetAsync($"/stations/{number}/edit"), "保存", [("Input.Name", "改名后的益农社")]);
        await manager.SubmitAsync(await manager.GetAsync($"/stations/{number}/move/warned"), "发出预警", [("Input.ReasonCode", "silent"), ("Input.Reason", "三十天没有服务")]);

        await using var db = app.Db();
        var entries = await db.AuditEntries.Where(e => e.Subject == $"station:{number}").OrderBy(e => e.Id).ToListAsync();
        Assert.Equal(["station.edited", "station.warn"], entries.Select(e => e.Action));
        Assert.All(entries, e => Assert.Equal(($"account:{account.Id}", "192.0.2.44", desk.Station.Division), (e.Actor, e.Origin, e.Division)));
        Assert.All(entries, e => Assert.Contains("county-manager", e.Post, StringComparison.Ordinal));
        Assert.Contains("\"before\"", entries[0].Details, StringComparison.Ordinal);
        Assert.Contains("改名后的益农社", entries[0].Details, StringComparison.Ordinal);
        Assert.Contains("三十天没有服务", entries[1].Reason, StringComparison.Ordinal);
        Assert.All(entries, e => Assert.InRange(e.At, DateTime.UtcNow.AddHours(-1), DateTime.UtcNow.AddMinutes(1)));

        var auditor = await app.SignedInAsync("auditor", "37");
        var today = (DateTime.UtcNow + TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", null);
        foreach (var filter in new[] { $"subject=station:{number}", $"actor=account:{account.Id}", "action=station.warn", $"subject=station:{number}&from={today}&to={today}" })
            Assert.Contains("三十天没有服务", (await auditor.GetAsync("/audit?" + filter)).Text, StringComparison.Ordinal);
        foreach (var filter in new[] { $"subject=station:{number}&action=account.", $"actor=account:{account.Id}&to=2018-01-01", $"subject=station:{number}&from=2100-01-01" })
            Assert.Contains("没有符合条件的记录", (await auditor.GetAsync("/audit?" + filter)).Text, StringComparison.Ordinal);
        Assert.Contains(account.UserName, (await auditor.GetAsync($"/audit?actor=account:{account.Id}&action=account.signed-in")).Text, StringComparison.Ordinal);
        var elsewhere = await app.SignedInAsync("auditor", "12");
        Assert.Contains("没有符合条件的记录", (await elsewhere.GetAsync($"/audit?subject=station:{number}")).Text, StringComparison.Ordinal);
        Assert.True(await db.AuditEntries.AnyAsync(e => e.Action == "audit.read"));
    }

    [Fact]
    public async Task Looking_at_personal_data_and_taking_tables_away_leave_a_line()
    {
        var desk = await app.DeskAsync();
        var manager = await app.SignedInAsync("county-manager", TestDivisions.County);
        var page = await manager.GetAsync($"/officers/{desk.Officer.Number}");
        Assert.DoesNotContain(desk.Officer.Phone!, page.Text, StringComparison.Ordinal);
        var shown = await manager.SubmitAsync(page, "看完整号码", [("Input.Why", "回访村民投诉")]);
        Assert.Contains(desk.Officer.Phone!, shown.Text, StringComparison.Ordinal);
        foreach (var table in new[] { "/stations.csv", "/officers.csv", "/records.csv" }) Assert.Equal(HttpStatusCode.OK, (await manager.Http.GetAsync(table)).StatusCode);
        Assert.DoesNotContain(desk.Officer.Phone!, await manager.Http.GetStringAsync("/officers.csv"), StringComparison.Ordinal);
        Assert.Contains(desk.Officer.Number, await manager.Http.GetStringAsync("/officers.csv"), StringComparison.Ordinal);
        var auditor = await app.SignedInAsync("auditor", "37");
        Assert.Contains("回访村民投诉", await auditor.Http.GetStringAsync($"/audit.csv?subject=officer:{desk.Officer.Number}"), StringComparison.Ordinal);
        await using var db = app.Db();
        Assert.True(await db.AuditEntries.AnyAsync(e => e.Action == "officers.exported"));
        Assert.True(await db.AuditEntries.AnyAsync(e => e.Action == "audit.exported"));
        Assert.Equal("回访村民投诉", (await db.AuditEntries.SingleAsync(e => e.Action == "personal.revealed" && e.Subject == $"officer:{desk.Officer.Number}")).Reason);
        Assert.True(await db.AuditEntries.AnyAsync(e => e.Action == "stations.exported"));
        Assert.True(await db.AuditEntries.AnyAsync(e => e.Action == "service-records.exported"));
    }
}
