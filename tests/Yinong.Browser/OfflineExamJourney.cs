using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Yinong.Browser.Support;
using Yinong.Modules.Training;
using Yinong.Tests.Support;

namespace Yinong.Browser;

/// <summary>An examination on a line that fails: what was answered without it is sealed on the phone, sent when it is back, and counts.</summary>
public class OfflineExamJourney(BrowserApp app, Chromium chromium) : IClassFixture<BrowserApp>
{
    static readonly QuestionKind[] Kinds = [QuestionKind.Single, QuestionKind.Multiple, QuestionKind.Truth, QuestionKind.Matching];

    [Fact]
    public async Task Answered_without_a_line_turned_to_the_end_and_handed_in_when_it_is_back()
    {
        var (exam, _, line, page) = await BeginAsync();
        await AnswerAsync(page);
        await page.GetByText("第2题，共4题").WaitForAsync();
        await line.CutAsync(page.Context);
        await AnswerAsync(page);
        await page.GetByText("1题的答案封存在这部手机里").WaitForAsync();
        await AnswerAsync(page);
        await page.GetByText("第4题，共4题").WaitForAsync();
        // Back to an answer that only this phone knows.
        await page.GetByRole(AriaRole.Button, new() { Name = "上一题" }).ClickAsync();
        await page.GetByText("第3题，共4题").WaitForAsync();
        await page.Locator(".yn-opt input:checked").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Locator("button[value=on]").ClickAsync();
        await page.GetByText("第4题，共4题").WaitForAsync();
        await AnswerAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "交卷" }).ClickAsync();
        await page.GetByText("交卷也封存好了").WaitForAsync();
        Assert.Single(await AnswersAsync(exam));

        await line.MendAsync(page.Context);
        await page.GetByText("考试合格，24分").WaitForAsync();
        var answers = await AnswersAsync(exam);
        Assert.Equal((4, 3), (answers.Count, answers.Count(a => a.SealedAt is not null)));
        Assert.Equal(0, await page.EvaluateAsync<int>("Object.keys(localStorage).filter(k => k.indexOf('yn-paper-') === 0).length"));
    }

    [Fact]
    public async Task A_phone_that_died_sends_what_it_had_sealed_when_the_paper_is_opened_again()
    {
        var (exam, _, line, page) = await BeginAsync();
        var paper = PaperOf(page);
        await line.CutAsync(page.Context);
        await AnswerAsync(page);
        await AnswerAsync(page);
        await page.GetByText("2题的答案封存在这部手机里").WaitForAsync();
        await page.CloseAsync();
        Assert.Empty(await AnswersAsync(exam));
        await line.MendAsync(page.Context);
        var again = await page.Context.NewPageAsync();
        await again.GotoAsync(paper + "/3");
        await again.GetByText("封存的答案都传上去了").WaitForAsync();
        Assert.Equal(2, (await AnswersAsync(exam)).Count(a => a.Answer.Length > 0 && a.SealedAt is not null));
        await again.GotoAsync(paper);
        await again.GetByText("答了2题，还有2题没答").WaitForAsync();
    }

    [Fact]
    public async Task An_answer_whose_confirmation_is_lost_counts_once()
    {
        var (exam, _, line, page) = await BeginAsync();
        var triedAgain = new TaskCompletionSource();
        page.RequestFailed += (_, request) => { if (request.Url.EndsWith("/sealed", StringComparison.Ordinal)) triedAgain.TrySetResult(); };
        line.LoseAnswers();
        await AnswerAsync(page);
        // Sent again at once, and lost again: the page still says where the answer is, in words of its own.
        await triedAgain.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.Contains("1题的答案封存在这部手机里", await page.Locator("[data-paper]").InnerTextAsync(), StringComparison.Ordinal);
        await line.CutAsync(page.Context);
        await line.MendAsync(page.Context);
        await page.GetByText("封存的答案都传上去了").WaitForAsync();
        Assert.Single(await AnswersAsync(exam));
    }

    [Fact]
    public async Task What_another_phone_has_answered_since_is_shown_and_stays()
    {
        var (exam, officer, line, page) = await BeginAsync();
        var paper = PaperOf(page);
        await page.Locator(".yn-opt label", new() { HasText = "错一" }).ClickAsync();
        await page.Locator("button[value=on]").ClickAsync();
        await page.GetByText("第2题，共4题").WaitForAsync();
        var other = await chromium.OpenDeskAsync(app.Address, officer);
        await other.GotoAsync(paper + "/1");
        await AnswerAsync(other);
        var newer = Assert.Single(await AnswersAsync(exam)).Answer;
        // Turned back to, and loaded anew; only looked at, it is not written again.
        await page.GetByRole(AriaRole.Button, new() { Name = "上一题" }).ClickAsync();
        await page.GetByText("第1题，共4题").WaitForAsync();
        Assert.Contains("对一", await ChosenAsync(page), StringComparison.Ordinal);
        await page.ReloadAsync();
        Assert.Contains("对一", await ChosenAsync(page), StringComparison.Ordinal);
        await page.Locator("button[value=on]").ClickAsync();
        await page.GetByText("第2题，共4题").WaitForAsync();
        Assert.Equal(newer, Assert.Single(await AnswersAsync(exam)).Answer);
        // Also from a copy that is older, because the line was lost before the other phone answered.
        await line.CutAsync(page.Context);
        await other.GotoAsync(paper + "/1");
        await other.Locator(".yn-opt label", new() { HasText = "错二" }).ClickAsync();
        await other.Locator("button[value=on]").ClickAsync();
        await other.GetByText("第2题，共4题").WaitForAsync();
        newer = Assert.Single(await AnswersAsync(exam)).Answer;
        await page.GetByRole(AriaRole.Button, new() { Name = "上一题" }).ClickAsync();
        await page.GetByText("第1题，共4题").WaitForAsync();
        Assert.Contains("对一", await ChosenAsync(page), StringComparison.Ordinal);
        await page.Locator("button[value=on]").ClickAsync();
        await page.GetByText("第2题，共4题").WaitForAsync();
        await AnswerAsync(page);
        await line.MendAsync(page.Context);
        await page.GetByText("封存的答案都传上去了").WaitForAsync();
        Assert.Contains(newer, (await AnswersAsync(exam)).Select(a => a.Answer));
    }

    [Fact]
    public async Task Two_tabs_of_one_phone_without_a_line_lose_nothing()
    {
        var (exam, _, line, page) = await BeginAsync();
        var second = await page.Context.NewPageAsync();
        await second.GotoAsync(PaperOf(page) + "/2");
        await UntilAsync(second, "Object.keys(sessionStorage).some(k => k.indexOf('yn-paper-') === 0)");
        await line.CutAsync(page.Context);
        await AnswerAsync(page);
        await AnswerAsync(second);
        await second.GetByText("2题的答案封存在这部手机里").WaitForAsync();
        await line.MendAsync(page.Context);
        await UntilAsync(page, "Object.keys(localStorage).every(k => k.indexOf('yn-paper-') !== 0)");
        Assert.Equal(2, (await AnswersAsync(exam)).Count(a => a.Answer.Length > 0 && a.SealedAt is not null));
    }

    [Fact]
    public async Task An_answer_whose_forerunner_the_phone_forgot_is_sealed_again_and_one_that_was_changed_is_not()
    {
        var (exam, _, line, page) = await BeginAsync();
        await line.CutAsync(page.Context);
        await AnswerAsync(page);
        await AnswerAsync(page);
        await AnswerAsync(page);
        await page.GetByText("3题的答案封存在这部手机里").WaitForAsync();
        await page.EvaluateAsync("""
            Object.keys(localStorage).filter(k => k.indexOf('yn-paper-') === 0).forEach(k => {
              const entry = JSON.parse(localStorage.getItem(k))
              if (entry.number === 1) localStorage.removeItem(k)
              if (entry.number === 3) localStorage.setItem(k, JSON.stringify(Object.assign(entry, { answer: entry.answer === '0' ? '1' : '0' })))
            })
            """);
        await line.MendAsync(page.Context);
        await page.GetByText("有1题封存的答案没有收").WaitForAsync();
        await UntilAsync(page, "Object.keys(localStorage).every(k => k.indexOf('yn-paper-') !== 0)");
        Assert.Single(await AnswersAsync(exam));
    }

    [Fact]
    public async Task A_sign_in_that_ended_is_said_and_leads_back_to_the_paper()
    {
        var (exam, officer, line, page) = await BeginAsync();
        await line.CutAsync(page.Context);
        await AnswerAsync(page);
        await page.GetByText("没有网。1题的答案").WaitForAsync();
        await page.Context.ClearCookiesAsync();
        await line.MendAsync(page.Context);
        await page.GetByText("登录过期了，请重新登录，答案还封存在手机里").WaitForAsync();
        await page.Locator("[data-paper] a").ClickAsync();
        await page.FillAsync("[name='Input.UserName']", officer.Account.UserName);
        await page.FillAsync("[name='Input.Password']", officer.Account.Password);
        await page.Locator("#sign-in button[type=submit]").ClickAsync();
        await page.GetByText("封存的答案都传上去了").WaitForAsync();
        await page.GetByText("第2题，共4题").WaitForAsync();
        Assert.NotNull(Assert.Single(await AnswersAsync(exam)).SealedAt);
    }

    async Task<(Exam Exam, TestOfficer Officer, VillageLine Line, IPage Page)> BeginAsync()
    {
        var (exam, officer, line) = (await app.ExamAsync(Kinds), await app.OfficerAsync(), new VillageLine(app.Address));
        var page = await chromium.OpenDeskAsync(line.Address, officer);
        await page.GotoAsync($"/exams/{exam.Id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始考试" }).ClickAsync();
        await page.GetByText("第1题，共4题").WaitForAsync();
        // The script has the whole paper.
        await UntilAsync(page, "Object.keys(sessionStorage).some(k => k.indexOf('yn-paper-') === 0)");
        return (exam, officer, line, page);
    }

    /// <summary>Answers the question that is shown, rightly, and turns to the next.</summary>
    static async Task AnswerAsync(IPage page)
    {
        var at = await page.Locator("[data-at]").InnerTextAsync();
        if (await page.Locator("#paper select").CountAsync() is > 0 and var pairs)
        {
            for (var i = 0; i < pairs; i++)
            {
                var side = (await page.Locator($"label[for=pair-{i}]").InnerTextAsync()).Trim()[^1];
                await page.Locator($"#pair-{i}").SelectOptionAsync(new SelectOptionValue { Label = $"右{side}" });
            }
        }
        else
        {
            var right = page.Locator(".yn-opt label", new() { HasText = "对" });
            for (var i = 0; i < await right.CountAsync(); i++) await right.Nth(i).ClickAsync();
        }
        await page.Locator("button[value=on]").ClickAsync();
        await UntilAsync(page, "at => !document.querySelector('[data-at]') || document.querySelector('[data-at]').textContent !== at || !!document.querySelector('[data-hand-in]')", at);
    }

    static string PaperOf(IPage page) => page.Url[page.Url.IndexOf("/exams", StringComparison.Ordinal)..page.Url.LastIndexOf('/')];

    static Task<string> ChosenAsync(IPage page) => page.Locator(".yn-opt label", new() { Has = page.Locator("input:checked") }).InnerTextAsync();

    // Asked from outside each time: Playwright's own waiting asks inside the page, where the content security policy forbids it unless it holds at the first look.
    static async Task UntilAsync(IPage page, string holds, object? arg = null)
    {
        for (var until = Environment.TickCount64 + 60_000; !await HoldsAsync(page, holds, arg); await Task.Delay(50))
            Assert.True(Environment.TickCount64 < until, $"{page.Url}: not within a minute: {holds}");
    }

    // A page that is just being left answers nothing.
    static async Task<bool> HoldsAsync(IPage page, string holds, object? arg)
    {
        try
        {
            return await page.EvaluateAsync<bool>(holds, arg);
        }
        catch (PlaywrightException e) when (e.Message.Contains("context was destroyed", StringComparison.Ordinal))
        {
            return false;
        }
    }

    async Task<List<ExamAnswer>> AnswersAsync(Exam exam)
    {
        await using var db = app.Db();
        return await db.ExamAnswers.Where(a => db.ExamSittings.Any(s => s.Id == a.SittingId && s.ExamId == exam.Id)).ToListAsync();
    }
}
