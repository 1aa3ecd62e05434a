using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Officers;
using Yinong.Modules.Training;
using Yinong.Tests.Support;

namespace Yinong.Tests.Training;

/// <summary>An officer sits an examination on his phone, and the county issues the certificate; everything through the pages.</summary>
public class ExamTests(App app) : IClassFixture<App>
{
    static readonly QuestionKind[] Machine = [QuestionKind.Single, QuestionKind.Multiple, QuestionKind.Truth, QuestionKind.Matching];

    [Fact]
    public async Task Right_answers_pass_and_one_button_issues_the_certificate()
    {
        var (exam, officer) = (await app.ExamAsync(Machine), await app.OfficerAsync());
        await app.CertifiedUntilAsync(officer, null);
        var taker = await app.SignInAsync(officer.Account);
        Assert.Contains("可以考", (await taker.GetAsync("/exams")).Text, StringComparison.Ordinal);
        var overview = await taker.AnswerAllAsync(await taker.BeginAsync(exam), right: true);
        Assert.Contains("答了4题，还有0题没答", overview.Text, StringComparison.Ordinal);
        var result = await taker.SubmitAsync(overview, "交卷", []);
        Assert.Contains("考试合格，24分", result.Text, StringComparison.Ordinal);
        // Others may still be sitting the same questions: right answers wait for the end of all.
        Assert.DoesNotContain("解析在此", result.Text, StringComparison.Ordinal);
        Assert.Contains("考试对所有人结束以后才能看：2019-01-01 00:30起", result.Text, StringComparison.Ordinal);
        await AfterAsync(TimeSpan.FromDays(63), async () => Assert.Contains("解析在此", (await (await app.SignInAsync(officer.Account)).GetAsync(result.Url.AbsolutePath)).Text, StringComparison.Ordinal));

        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var issue = await county.GetAsync($"/officers/{officer.Desk.Officer.Number}/certificates/new");
        Assert.Contains("考试合格", issue.Text, StringComparison.Ordinal);
        Assert.Equal("2020-10-30", issue.Document.QuerySelector("[name='Input.ValidTo']")!.GetAttribute("value"));
        var results = await county.GetAsync($"/training/exams/{exam.Id}");
        Assert.Equal(("24", "合格"), (results.Table()[0]["得分"], results.Table()[0]["结果"]));
        var before = results;
        results = await county.SubmitAsync(results, "发证", []);
        Assert.Contains("已经发证", results.Text, StringComparison.Ordinal);
        await using var db = app.Db();
        var certificate = await db.Certificates.SingleAsync(c => c.OfficerId == officer.Desk.Officer.Id && c.QualificationId != null);
        Assert.Equal((CertificateKinds.Duty, new DateOnly(2018, 10, 31), new DateOnly(2020, 10, 30)), (certificate.Kind, certificate.ValidFrom, certificate.ValidTo));
        Assert.Contains(certificate.Number, results.Table()[0]["证件"], StringComparison.Ordinal);
        Assert.Contains($"考试合格：{exam.Name}", (await county.GetAsync($"/officers/{officer.Desk.Officer.Number}")).Text, StringComparison.Ordinal);
        // The same ground a second time, from a page that was left open.
        await county.SubmitAsync(before, "发证", [], HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(ReviewRule.AtHandIn, CertificateKinds.Training, true, null)]
    [InlineData(ReviewRule.AtHandIn, CertificateKinds.Duty, false, "解析在此")]
    [InlineData(ReviewRule.Never, CertificateKinds.Training, false, "不公布答案")]
    public async Task The_examination_says_when_answers_are_shown(ReviewRule review, string kind, bool shown, string? afterwards)
    {
        var (exam, officer) = (await app.ExamAsync([QuestionKind.Truth], review: review, kind: kind), await app.OfficerAsync());
        var taker = await app.SignInAsync(officer.Account);
        var result = await taker.SubmitAsync(await taker.AnswerAllAsync(await taker.BeginAsync(exam), right: true), "交卷", []);
        Assert.Equal(shown, result.Text.Contains("解析在此", StringComparison.Ordinal));
        if (afterwards is not null) await AfterAsync(TimeSpan.FromDays(70), async () => Assert.Contains(afterwards, (await (await app.SignInAsync(officer.Account)).GetAsync(result.Url.AbsolutePath)).Text, StringComparison.Ordinal));
    }

    async Task AfterAsync(TimeSpan time, Func<Task> act)
    {
        app.Clock.Advance(time);
        try
        {
            await act();
        }
        finally
        {
            app.Clock.Advance(-time);
        }
    }

    [Fact]
    public async Task A_dead_phone_loses_nothing_and_another_goes_on_where_it_was()
    {
        var (exam, officer) = (await app.ExamAsync(Machine), await app.OfficerAsync());
        var first = await app.SignInAsync(officer.Account);
        var page = await first.BeginAsync(exam);
        var sitting = page.Url.AbsolutePath.Split('/')[3];
        var right = GivenExam.Answer(page, right: true);
        await first.SubmitAsync(page, "先标记", right);
        var second = await app.SignInAsync(officer.Account);
        Assert.Contains("接着答", (await second.GetAsync("/exams")).Text, StringComparison.Ordinal);
        page = await second.GetAsync($"/exams/sitting/{sitting}/1");
        Assert.Equal(right[0].Item2, page.Document.QuerySelector("input:checked")!.GetAttribute("value"));
        Assert.Contains("去掉标记", page.Text, StringComparison.Ordinal);
        // Beginning again leads to the same paper.
        Assert.Contains("接着考", (await second.GetAsync($"/exams/{exam.Id}")).Text, StringComparison.Ordinal);
        await using var db = app.Db();
        Assert.Single(await db.ExamSittings.Where(s => s.ExamId == exam.Id).ToListAsync());
    }

    [Fact]
    public async Task The_server_ends_the_time_and_what_was_saved_counts()
    {
        var (exam, officer) = (await app.ExamAsync([QuestionKind.Single, QuestionKind.Truth], passMark: 6), await app.OfficerAsync());
        var taker = await app.SignInAsync(officer.Account);
        var page = await taker.BeginAsync(exam);
        page = await taker.SubmitAsync(page, "下一题", GivenExam.Answer(page, right: true));
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        try
        {
            var late = await taker.SubmitAsync(page, "存好，看总览", GivenExam.Answer(page, right: true), HttpStatusCode.Conflict);
            Assert.Contains("以前存下的答案都算数", late.Errors.Single(), StringComparison.Ordinal);
            Assert.Contains("考试合格，6分", (await taker.GetAsync(late.Link("看成绩"))).Text, StringComparison.Ordinal);
        }
        finally
        {
            app.Clock.Advance(TimeSpan.FromMinutes(-31));
        }
        await using var db = app.Db();
        var sitting = await db.ExamSittings.SingleAsync(s => s.ExamId == exam.Id);
        Assert.Equal((SittingState.Passed, (short?)6, sitting.EndsAt), (sitting.State, sitting.Score, sitting.SubmittedAt));
        Assert.Equal(1, await db.ExamAnswers.CountAsync(a => a.SittingId == sitting.Id));
    }

    [Fact]
    public async Task The_list_of_results_ends_what_is_over_without_its_taker()
    {
        var (exam, officer) = (await app.ExamAsync(Machine), await app.OfficerAsync());
        var taker = await app.SignInAsync(officer.Account);
        await taker.BeginAsync(exam);
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        Assert.Equal("正在考", (await county.GetAsync($"/training/exams/{exam.Id}")).Table()[0]["结果"]);
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        try
        {
            Assert.Equal(("0", "不合格"), ((await county.GetAsync($"/training/exams/{exam.Id}")).Table()[0]["得分"], (await county.GetAsync($"/training/exams/{exam.Id}?state=failed")).Table()[0]["结果"]));
        }
        finally
        {
            app.Clock.Advance(TimeSpan.FromMinutes(-31));
        }
    }

    [Fact]
    public async Task The_officers_own_list_ends_what_is_over_and_says_why_nobody_begins()
    {
        var (exam, officer) = (await app.ExamAsync(Machine, attempts: 1, late: 60), await app.OfficerAsync());
        await (await app.SignInAsync(officer.Account)).BeginAsync(exam);
        Assert.Contains("正在考，接着答", await LineAsync(), StringComparison.Ordinal);
        await AfterAsync(TimeSpan.FromMinutes(31), async () => Assert.Contains("时间到了", await LineAsync(), StringComparison.Ordinal));
        await AfterAsync(TimeSpan.FromDays(3), async () => Assert.Contains("不合格，0分", await LineAsync(), StringComparison.Ordinal));

        async Task<string> LineAsync() => (await (await app.SignInAsync(officer.Account)).GetAsync("/exams")).Document.QuerySelectorAll(".yn-task").Single(a => a.TextContent.Contains(exam.Name, StringComparison.Ordinal)).TextContent;
    }

    [Fact]
    public async Task After_the_end_no_answer_is_taken_and_the_paper_of_another_is_not_found()
    {
        var (exam, officer) = (await app.ExamAsync(Machine), await app.OfficerAsync());
        var taker = await app.SignInAsync(officer.Account);
        var first = await taker.BeginAsync(exam);
        var sitting = first.Url.AbsolutePath[..first.Url.AbsolutePath.LastIndexOf('/')];
        var other = await app.SignInAsync((await app.OfficerAsync()).Account);
        await other.GetAsync(sitting, HttpStatusCode.NotFound);
        await other.GetAsync($"{sitting}/1", HttpStatusCode.NotFound);
        await taker.GetAsync($"{sitting}/9", HttpStatusCode.NotFound);
        await taker.SubmitAsync(await taker.GetAsync(sitting), "交卷", []);
        await taker.SubmitAsync(first, "下一题", GivenExam.Answer(first, right: true), HttpStatusCode.Conflict);
        await using var db = app.Db();
        Assert.Empty(await db.ExamAnswers.Where(a => db.ExamSittings.Any(s => s.Id == a.SittingId && s.ExamId == exam.Id)).ToListAsync());
    }

    [Fact]
    public async Task Resits_follow_the_rule_and_draw_another_seed()
    {
        var (exam, officer) = (await app.ExamAsync(Machine, attempts: 2, restDays: 1), await app.OfficerAsync());
        var taker = await app.SignInAsync(officer.Account);
        await taker.SubmitAsync(await taker.AnswerAllAsync(await taker.BeginAsync(exam), right: false), "交卷", []);
        Assert.Contains("补考要等到2018-11-01", (await taker.GetAsync($"/exams/{exam.Id}")).Text, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromDays(1));
        try
        {
            var result = await taker.SubmitAsync(await taker.AnswerAllAsync(await taker.BeginAsync(exam), right: false), "交卷", []);
            Assert.Contains("这次没有合格", result.Text, StringComparison.Ordinal);
            Assert.Contains("次数已经用完", (await taker.GetAsync($"/exams/{exam.Id}")).Text, StringComparison.Ordinal);
        }
        finally
        {
            app.Clock.Advance(TimeSpan.FromDays(-1));
        }
        await using var db = app.Db();
        Assert.Equal(2, await db.ExamSittings.Where(s => s.ExamId == exam.Id).Select(s => s.Seed).Distinct().CountAsync());
        Assert.False(await db.Qualifications.AnyAsync(q => q.OfficerId == officer.Desk.Officer.Id));
    }

    [Fact]
    public async Task Short_answers_wait_for_a_person_who_is_not_the_taker()
    {
        var (exam, officer) = (await app.ExamAsync([QuestionKind.Truth, QuestionKind.Short], passMark: 10), await app.OfficerAsync());
        var taker = await app.SignInAsync(officer.Account);
        var result = await taker.SubmitAsync(await taker.AnswerAllAsync(await taker.BeginAsync(exam), right: true), "交卷", []);
        Assert.Contains("等待阅卷", result.Text, StringComparison.Ordinal);
        var sitting = result.Url.AbsolutePath.Split('/')[^1];
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        Assert.Contains(exam.Name, (await county.GetAsync("/training/marking")).Text, StringComparison.Ordinal);
        await (await app.SignedInAsync("county-manager", "370126")).GetAsync($"/training/marking/{sitting}", HttpStatusCode.NotFound);
        var paper = await county.GetAsync($"/training/marking/{sitting}");
        Assert.Contains("要点一都做到", paper.Text, StringComparison.Ordinal);
        paper = await county.SubmitAsync(paper, "给分", [("Input.Points[0]", "7")], HttpStatusCode.BadRequest);
        Assert.Contains("0到6分", paper.Errors.Single(), StringComparison.Ordinal);
        await county.SubmitAsync(paper, "给分", [("Input.Points[0]", "4")]);
        await county.GetAsync($"/training/marking/{sitting}", HttpStatusCode.Conflict);
        Assert.Contains("考试合格，10分", (await taker.GetAsync($"/exams/sitting/{sitting}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_thousandth_or_first_a_start_is_one_row_and_one_taker_gets_one_paper()
    {
        var (exam, officer) = (await app.ExamAsync(Machine), await app.OfficerAsync());
        var taker = await app.SignInAsync(officer.Account);
        var page = await taker.GetAsync($"/exams/{exam.Id}");
        var places = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => taker.SubmitAsync(page, "开始考试", [])));
        Assert.Single(places.Select(p => p.Url.AbsolutePath).Distinct());
        await using var db = app.Db();
        var sitting = await db.ExamSittings.SingleAsync(s => s.ExamId == exam.Id);
        Assert.Equal(4, sitting.Questions.Length);
        Assert.False(await db.ExamAnswers.AnyAsync(a => a.SittingId == sitting.Id));
    }

    [Fact]
    public async Task What_cannot_be_read_in_a_form_says_how_it_is_written_and_the_summary_names_the_field()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var page = await county.SubmitAsync(await county.GetAsync("/training/exams/new"), "组织考试", [("Input.Name", "考"), ("Input.PointsEach", "十"), ("Input.OpenTo", "年底"), ("Input.Attempts", "99")]);
        Assert.Equal(["考试名称：要2到40个字", "每题分数：要写整数，例如12", "最多考几次：应在1到20之间", "截止日期：要写成2018-10-31这样", "证件有效期（月）：请填写这一项"], page.Errors);
        Assert.Contains("要写整数，例如12", page.FieldError("Input.PointsEach"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_examination_elsewhere_or_not_open_is_not_begun()
    {
        var (elsewhere, closed, officer) = (await app.ExamAsync(Machine, "12"), await app.ExamAsync(Machine, "37"), await app.OfficerAsync());
        var taker = await app.SignInAsync(officer.Account);
        await taker.GetAsync($"/exams/{elsewhere.Id}", HttpStatusCode.NotFound);
        var page = await taker.GetAsync($"/exams/{closed.Id}");
        // The county sees the province's examination and cannot close it.
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        Assert.DoesNotContain("提前结束", (await county.GetAsync($"/training/exams/{closed.Id}")).Text, StringComparison.Ordinal);
        var province = await app.SignedInAsync("province-manager", "37");
        await province.SubmitAsync(await province.GetAsync($"/training/exams/{closed.Id}"), "提前结束", []);
        await taker.SubmitAsync(page, "开始考试", [], HttpStatusCode.Conflict);
        // An account without an officer is told so on the list.
        var nobody = await app.SignedInAsync("officer", TestDivisions.Village);
        Assert.Contains("这个账号没有对应的信息员", (await nobody.GetAsync("/exams")).Text, StringComparison.Ordinal);
        await nobody.GetAsync($"/exams/{closed.Id}", HttpStatusCode.NotFound);
    }
}
