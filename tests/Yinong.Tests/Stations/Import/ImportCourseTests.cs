using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations.Import;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.Import;

/// <summary>Stopped, gone on with, taken back: an import loses nothing and doubles nothing.</summary>
public class ImportCourseTests(App app) : IClassFixture<App>
{
    static readonly string[] Head = ["站点名称", "行政村代码", "站点类型", "依托主体"];

    [Fact]
    public async Task Stopped_after_a_chunk_it_goes_on_where_it_was()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var page = await county.CheckedAsync("many.csv", Many("停", 2500));
        Assert.Equal(2500, page.Figure("可以写入"));
        var id = page.Id();
        // As if somebody had pressed stop while the first chunk was being written.
        await using var db = app.Db();
        await db.StationImports.Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, ImportState.Writing).SetProperty(i => i.StopAsked, true));
        page = await county.SettledAsync(page.Url.AbsolutePath);
        Assert.Equal((1000, 1000), (page.Figure("已经写入"), await StationsAsync("停")));
        page = await county.PressAsync(page, "接着写入1,500行");
        Assert.Equal((2500, 2500), (page.Figure("已经写入"), await StationsAsync("停")));
        Assert.Equal(3, await db.AuditEntries.CountAsync(e => e.Action == "station-import.written" && e.Subject == $"station-import:{id}"));
        Assert.Equal(2500, await db.StationTransitions.CountAsync(t => db.Stations.Any(s => s.Id == t.StationId && s.Name.StartsWith("停"))));
        // Within the day all of it can be taken back.
        page = await county.SubmitAsync(page, "撤销写入的2,500个站点", []);
        Assert.Equal((2500, 0), (page.Figure("已经撤销"), await StationsAsync("停")));
        Assert.Contains("withdrawn", (await db.AuditEntries.Where(e => e.Subject == $"station-import:{id}").OrderByDescending(e => e.Id).FirstAsync()).Action, StringComparison.Ordinal);
        // And then the same file is new again.
        Assert.Equal(2500, (await county.CheckedAsync("many.csv", Many("停", 2500))).Figure("可以写入"));
    }

    [Fact]
    public async Task A_check_that_is_stopped_changes_nothing_and_begins_anew()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var mapping = await county.UploadAsync("check.csv", Many("查", 1500));
        await using var db = app.Db();
        await db.StationImports.Where(i => i.Id == mapping.Id()).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, ImportState.Checking).SetProperty(i => i.StopAsked, true));
        var page = await county.SettledAsync(mapping.Url.AbsolutePath);
        page = await county.PressAsync(page, "逐行核对");
        Assert.Equal(1500, page.Figure("可以写入"));
        await county.SubmitAsync(page, "放弃这次导入", []);
        Assert.Equal(0, await StationsAsync("查"));
    }

    [Fact]
    public async Task Whoever_has_gone_on_is_not_taken_back_and_named()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var page = await county.PressAsync(await county.CheckedAsync("moved.csv", Many("动", 3)), "开始写入3行");
        await using var db = app.Db();
        var stations = await db.Stations.Where(s => s.Name.StartsWith("动")).OrderBy(s => s.Id).ToListAsync();
        var edit = await county.GetAsync($"/stations/{stations[1].Id}/edit");
        await county.SubmitAsync(edit, "保存资料", [("Input.Address", "村口")]);
        var officer = (await app.OfficerAsync()).Desk.Officer;
        db.Add(new Posting { OfficerId = officer.Id, StationId = stations[2].Id, Division = stations[2].Division, FromDate = new(2018, 10, 31) });
        await db.SaveChangesAsync();
        var refused = await county.SubmitAsync(page, "撤销写入的3个站点", [], HttpStatusCode.Conflict);
        Assert.Contains($"有2个站点导入以后已经办过别的事，不能整批撤销：{stations[1].Name}、{stations[2].Name}", refused.Text, StringComparison.Ordinal);
        Assert.Equal(3, await StationsAsync("动"));
    }

    [Fact]
    public async Task After_a_day_it_stands()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var page = await county.PressAsync(await county.CheckedAsync("late.csv", Many("晚", 2)), "开始写入2行");
        await using var db = app.Db();
        var id = page.Id();
        await db.StationImports.Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.WrittenAt, DateTime.UtcNow.AddHours(-25)));
        var refused = await county.SubmitAsync(page, "撤销写入的2个站点", [], HttpStatusCode.Conflict);
        Assert.Contains("超过24小时", refused.Text, StringComparison.Ordinal);
        Assert.Equal(2, await StationsAsync("晚"));
    }

    [Fact]
    public async Task A_file_that_is_gone_is_told_and_the_import_can_be_given_up()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var mapping = await county.UploadAsync("gone.csv", Many("没", 2));
        await using var db = app.Db();
        await db.StationImports.Where(i => i.Id == mapping.Id()).ExecuteUpdateAsync(set => set.SetProperty(i => i.StoredAs, "nowhere"));
        await county.SubmitAsync(mapping, "逐行核对", []);
        var page = await county.SettledAsync(mapping.Url.AbsolutePath);
        Assert.Contains("上传的文件已经不在了", page.Text, StringComparison.Ordinal);
        await county.SubmitAsync(page, "放弃这次导入", []);
    }

    async Task<int> StationsAsync(string prefix)
    {
        await using var db = app.Db();
        return await db.Stations.CountAsync(s => s.Name.StartsWith(prefix));
    }

    static byte[] Many(string prefix, int count) =>
        Sheets.Csv([Head, .. Enumerable.Range(1, count).Select(i => new[] { $"{prefix}{i}号社", i % 2 == 0 ? "370102011201" : "370102011202", "标准型", "便民超市" })], Encoding.UTF8);
}

/// <summary>A later list of divisions in which a village has been merged.</summary>
public class MergedVillageTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_village_that_was_merged_leads_to_who_took_over()
    {
        var system = await app.SignedInAsync("system-administrator");
        // 中井村 of 龙洞 was merged into a unit of the same name with another code.
        var list = string.Concat(TestDivisions.All.Select(d => $"{(d.Code.ToString() == "370102012201" ? "370102012203" : d.Code.ToString())},{d.Name}\n"));
        var form = await system.GetAsync("/divisions/review");
        var token = form.Document.QuerySelector("form[enctype] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var sent = await system.Http.PostAsync("/divisions/review?handler=Upload", new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(list)), "Upload", "list.csv" } });
        await system.SubmitAsync(await system.GetAsync(sent.Headers.Location!.ToString()), "写入全部变化", [("Input.ValidFrom", "2019-01-01")]);
        app.Clock.Set(new(2019, 1, 2, 9, 0, 0, TimeSpan.FromHours(8)));
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var page = await county.CheckedAsync("merged.csv", Sheets.Csv([["站点名称", "行政村代码", "站点类型", "依托主体"], ["中井社", "370102012201", "标准型", "便民超市"]], Encoding.UTF8));
        var row = Assert.Single(page.Table());
        Assert.Contains("已经撤并", row["哪里不对"], StringComparison.Ordinal);
        Assert.StartsWith("370102012203", row["怎么改"], StringComparison.Ordinal);
        page = await county.SubmitAsync(page, "采用", []);
        await county.PressAsync(page, "开始写入1行");
        await using var db = app.Db();
        Assert.Equal(DivisionCode.Parse("370102012203").Value, (await db.Stations.SingleAsync(s => s.Name == "中井社")).Division);
    }
}
