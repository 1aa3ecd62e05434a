using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Stations.Import;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.Import;

/// <summary>Characters that are two halves, and halves alone: no database that takes only whole ones ends an import with them, let alone the program.</summary>
public class ImportCharacterTests(App app) : IClassFixture<App>
{
    static readonly string[] Head = ["原编号", "站点名称", "行政村代码", "站点类型", "依托主体", "地址"];

    [Fact]
    public async Task A_character_on_the_edge_of_what_is_kept_is_left_out_whole()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        string[] row = [new string('号', 59) + "😀", new string('村', 79) + "😀", "370102011201", "标准型", "便民超市", new string('路', 299) + "😀"];
        var page = await county.CheckedAsync("faces.csv", Sheets.Csv([Head, row], Encoding.UTF8));
        Assert.Equal((0, 1), (page.Figure("可以写入"), page.Figure("有错，不能写入")));
        await using var db = app.Db();
        var kept = await db.StationImportRows.SingleAsync(r => r.ImportId == page.Id());
        Assert.Equal((new string('号', 59), new string('村', 79), new string('路', 299)), (kept.ExternalNumber, kept.Name, kept.CellsByField()["address"]));
    }

    [Fact]
    public async Task Half_a_character_in_a_workbook_is_no_character()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        string?[] row = [null, "<c r=\"@\" t=\"inlineStr\"><is><t>姚&#xD83D;家&#0;村</t></is></c>", "370102011201", "标准型", "便民超市", "经十路😀"];
        var page = await county.CheckedAsync("半个字.xlsx", Sheets.Xlsx([Head, row]));
        Assert.True(page.Figure("可以写入") == 1, page.Text);
        page = await county.PressAsync(page, "开始写入1行");
        await using var db = app.Db();
        Assert.Equal("经十路😀", (await db.Stations.SingleAsync(s => s.Name == "姚\uFFFD家村")).Address);
    }

    [Theory]
    [InlineData("/stations?q=", 59)]
    [InlineData("/officers?q=", 59)]
    [InlineData("/training/questions?q=", 59)]
    [InlineData("/find?q=", 39)]
    [InlineData("/c?q=", 39)]
    public async Task A_search_is_cut_between_characters(string address, int before)
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var answer = await county.Http.GetAsync(new Uri(address + Uri.EscapeDataString(new string('村', before) + "😀"), UriKind.Relative));
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.NotFound, $"{(int)answer.StatusCode}");
        Assert.DoesNotContain("\uFFFD", WebUtility.UrlDecode(answer.Headers.Location?.ToString() ?? "") + WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_a_file_begins_with_a_whole_character()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var mapping = await county.UploadAsync("😀" + new string('表', 195) + ".csv", Sheets.Csv([Head, ["", "姚家", "370102011201", "标准型", "便民超市", "甲"]], Encoding.UTF8));
        await using var db = app.Db();
        Assert.Equal("\uFFFD" + new string('表', 195) + ".csv", (await db.StationImports.SingleAsync(i => i.Id == mapping.Id())).FileName);
    }

    [Fact]
    public async Task What_nobody_foresaw_ends_one_import_and_not_the_program()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var id = (await county.UploadAsync("odd.csv", Sheets.Csv([Head, ["", "姚家", "370102011201", "标准型", "便民超市", "乙"]], Encoding.UTF8))).Id();
        await using var db = app.Db();
        await db.StationImports.Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.Columns, "no columns").SetProperty(i => i.State, ImportState.Checking));
        for (var until = DateTime.UtcNow.AddSeconds(60); await db.StationImports.AnyAsync(i => i.Id == id && i.State != ImportState.Failed); await Task.Delay(100)) Assert.True(DateTime.UtcNow < until);
        Assert.Contains("出了错", (await db.StationImports.AsNoTracking().SingleAsync(i => i.Id == id)).Fault, StringComparison.Ordinal);
        var next = await county.CheckedAsync("next.csv", Sheets.Csv([Head, ["", "浆水泉", "370102011202", "标准型", "便民超市", "丙"]], Encoding.UTF8));
        Assert.Equal(1, next.Figure("可以写入"));
    }
}
