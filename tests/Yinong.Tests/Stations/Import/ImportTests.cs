using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.Import;

/// <summary>Lists as people really have them, from the upload to the register and back.</summary>
public class ImportTests(App app) : IClassFixture<App>
{
    static int _made;

    [Fact]
    public async Task A_list_in_GB18030_with_titles_names_and_wide_digits_becomes_stations()
    {
        var n = Next();
        var county = await CountyAsync();
        var file = Sheets.Csv(
        [
            ["历下区益农信息社台账", "", "", "", "", "", "", "", ""],
            ["填报单位：区农业农村局", "", "", "", "", "", "", "", "身份证号"],
            ["序号", "信息社名称", "乡镇（街道）", "行政村", "类型", "依托单位", "联系电话", "申报时间", "信息员身份证"],
            ["", "", "", "", "", "", "", "", ""],
            ["１", $"姚家村{n}号社", "姚家街道", "姚家村", "标准", "超市", "０５３１－８８００１２３４", "2018年9月3日", "370102199001011234"],
            ["2", $"浆水泉村{n}号社", "姚家街道办事处", "浆水泉村委会", "简易型", "村委会", "", "20180904", ""],
            ["", "", "", "", "", "", "", "", ""],
            ["3", $"中井村{n}号社", "龙洞街道", "中井", "专业型", "农民合作社", "13800006127", "", ""],
        ], Sheets.Gb18030);
        var page = await county.CheckedAsync("台账.csv", file);
        Assert.Equal(3, page.Figure("可以写入"));
        Assert.Equal(0, page.Figure("有错，不能写入"));
        page = await county.PressAsync(page, "开始写入3行");
        Assert.Equal(3, page.Figure("已经写入"));
        await using var db = app.Db();
        var stations = await db.Stations.Where(s => s.Name.EndsWith($"{n}号社")).OrderBy(s => s.Division).ToListAsync();
        Assert.Equal([3701020112015, 3701020112025, 3701020122015], stations.Select(s => s.Division));
        Assert.Equal(["standard", "simple", "professional"], stations.Select(s => s.Type));
        Assert.Equal(["shop", "village-committee", "cooperative"], stations.Select(s => s.HostClass));
        Assert.Equal([new(2018, 9, 3), new(2018, 9, 4), new(2018, 10, 31)], stations.Select(s => s.Since));
        Assert.All(stations, s => Assert.Equal((StationState.Planned, 1, null, "ordinary"), (s.State, s.Version, s.Number, s.Rating)));
        Assert.Equal("0531-88001234", stations[0].Phone);
        Assert.Equal(3, await db.StationTransitions.CountAsync(t => stations.Select(s => s.Id).Contains(t.StationId) && t.ToState == StationState.Planned && t.Actor.StartsWith("account:")));
        Assert.Single(await db.AuditEntries.Where(e => e.Action == "station-import.written" && e.Subject == $"station-import:{page.Id()}").ToListAsync());
        // Columns that nobody reads are kept nowhere.
        Assert.DoesNotContain(await db.StationImportRows.Where(r => r.ImportId == page.Id()).Select(r => r.Cells).ToListAsync(), cells => cells.Contains("370102199001011234", StringComparison.Ordinal));
        await county.GetAsync($"/stations/{stations[0].Id}");
    }

    [Fact]
    public async Task A_workbook_with_joined_titles_joined_towns_formulas_and_serials_is_understood()
    {
        var n = Next();
        var county = await CountyAsync();
        var file = Sheets.Xlsx(
        [
            ["2018年益农信息社建设台账", null, null, null, null],
            ["基本情况", null, "所在地", null, null, "建设"],
            ["编号", "站点名称", "乡镇", "村", "站点类型", "依托主体", "申报日期"],
            [$"LX-{n}-1", $"姚家{n}", "姚家街道", "姚家村", "标准型", "便民超市", "<c r=\"@\"><v>43374</v></c>"],
            [$"LX-{n}-2", $"浆水泉{n}", null, "浆水泉村", "<c r=\"@\" t=\"str\"><f>CONCATENATE(\"标准\",\"型\")</f><v>标准型</v></c>", "便民超市", "<c r=\"@\"><f>TODAY()-30</f><v>43374.5</v></c>"],
        ], ["A1:E1", "C2:D2", "C4:C5"]);
        var page = await county.CheckedAsync("台账.xlsx", file);
        Assert.True(page.Figure("可以写入") == 2, page.Text);
        page = await county.PressAsync(page, "开始写入2行");
        await using var db = app.Db();
        Assert.Equal([3701020112015, 3701020112025], await db.Stations.Where(s => s.Name.EndsWith(n)).OrderBy(s => s.Division).Select(s => s.Division).ToListAsync());
        Assert.All(await db.Stations.Where(s => s.Name.EndsWith(n)).ToListAsync(), s => Assert.Equal(new DateOnly(2018, 10, 1), s.Since));
        // The number of the other register is enough to know a station again, whatever it is called now.
        var again = await county.CheckedAsync("again.csv", Sheets.Csv([["编号", "站点名称", "行政村代码", "站点类型", "依托主体"], [$"LX-{n}-1", $"改了名{n}", "370102011201", "标准型", "便民超市"]], Encoding.UTF8));
        Assert.Equal((0, 1), (again.Figure("可以写入"), again.Figure("跟现有站点重复")));
    }

    [Theory]
    [InlineData(false, 1462)]
    [InlineData(true, 0)]
    public async Task Days_of_a_workbook_are_shown_written_and_given_back_as_days(bool since1904, int epochs)
    {
        var n = Next();
        var county = await CountyAsync();
        // Numbers of another register, which look like days and are none.
        var number = since1904 ? 51891 : 41891;
        string Serial(int style) => $"<c r=\"@\" s=\"{style}\"><v>{41891 + epochs}.25</v></c>";
        var file = Sheets.Xlsx(
        [
            ["站点名称", "行政村代码", "站点类型", "依托主体", "申报日期", "原编号"],
            [$"姚家{n}", "370102011201", "标准型", "便民超市", Serial(1), $"<c r=\"@\" s=\"3\"><v>{number}</v></c>"],
            [$"浆水泉{n}", "370102011202", "标准型", "便民超市", Serial(2), $"<c r=\"@\" s=\"4\"><v>{number + 1}</v></c>"],
            [$"中井{n}", "370102012202", "标准型", "便民超市", Serial(0), $"<c r=\"@\"><v>{number + 2}</v></c>"],
        ], further: [Sheets.Styles("General", "14", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "[Red]0_);\"days\"0", "[h]:mm:ss")], since1904: since1904);
        var mapping = await county.UploadAsync("days.xlsx", file);
        Assert.Contains("2018-09-10", mapping.Text, StringComparison.Ordinal);
        await county.SubmitAsync(mapping, "逐行核对", []);
        var page = await county.SettledAsync(mapping.Url.AbsolutePath);
        Assert.True(page.Figure("可以写入") == 3, page.Text);
        page = await county.PressAsync(page, "开始写入3行");
        await using var db = app.Db();
        Assert.Equal(Enumerable.Repeat(new DateOnly(2018, 9, 10), 3), await db.Stations.Where(s => s.Name.EndsWith(n)).Select(s => s.Since).ToListAsync());
        Assert.Equal([$"{number}", $"{number + 1}", $"{number + 2}"], await db.StationImportRows.Where(r => r.ImportId == page.Id()).OrderBy(r => r.RowNo).Select(r => r.ExternalNumber).ToListAsync());
        using var zip = new ZipArchive(new MemoryStream(await county.Http.GetByteArrayAsync(page.Link("下载带结果的原表"))));
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.Equal(3, (await sheet.ReadToEndAsync()).Split("2018-09-10").Length);
    }

    [Theory]
    [InlineData(';', true)]
    [InlineData('\t', false)]
    [InlineData(',', true)]
    public async Task Text_is_read_with_any_separator_and_mark(char separator, bool mark)
    {
        var n = Next();
        var page = await (await CountyAsync()).CheckedAsync("list.txt", Sheets.Csv([["站点名称", "所在地", "站点类型", "依托主体", "地址"], [$"姚家{n}", "山东省济南市历下区姚家街道姚家村", "标准型", "便民超市", "村口, \"老槐树\"下；东边"]], Encoding.UTF8, separator, mark));
        Assert.True(page.Figure("可以写入") == 1, page.Text);
    }

    [Fact]
    public async Task An_older_workbook_is_read_and_its_macros_are_not()
    {
        var n = Next();
        string[][] rows = [["站点名称", "行政村代码", "站点类型", "依托主体"], [$"姚家{n}", "370102011201", "标准型", "便民超市"], [$"浆水泉{n}", "370102011202", "简易", "小卖部"]];
        var county = await CountyAsync();
        var page = await county.CheckedAsync("list.xls", OldSheet.Xls(rows));
        Assert.True(page.Figure("可以写入") == 2, page.Text);
        var refused = await Html.ReadAsync(await county.SendAsync("list.xls", OldSheet.Xls(rows, macros: true)), HttpStatusCode.BadRequest);
        Assert.Contains("宏", refused.FieldError("Upload"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_a_proposal_and_mended_on_the_spot()
    {
        var n = Next();
        var county = await CountyAsync();
        var page = await county.CheckedAsync("faults.csv", Sheets.Csv(
        [
            ["站点名称", "行政村代码", "村", "站点类型", "依托主体", "办理日期"],
            [$"姚家村{n}", "37010201120", "", "标准型", "便民超市", ""],
            [$"浆水泉{n}", "", "浆水全村", "标准型", "便民超市", ""],
            [$"中井{n}", "370102012201", "", "标准形", "便民超市", ""],
            [$"石河岭{n}", "370102012202", "", "标准型", "便民超市", "2018-13-02"],
            ["", "370102012202", "", "标准型", "便民超市", ""],
            [$"外县{n}", "370126001201", "", "标准型", "便民超市", ""],
            [$"转山{n}", "370102012", "", "标准型", "便民超市", ""],
            [$"先锋{n}", "370102012202", "姚家村", "标准型", "", ""],
        ], Encoding.UTF8), ("Input.Host", "shop"));
        Assert.Equal((1, 7), (page.Figure("可以写入"), page.Figure("有错，不能写入")));
        var faults = page.Table().ToDictionary(r => r["行号"]);
        Assert.StartsWith("370102011201", faults["2"]["怎么改"], StringComparison.Ordinal);
        Assert.StartsWith("370102011202", faults["3"]["怎么改"], StringComparison.Ordinal);
        Assert.Equal("标准型", faults["4"]["怎么改"]);
        Assert.Contains("没有这一天", faults["5"]["哪里不对"], StringComparison.Ordinal);
        Assert.Equal("必填", faults["6"]["哪里不对"]);
        Assert.Contains("不在您的辖区", faults["7"]["哪里不对"], StringComparison.Ordinal);
        Assert.Contains("要设在村", faults["8"]["哪里不对"], StringComparison.Ordinal);
        Assert.Contains("代码和村名对不上", (await county.GetAsync(page.Url.AbsolutePath + "?notes=true")).Text, StringComparison.Ordinal);
        // One proposal, then all of them, then one row by hand.
        page = await county.SubmitAsync(page, "采用", []);
        Assert.Equal(6, page.Figure("有错，不能写入"));
        page = await county.SubmitAsync(page, "改好这2行", []);
        Assert.Equal(4, page.Figure("有错，不能写入"));
        var row = await county.GetAsync($"{page.Url.AbsolutePath}/rows/5");
        Assert.Contains("不是日期", (await county.SubmitAsync(row, "保存并核对", [("Cells[on]", "2018-10-33")])).Text, StringComparison.Ordinal);
        page = await county.SubmitAsync(row, "保存并核对", [("Cells[on]", "2018-10-30")]);
        Assert.Equal((5, 3), (page.Figure("可以写入"), page.Figure("有错，不能写入")));
        Assert.Contains("还有3行有错", (await county.SubmitAsync(page, "开始写入5行", [("which", "all")], HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);
        page = await county.PressAsync(page, "开始写入5行");
        Assert.Equal((5, 3), (page.Figure("已经写入"), page.Figure("有错，不能写入")));
    }

    [Fact]
    public async Task What_stands_twice_in_the_file_or_already_in_the_register_is_not_written_again()
    {
        var n = Next();
        var county = await CountyAsync();
        string[] head = ["站点名称", "行政村代码", "站点类型", "依托主体", "原编号"];
        var page = await county.CheckedAsync("twice.csv", Sheets.Csv([head, [$"姚家{n}", "370102011201", "标准型", "便民超市", ""], [$"姚家{n}", "370102011201", "标准型", "便民超市", ""], [$"浆水泉{n}", "370102011202", "标准型", "便民超市", $"x{n}"], [$"另一个{n}", "370102011202", "标准型", "便民超市", $"x{n}"]], Encoding.UTF8));
        Assert.Equal((2, 2), (page.Figure("可以写入"), page.Figure("有错，不能写入")));
        Assert.Contains("和第2行重复", page.Text, StringComparison.Ordinal);
        Assert.Contains("原编号和第4行相同", page.Text, StringComparison.Ordinal);
        await county.PressAsync(page, "开始写入2行");
        var other = await county.CheckedAsync("other.csv", Sheets.Csv([head, [$"姚家{n}", "370102011201", "标准型", "便民超市", ""], [$"新的{n}", "370102011201", "标准型", "便民超市", ""]], Encoding.UTF8));
        Assert.Equal((1, 1), (other.Figure("可以写入"), other.Figure("跟现有站点重复")));
        Assert.Contains("已经有站点", (await county.GetAsync(other.Url.AbsolutePath + "?notes=true")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_once_more_changes_nothing_and_says_so()
    {
        var n = Next();
        var county = await CountyAsync();
        var file = Small(n);
        var done = await county.PressAsync(await county.CheckedAsync("a.csv", file), "开始写入2行");
        await using var db = app.Db();
        var before = (await db.Stations.CountAsync(), await db.StationImports.CountAsync(), await db.AuditEntries.CountAsync(e => e.Action.StartsWith("station-import")));
        var again = await county.UploadAsync("another-name.csv", file);
        Assert.Equal(done.Id(), again.Id());
        Assert.Contains("没有重复导入", again.Text, StringComparison.Ordinal);
        Assert.Equal(before, (await db.Stations.CountAsync(), await db.StationImports.CountAsync(), await db.AuditEntries.CountAsync(e => e.Action.StartsWith("station-import"))));
        // For another county it is another import.
        Assert.NotEqual(done.Id(), (await (await app.SignedInAsync("county-manager", "370114")).UploadAsync("a.csv", file)).Id());
    }

    [Fact]
    public async Task An_operator_applies_for_its_own_stations_and_does_not_plan()
    {
        var n = Next();
        await using var db = app.Db();
        var organisation = new Organisation { Name = $"导入运营{n}", Kind = OrganisationKind.Operator, Division = 370000000000_1, CreatedAt = DateTime.UtcNow };
        db.Add(organisation);
        await db.SaveChangesAsync();
        var operators = await app.SignedInAsync("operator", "37", organisation.Id);
        var page = await operators.PressAsync(await operators.CheckedAsync("a.csv", Small(n)), "开始写入2行");
        Assert.All(await db.Stations.Where(s => s.Name.EndsWith(n)).ToListAsync(), s => Assert.Equal((StationState.Applied, organisation.Id), (s.State, s.OrganisationId)));
        await (await CountyAsync()).GetAsync(page.Url.AbsolutePath, HttpStatusCode.NotFound);
        // In the same county it is seen, and still not the county's to go on with.
        var near = await (await app.SignedInAsync("operator", TestDivisions.County, organisation.Id)).CheckedAsync("b.csv", Small(n + "近"));
        var county = await CountyAsync();
        await county.SubmitAsync(await county.GetAsync(near.Url.AbsolutePath), "开始写入2行", [], HttpStatusCode.Forbidden);
        await (await app.SignedInAsync("town-manager", "370102011")).GetAsync("/stations/import", HttpStatusCode.Forbidden);
        Assert.False((await (await app.SignedInAsync("town-manager", "370102011")).GetAsync("/stations")).HasLink("批量导入"));
        Assert.True((await operators.GetAsync("/stations")).HasLink("批量导入"));
    }

    [Fact]
    public async Task The_sheet_comes_back_with_its_results_and_without_formulas()
    {
        var n = Next();
        var county = await CountyAsync();
        string[][] rows = [["备注", "站点名称", "行政村代码", "站点类型", "依托主体"], ["=HYPERLINK(\"http://x\")", $"姚家{n}", "370102011201", "标准型", "便民超市"], ["+1", $"浆水泉{n}", "37010201120", "标准型", "便民超市"]];
        var page = await county.CheckedAsync("a.csv", Sheets.Csv(rows, Encoding.UTF8));
        var text = (await county.Http.GetStringAsync(page.Link("下载带结果的原表"))).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith(",导入结果,哪里不对,怎么改", text[0], StringComparison.Ordinal);
        Assert.StartsWith("\"'=HYPERLINK", text[1], StringComparison.Ordinal);
        Assert.Contains(",可以写入", text[1], StringComparison.Ordinal);
        Assert.StartsWith("'+1,", text[2], StringComparison.Ordinal);
        Assert.Contains("应为12位", text[2], StringComparison.Ordinal);
        Assert.Equal(2, (await county.Http.GetStringAsync(page.Link("下载有错的"))).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        var book = await county.CheckedAsync("a.xlsx", Sheets.Xlsx(rows));
        using var zip = new ZipArchive(new MemoryStream(await county.Http.GetByteArrayAsync(book.Link("下载带结果的原表"))));
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = await sheet.ReadToEndAsync();
        Assert.DoesNotContain("<f>", xml, StringComparison.Ordinal);
        Assert.Contains("=HYPERLINK", xml, StringComparison.Ordinal);
        Assert.Contains("s=\"2\"", xml, StringComparison.Ordinal);
        // What was sent out comes in again, the template too.
        var template = await county.Http.GetByteArrayAsync("/stations/import/template");
        var filled = await county.CheckedAsync("template.xlsx", template);
        Assert.True(filled.Figure("可以写入") == 1, filled.Text);
    }

    async Task<Visitor> CountyAsync() => await app.SignedInAsync("county-manager", TestDivisions.County);

    static byte[] Small(string n) => Sheets.Csv([["站点名称", "行政村代码", "站点类型", "依托主体"], [$"姚家{n}", "370102011201", "标准型", "便民超市"], [$"浆水泉{n}", "370102011202", "标准型", "便民超市"]], Encoding.UTF8);

    static string Next() => $"甲{Interlocked.Increment(ref _made)}乙";
}
