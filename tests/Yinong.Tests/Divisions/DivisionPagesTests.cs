using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Yinong.Tests.Support;

namespace Yinong.Tests.Divisions;

/// <summary>The tree and the review of a later list, at the browser.</summary>
public class DivisionPagesTests(App app) : IClassFixture<App>
{
    [Theory]
    [InlineData("/divisions", "山东省")]
    [InlineData("/divisions?division=370102", "历下区")]
    [InlineData("/divisions?search=历下", "370102")]
    [InlineData("/divisions?search=不存在的地方", "没有找到")]
    public async Task Anybody_may_look(string url, string text) => Assert.Contains(text, (await app.Visitor().GetAsync(url)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task A_later_list_is_uploaded_looked_at_and_applied()
    {
        var visitor = await app.SignedInAsync("system-administrator");
        var page = await UploadAsync(visitor, "list.csv", List(name => name == "宝坻区" ? "宝坻新区" : name));
        Assert.Contains("宝坻新区", page.Text, StringComparison.Ordinal);
        await visitor.SubmitAsync(page, "写入全部变化", [("Input.ValidFrom", "2018-10-30")], HttpStatusCode.BadRequest);
        await visitor.SubmitAsync(page, "写入全部变化", [("Input.ValidFrom", "2019-01-01")]);
        Assert.Contains("宝坻新区", (await app.Visitor().GetAsync("/divisions?division=120115")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_file_says_its_lines()
    {
        var visitor = await app.SignedInAsync("system-administrator");
        Assert.Contains("没有改动任何数据", (await UploadAsync(visitor, "list.csv", "37,山东省\n3701,\n")).Text, StringComparison.Ordinal);
        Assert.Contains("Excel", (await UploadAsync(visitor, "list.csv", "PK\u0003\u0004", HttpStatusCode.BadRequest)).Text, StringComparison.Ordinal);
    }

    /// <summary>Files that are not what they say: each is told for what it is, and nothing has changed.</summary>
    public static TheoryData<string, byte[], string> NoLists => new()
    {
        { "picture.csv", [0x89, .. "PNG\r\n\u001a\n\0\0\0\rIHDR"u8, 0xff, 0xd8, 0, 1, 2, 3], "UTF-8" },
        { "list.zip", [.. "PK\u0003\u0004"u8, 20, 0, 0, 0], "Excel" },
        { "list.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "Excel" },
        { "empty.csv", [], "请选择一个文件" },
        { "blank.csv", [.. "\n\n"u8], "空的" },
        { "mark.csv", [0xEF, 0xBB, 0xBF], "空的" },
        { "utf16.csv", [0xFF, 0xFE, 0x33, 0, 0x37, 0], "UTF-16" },
        { "gb18030.csv", [.. "37,"u8, 0xC9, 0xBD, 0xB6, 0xAB, (byte)'\n'], "GB18030" },
        { "gzip.csv", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3], "损坏" },
        { "line.csv", [.. "37,"u8, .. Enumerable.Repeat((byte)'x', 5_000_000), (byte)'\n'], "名称最多" },
        { "cut.csv", [.. "37,山东省\n3701,济南"u8], "被截断" },
    };

    [Theory, MemberData(nameof(NoLists))]
    public async Task What_is_no_list_is_told_for_what_it_is(string name, byte[] bytes, string said)
    {
        var visitor = await app.SignedInAsync("system-administrator");
        var before = await (await app.Machine().GetAsync("/api/v1/divisions/37/children")).Content.ReadAsStringAsync();
        var answer = await SendAsync(visitor, name, bytes);
        var page = answer.StatusCode == HttpStatusCode.Redirect ? await visitor.GetAsync(answer.Headers.Location!.ToString()) : await Html.ReadAsync(answer, answer.StatusCode);
        Assert.True((int)page.Response.StatusCode < 500, $"{name}: {(int)page.Response.StatusCode}");
        Assert.Contains(said, page.Text, StringComparison.Ordinal);
        Assert.Equal(before, await (await app.Machine().GetAsync("/api/v1/divisions/37/children")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Only_those_who_may_update_come_in() =>
        Assert.NotEqual(HttpStatusCode.OK, (await (await app.SignedInAsync("province-manager", "37")).Http.GetAsync("/divisions/review")).StatusCode);

    static string List(Func<string, string> rename) => string.Concat(TestDivisions.All.Select(d => $"{d.Code},{rename(d.Name)}\n"));

    static async Task<Html> UploadAsync(Visitor visitor, string name, string text, HttpStatusCode status = HttpStatusCode.OK)
    {
        var answer = await SendAsync(visitor, name, Encoding.UTF8.GetBytes(text));
        return answer.StatusCode == HttpStatusCode.Redirect ? await visitor.GetAsync(answer.Headers.Location!.ToString(), status) : await Html.ReadAsync(answer, status);
    }

    static async Task<HttpResponseMessage> SendAsync(Visitor visitor, string name, byte[] bytes)
    {
        var form = await visitor.GetAsync("/divisions/review");
        var token = form.Document.QuerySelector("form[enctype] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return await visitor.Http.PostAsync("/divisions/review?handler=Upload", new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { file, "Upload", name } });
    }
}
