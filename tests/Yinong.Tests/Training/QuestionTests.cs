using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Training;
using Yinong.Platform.Problems;
using Yinong.Tests.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Training;

/// <summary>The bank: written by one, approved by another, drawn at the place and below it; and examinations that the bank can fill.</summary>
public class QuestionTests(App app) : IClassFixture<App>
{
    static readonly string Topic = QuestionFile.Shipped.Topics[0].Code;

    [Fact]
    public async Task A_question_is_approved_by_a_second_person_and_never_by_its_author()
    {
        var (author, colleague) = (await app.SignedInAsync("county-manager", TestDivisions.County), await app.SignedInAsync("county-manager", TestDivisions.County));
        var page = await author.SubmitAsync(await author.GetAsync("/training/questions/new"), "存为草稿",
            [("Input.Text", "村民来办事要不要收费？"), ("Input.Options", "要\n*公益服务不收\n看情况"), ("Input.Topic", Topic), ("Input.Source", "S-12")]);
        var address = page.Url.AbsolutePath;
        var id = int.Parse(address.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("草稿", page.Heading, StringComparison.Ordinal);
        Assert.Contains("自己写的题不能自己审定", page.Text, StringComparison.Ordinal);
        // No button; who sends the form all the same is refused.
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var forced = await author.Http.PostAsync($"{address}?handler=Approve", new FormUrlEncodedContent([new("version", "1"), new("__RequestVerificationToken", token)]));
        Assert.Equal(HttpStatusCode.Conflict, forced.StatusCode);
        page = await colleague.SubmitAsync(await colleague.GetAsync(address), "审定这道题", []);
        Assert.Contains("已审定", page.Heading, StringComparison.Ordinal);
        await colleague.GetAsync($"{address}/edit", HttpStatusCode.Conflict);
        // Another county does not know it, the city reads none of the bank without the right.
        await (await app.SignedInAsync("county-manager", "370126")).GetAsync(address, HttpStatusCode.NotFound);
        await (await app.SignedInAsync("city-manager", "3701")).GetAsync(address, HttpStatusCode.Forbidden);
        page = await colleague.SubmitAsync(page, "停用这道题", [("Input.Reason", "")], HttpStatusCode.BadRequest);
        Assert.Contains("写明为什么停用", page.FieldError("Input.Reason"), StringComparison.Ordinal);
        page = await colleague.SubmitAsync(page, "停用这道题", [("Input.Reason", "规定改了")]);
        Assert.Contains("已停用", page.Heading, StringComparison.Ordinal);
        await using var db = app.Db();
        Assert.Equal(["question.written", "question.approved", "question.retired"], await db.AuditEntries.Where(e => e.Subject == $"question:{id}").OrderBy(e => e.Id).Select(e => e.Action).ToListAsync());
    }

    [Fact]
    public async Task Whoever_changes_a_draft_cannot_approve_it()
    {
        var (author, colleague) = (await app.SignedInAsync("county-manager", TestDivisions.County), await app.SignedInAsync("county-manager", TestDivisions.County));
        var page = await author.SubmitAsync(await author.GetAsync("/training/questions/new"), "存为草稿", [("Input.Text", "下面哪句话是对的？"), ("Input.Options", "*甲\n乙"), ("Input.Topic", Topic)]);
        var before = await author.GetAsync(page.Url.AbsolutePath + "/edit");
        page = await colleague.SubmitAsync(await colleague.GetAsync(page.Url.AbsolutePath + "/edit"), "保存", [("Input.Text", "下面哪一句话是对的？")]);
        Assert.DoesNotContain("审定这道题", page.Text, StringComparison.Ordinal);
        Assert.Contains("审定这道题", (await author.GetAsync(page.Url.AbsolutePath)).Text, StringComparison.Ordinal);
        // The form of before somebody else saved.
        await author.SubmitAsync(before, "保存", [("Input.Text", "我这边改的话？？")], HttpStatusCode.Conflict);
    }

    public static TheoryData<QuestionKind, string, string> WrongOptions => new()
    {
        { QuestionKind.Single, "甲\n乙", "正好一个" },
        { QuestionKind.Single, "*甲\n*乙", "正好一个" },
        { QuestionKind.Multiple, "甲\n乙", "都加*" },
        { QuestionKind.Truth, "*对\n错\n不知道", "正好两个选项" },
        { QuestionKind.Matching, "甲 = 一\n乙", "左边 = 右边" },
        { QuestionKind.Matching, "甲 = 一\n乙 = 一", "右边不能重复" },
        { QuestionKind.Single, "*甲\n甲", "一模一样" },
    };

    [Theory, MemberData(nameof(WrongOptions))]
    public async Task Options_that_do_not_fit_the_kind_are_named_at_their_field(QuestionKind kind, string options, string words)
    {
        var author = await app.SignedInAsync("county-manager", TestDivisions.County);
        var page = await author.SubmitAsync(await author.GetAsync("/training/questions/new"), "存为草稿", [("Input.Kind", kind.ToString()), ("Input.Text", "题目题目题目"), ("Input.Options", options), ("Input.Topic", Topic)], HttpStatusCode.BadRequest);
        Assert.Contains(words, page.FieldError("Input.Options"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_is_all_or_nothing_and_the_same_file_twice_adds_nothing()
    {
        QuestionDraft[] drafts = [Draft("导入的第一题"), Draft("导入的第二题"), Draft("导入的第一题")];
        await using var hand = Hand.WithAll(app, TestDivisions.County, account: (await app.AccountAsync("county-manager", TestDivisions.County)).Id);
        var register = hand.Get<QuestionRegister>();
        var wrong = await Assert.ThrowsAsync<Problem>(() => register.ImportAsync([.. drafts, drafts[0] with { Text = "错的题目", Options = [new("甲", false)] }]));
        Assert.Contains("第4题", wrong.Zh, StringComparison.Ordinal);
        Assert.Equal(new QuestionImport(2, 1), await register.ImportAsync(drafts));
        Assert.Equal(new QuestionImport(0, 3), await register.ImportAsync(drafts));
        await using var db = app.Db();
        Assert.Equal([(QuestionState.Draft, (short)1), (QuestionState.Draft, (short)2)], (await db.Questions.Where(q => q.Text.StartsWith("导入的第")).OrderBy(q => q.Id).ToListAsync()).Select(q => (q.State, q.Edition)));
    }

    [Fact]
    public async Task A_file_of_Moodle_comes_in_as_drafts_and_goes_out_again()
    {
        var county = await app.SignedInAsync("county-manager", "370126");
        var page = await county.GetAsync("/training/questions/import");
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.Contains("导入了2题", (await SendAsync("公益服务收不收费？ {=不收 ~收}\n\n村民问贷款，可以替银行推销。{F}\n")).Text, StringComparison.Ordinal);
        Assert.Contains("导入了0题", (await SendAsync("公益服务收不收费？ {=不收 ~收}\n")).Text, StringComparison.Ordinal);
        Assert.Contains("一题也没有导入", (await SendAsync("这一题没有写完 {=不收 ~收\n", HttpStatusCode.BadRequest)).Text, StringComparison.Ordinal);
        var gift = await county.Http.GetStringAsync("/training/questions.gift?state=draft");
        Assert.Equal(["公益服务收不收费？", "村民问贷款，可以替银行推销。"], Gift.Read(gift).Questions.Select(q => q.Text));

        async Task<Html> SendAsync(string text, HttpStatusCode status = HttpStatusCode.OK)
        {
            using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(Topic), "Input.Topic" }, { new StringContent(text), "Upload", "bank.gift.txt" } };
            var answer = await county.Http.PostAsync("/training/questions/import", form);
            if (answer.Headers.Location is { } to) answer = await county.Http.GetAsync(to);
            return await Html.ReadAsync(answer, status);
        }
    }

    [Fact]
    public async Task An_examination_that_the_bank_cannot_fill_is_refused_and_says_how_many_there_are()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var shipped = QuestionFile.Shipped.Questions[0];
        var cell = $"Input.Cells[{shipped.Topic}-{shipped.Difficulty}]";
        var have = QuestionFile.Shipped.Questions.Count(q => q.Topic == shipped.Topic && q.Difficulty == shipped.Difficulty);
        var page = await county.SubmitAsync(await county.GetAsync("/training/exams/new"), "组织考试", [("Input.Name", "题不够的考试"), (cell, "150"), ("Input.PassMark", "6"), ("Input.ValidMonths", "24")], HttpStatusCode.Conflict);
        Assert.Contains($"只有{have}道，不够150道", page.Errors.Single(), StringComparison.Ordinal);
        Assert.Equal("150", page.Document.QuerySelector($"[name='{cell}']")!.GetAttribute("value"));
        page = await county.SubmitAsync(page, "组织考试", [(cell, "1")], HttpStatusCode.BadRequest);
        Assert.Contains("1到5之间", page.FieldError("Input.PassMark"), StringComparison.Ordinal);
        // Whoever sits again must not have read the right answers.
        page = await county.SubmitAsync(page, "组织考试", [(cell, "1"), ("Input.PassMark", "5"), ("Input.Review", "AtHandIn")], HttpStatusCode.BadRequest);
        Assert.Contains("不能一交卷就看答案", page.FieldError("Input.Review"), StringComparison.Ordinal);
        page = await county.SubmitAsync(page, "组织考试", [(cell, "1"), ("Input.PassMark", "5"), ("Input.Review", "AfterEnd")]);
        Assert.Contains("题不够的考试", page.Heading, StringComparison.Ordinal);
        await county.SubmitAsync(await county.GetAsync("/training/exams/new"), "组织考试", [("Input.Name", "别处的考试"), (cell, "1"), ("Input.PassMark", "5"), ("Input.ValidMonths", "24"), ("Input.Division", "12")], HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Shipped_questions_are_installed_approved_and_once()
    {
        await using var db = app.Db();
        QuestionInstallation.Run(db);
        Assert.Equal(QuestionFile.Shipped.Questions.Count, await db.Questions.CountAsync(q => q.Division == 0 && q.AuthorId == null && q.Code != null && q.State == QuestionState.Approved));
    }

    static QuestionDraft Draft(string text) => new("N-1", Topic, QuestionKind.Single, 1, text, [new("甲", true), new("乙", false)], null, null);
}
