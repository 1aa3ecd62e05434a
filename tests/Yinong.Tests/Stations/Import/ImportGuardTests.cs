using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.Import;

/// <summary>Files that are not what they say, or want more than a file should: each is told for what it is, and nothing is kept of it.</summary>
public class ImportGuardTests(App app) : IClassFixture<App>
{
    static readonly string[] Head = ["站点名称", "行政村代码", "站点类型", "依托主体"];

    static readonly byte[] Good = Sheets.Xlsx([Head, ["姚家", "370102011201", "标准型", "便民超市"]]);

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "empty.csv", [], "空的" },
        { "blank.csv", [.. "\r\n\r\n,,,\r\n"u8], "没有数据" },
        { "list.xlsm", Good, "宏" },
        { "macros.xlsx", Sheets.Xlsx([Head], further: [("xl/vbaProject.bin", [1, 2, 3])]), "宏" },
        { "links.xlsx", Sheets.Xlsx([Head], further: [("xl/externalLinks/externalLink1.xml", Sheets.Bytes("<x/>"))]), "其他文件的链接" },
        { "bomb.xlsx", Sheets.Bomb(), "展开后过大" },
        { "many.xlsx", Sheets.Xlsx([Head], further: [.. Enumerable.Range(0, 1100).Select(i => ($"xl/media/{i}.bin", Array.Empty<byte>()))]), "展开后过大" },
        { "renamed.xlsx", Sheets.Bytes("%PDF-1.7\n%âãÏÓ\n1 0 obj"), "PDF" },
        { "renamed.csv", Sheets.Bytes("%PDF-1.7\n%âãÏÓ\n1 0 obj"), "PDF" },
        { "page.xls", Sheets.Bytes("<html><body><table><tr><td>站点名称</td></tr></table>"), "HTML" },
        { "book.csv", Good, "Excel" },
        { "archive.xlsx", Sheets.Zip([("readme.txt", Sheets.Bytes("hello"))]), "ZIP" },
        { "cut.xlsx", Good[..(Good.Length / 2)], "损坏" },
        { "dtd.xlsx", Sheets.Zip([("[Content_Types].xml", Sheets.Bytes("<Types/>")), ("xl/workbook.xml", Sheets.Bytes("<!DOCTYPE x [<!ENTITY a \"b\">]><workbook>&a;</workbook>")), ("xl/_rels/workbook.xml.rels", Sheets.Bytes("<Relationships/>"))]), "损坏" },
        { "cut.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]], "损坏" },
        { "text.xlsx", Sheets.Bytes("站点名称,行政村代码\r\n"), "不是表格" },
        { "picture.csv", [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0], "PNG" },
        { "binary.csv", [1, 2, 0, 3, 4, 0xFF, 0xFE, 0x81], "不是文本" },
        { "quote.csv", Sheets.Bytes("站点名称,行政村代码\r\n\"姚家,370102011201\r\n"), "双引号没有成对" },
        { "long.csv", Sheets.Bytes("站点名称,行政村代码\r\n" + new string('长', 3_500_000)), "超过32767个字" },
        { "list.docx", Good, "只能读" },
        { "list.exe", [.. "MZ"u8, 0, 0], "只能读" },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task What_is_no_list_is_told_for_what_it_is(string name, byte[] bytes, string said)
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var answer = await Html.ReadAsync(await county.SendAsync(name, bytes), HttpStatusCode.BadRequest);
        Assert.Contains(said, answer.FieldError("Upload"), StringComparison.Ordinal);
        await using var db = app.Db();
        Assert.False(await db.StationImports.AnyAsync(i => i.FileName == name));
    }

    [Fact]
    public async Task A_text_of_countless_pieces_costs_no_more_than_its_length()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var (file, watch) = (Sheets.Pieces(600_000), Stopwatch.StartNew());
        Assert.True(file.Length < 50_000);
        Assert.Contains("第1行有一格超过32767个字", (await Html.ReadAsync(await county.SendAsync("pieces.xlsx", file), HttpStatusCode.BadRequest)).FieldError("Upload"), StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public async Task A_large_file_is_refused_by_its_size()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var line = Encoding.UTF8.GetBytes("某村益农信息社,370102011201,标准型,便民超市\r\n");
        var (ten, thirty) = (Encoding.UTF8.GetBytes(string.Join(',', Head) + "\r\n").Concat(Enumerable.Repeat(line, 10_500_000 / line.Length).SelectMany(l => l)).ToArray(), new byte[21 * 1024 * 1024]);
        Assert.Contains("20MB", (await Html.ReadAsync(await county.SendAsync("large.csv", thirty), HttpStatusCode.RequestEntityTooLarge)).FieldError("Upload"), StringComparison.Ordinal);
        // Ten megabytes come in; that they are more rows than an import takes is found while they are checked, and nothing stands in the register.
        var mapping = await county.UploadAsync("ten.csv", ten);
        await county.SubmitAsync(mapping, "逐行核对", []);
        var page = await county.SettledAsync(mapping.Url.AbsolutePath);
        Assert.Contains("超过100000行", page.Text, StringComparison.Ordinal);
        await using var db = app.Db();
        Assert.False(await db.StationImportRows.AnyAsync(r => r.ImportId == page.Id()));
    }

    [Fact]
    public async Task Without_a_name_or_a_place_no_row_is_looked_at()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var mapping = await county.UploadAsync("foreign.csv", Sheets.Csv([["甲", "乙"], ["姚家", "370102011201"]], Encoding.UTF8));
        var page = await county.SubmitAsync(mapping, "逐行核对", [], HttpStatusCode.BadRequest);
        Assert.Contains("哪一列是站点名称", page.Text, StringComparison.Ordinal);
        page = await county.SubmitAsync(mapping, "逐行核对", [("Input.Fields[0]", "name"), ("Input.Fields[1]", "name")], HttpStatusCode.BadRequest);
        Assert.Contains("有两列都选了", page.Text, StringComparison.Ordinal);
        page = await county.SubmitAsync(mapping, "逐行核对", [("Input.Fields[0]", "name"), ("Input.Fields[1]", "division"), ("Input.On", "2018-11-01")], HttpStatusCode.BadRequest);
        Assert.Contains("不能晚于今天", page.Text, StringComparison.Ordinal);
        await county.SubmitAsync(mapping, "逐行核对", [("Input.Fields[0]", "name"), ("Input.Fields[1]", "division"), ("Input.Type", "standard"), ("Input.Host", "shop")]);
        Assert.Equal(1, (await county.SettledAsync(mapping.Url.AbsolutePath)).Figure("可以写入"));
    }
}
