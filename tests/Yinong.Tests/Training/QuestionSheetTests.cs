using System.Net;
using CsCheck;
using Yinong.Modules.Training;
using Yinong.Modules.Training.Pages;
using Yinong.Tests.Support;

namespace Yinong.Tests.Training;

/// <summary>Questions go out as a spreadsheet and come back as they were; the sheets that people have are read; a wrong row is named by its number.</summary>
public class QuestionSheetTests(App app) : IClassFixture<App>
{
    static readonly string[] Pieces = ["*", "＊", "=", "＝", "\\", "\\n", "\n", "'", "\"", ",", "+1", "-", "@", "=1+1", "益农", "信息社", "a", "C:\\new", "；", " ", "对"];
    static readonly Gen<string> Words = Gen.OneOf([.. Pieces.Select(p => Gen.Const(p))]).Array[1, 6].Select(p => string.Concat(p).Trim()).Where(t => t.Length > 0);

    static readonly Gen<(QuestionKind Kind, OptionDraft[] Options)> Answers = Gen.OneOf(
        Gen.Select(Words.Array[2, 5], Gen.Int[0, 4], (texts, right) => (QuestionKind.Single, texts.Select((t, i) => new OptionDraft(t, i == right % texts.Length)).ToArray())),
        Gen.Select(Words.Array[2, 5], Gen.Int[1, 31], (texts, right) => (QuestionKind.Multiple, texts.Select((t, i) => new OptionDraft(t, i == 0 || (right >> i & 1) == 1)).ToArray())),
        Gen.Select(Words, Words).Array[2, 4].Select(pairs => (QuestionKind.Matching, pairs.Select(p => new OptionDraft(p.Item1, true, p.Item2)).ToArray())),
        Words.Array[1, 4].Select(points => (QuestionKind.Short, points.Select(p => new OptionDraft(p, true)).ToArray())));

    [Fact]
    public void Options_as_lines_read_back() => Answers.Sample(a => Assert.Equal(a.Options, OptionLines.Read(a.Kind, OptionLines.Write(a.Kind, a.Options))), iter: 5_000);

    [Theory]
    [InlineData("questions.csv", "bank.csv")]
    [InlineData("questions.xlsx", "bank.xlsx")]
    public async Task The_export_comes_in_again_as_it_was(string export, string name)
    {
        var topic = QuestionFile.Shipped.Topics[0].Code;
        var drafts = new List<QuestionDraft>();
        var made = 0;
        Answers.Array[20].Sample(answers => drafts = [.. answers.Where(a => a.Options.Select(o => o.Text).Distinct().Count() == a.Options.Length && a.Options.Select(o => o.Match).Distinct().Count() == (a.Kind is QuestionKind.Matching ? a.Options.Length : 1))
            .Select(a => QuestionCheck.Tidy(new(null, topic, a.Kind, 1 + made % 3, $"{(made % 2 == 0 ? "=" : "'")}第{made++}道{name}题目", a.Options, made % 3 == 0 ? "'=解析" : null, "-依据")))], iter: 1, threads: 1);
        var from = export.EndsWith("csv", StringComparison.Ordinal) ? "370125" : "370103";
        await using var hand = Stations.Hand.WithAll(app, from, account: (await app.AccountAsync("county-manager", from)).Id);
        await hand.Get<QuestionRegister>().ImportAsync(drafts);
        var county = await app.SignedInAsync("county-manager", from);
        var file = await county.Http.GetByteArrayAsync($"/training/{export}?state=draft");
        // The same questions again are known; elsewhere they come in word by word.
        Assert.Contains("导入了0题", (await SendAsync(county, name, file)).Text, StringComparison.Ordinal);
        var place = export.EndsWith("csv", StringComparison.Ordinal) ? "370113" : "370114";
        var other = await app.SignedInAsync("county-manager", place);
        Assert.Contains($"导入了{drafts.Count}题", (await SendAsync(other, name, file)).Text, StringComparison.Ordinal);
        await using var db = app.Db();
        var division = Yinong.Modules.Divisions.DivisionCode.Parse(place).Value;
        var read = db.Questions.Where(q => q.Division == division).OrderBy(q => q.Id).AsEnumerable().Select(q => (q.Text, q.Kind, (int)q.Difficulty, q.Options, q.Explanation, q.Source));
        Assert.Equal(drafts.Select(d => (d.Text, d.Kind, d.Difficulty, OptionJson.Write(d.Options), d.Explanation, d.Source)), read);
    }

    [Fact]
    public async Task A_sheet_with_a_column_for_each_option_is_read_and_a_wrong_row_is_named()
    {
        var county = await app.SignedInAsync("county-manager", "370112");
        const string Head = "培训题库,,,,,,,\r\n题型,试题内容,选项A,选项B,选项C,正确答案,难易程度,答案解析\r\n";
        const string Good = "单选,村民来缴电费收不收钱？,收,不收,看情况,B,容易,公益\r\n多项选择题,哪些算公益服务？,农技,气象,卖保险,\"A、B\",中等,\r\n判断,可以替人保管银行卡。,,,,×,,\r\n问答题,遇到不会的怎么办？,,,,转12316；记下来,难,\r\n";
        var page = await SendAsync(county, "题库.csv", System.Text.Encoding.UTF8.GetBytes(Head + Good + "单选,没有答案的一题？,甲,乙,,D,,\r\n填空,没有这种题型,甲,乙,,A,,\r\n"), HttpStatusCode.BadRequest);
        Assert.Equal([("7", true), ("8", true)], page.Table().Select(r => (r["行号"], r["哪里不对，怎么改"].Length > 0)));
        Assert.Contains("导入了4题", (await SendAsync(county, "题库.csv", System.Text.Encoding.UTF8.GetBytes(Head + Good))).Text, StringComparison.Ordinal);
        await using var db = app.Db();
        var division = Yinong.Modules.Divisions.DivisionCode.Parse("370112").Value;
        var questions = db.Questions.Where(q => q.Division == division).OrderBy(q => q.Id).AsEnumerable().Select(q => $"{q.Kind} {q.Difficulty} {string.Join(' ', OptionJson.Read(q.Options).Select(o => (o.IsRight ? "+" : "-") + o.Text))}").ToList();
        Assert.Equal(["Single 1 -收 +不收 -看情况", "Multiple 2 +农技 +气象 -卖保险", "Truth 2 -对 +错", "Short 3 +转12316 +记下来"], questions);
        Assert.Contains("没有找到表头", (await SendAsync(county, "别的.csv", "甲,乙\r\n1,2\r\n"u8.ToArray(), HttpStatusCode.BadRequest)).Text, StringComparison.Ordinal);
        Assert.Contains("有宏", (await SendAsync(county, "a.xlsm", "PK"u8.ToArray(), HttpStatusCode.BadRequest)).Text, StringComparison.Ordinal);
        await county.Http.GetByteArrayAsync("/training/questions/template");
    }

    [Fact]
    public async Task The_template_is_read_as_it_stands()
    {
        var county = await app.SignedInAsync("county-manager", "370115");
        Assert.Contains("另有5题已经在题库里", (await SendAsync(county, "t.xlsx", await county.Http.GetByteArrayAsync("/training/questions/template"))).Text, StringComparison.Ordinal);
    }

    /// <summary>Notepad of a Chinese Windows saves GB18030 unless it is told otherwise.</summary>
    [Fact]
    public async Task A_GIFT_file_in_GB18030_is_read_and_one_that_lost_its_characters_is_refused()
    {
        var county = await app.SignedInAsync("county-manager", "370116");
        var chinese = System.Text.CodePagesEncodingProvider.Instance.GetEncoding(54936)!;
        Assert.Contains("导入了1题", (await SendAsync(county, "题.gift", chinese.GetBytes("㐂益农信息社收不收押金？ {=不收 ~收}\n"))).Text, StringComparison.Ordinal);
        Assert.Contains("导入了1题", (await SendAsync(county, "题.txt", [.. System.Text.Encoding.UTF8.Preamble, .. "带标记的文件也认得？ {T}\n"u8])).Text, StringComparison.Ordinal);
        Assert.Contains("丢了字", (await SendAsync(county, "题.gift", "益农\uFFFD\uFFFD收不收押金？ {=不收 ~收}\n"u8.ToArray(), HttpStatusCode.BadRequest)).Errors.Single(), StringComparison.Ordinal);
        Assert.Contains("不是文本", (await SendAsync(county, "题.gift", [0x41, 0xFF, 0xFF, 0x0A], HttpStatusCode.BadRequest)).Errors.Single(), StringComparison.Ordinal);
        await using var db = app.Db();
        var division = Yinong.Modules.Divisions.DivisionCode.Parse("370116").Value;
        Assert.Equal(["㐂益农信息社收不收押金？", "带标记的文件也认得？"], db.Questions.Where(q => q.Division == division).OrderBy(q => q.Id).Select(q => q.Text).ToList());
    }

    static async Task<Html> SendAsync(Visitor county, string name, byte[] file, HttpStatusCode status = HttpStatusCode.OK)
    {
        var page = await county.GetAsync("/training/questions/import");
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(QuestionFile.Shipped.Topics[0].Code), "Input.Topic" }, { new ByteArrayContent(file), "Upload", name } };
        var answer = await county.Http.PostAsync("/training/questions/import", form);
        if (answer.Headers.Location is { } to) answer = await county.Http.GetAsync(to);
        return await Html.ReadAsync(answer, status);
    }
}
