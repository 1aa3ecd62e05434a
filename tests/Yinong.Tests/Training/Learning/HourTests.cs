using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Officers;
using Yinong.Modules.Training;
using Yinong.Modules.Training.Hours;
using Yinong.Tests.Support;

namespace Yinong.Tests.Training.Learning;

/// <summary>Required hours: set by the province, asked before the examination for duty; self-study by the server's clock; refreshers.</summary>
public class HourTests(App app) : IClassFixture<App>
{
    static readonly QuestionKind[] One = [QuestionKind.Truth];

    [Fact]
    public async Task Until_the_province_sets_hours_nobody_is_refused_and_then_the_refusal_names_them()
    {
        var village = TestDivisions.OtherProvinceVillage;
        var officer = await app.OfficerAsync(village);
        await app.CertifiedUntilAsync(officer, null);
        var exam = await app.ExamAsync(One, "12");
        var taker = await app.SignInAsync(officer.Account);
        Assert.Contains("省里没有规定", (await taker.GetAsync("/desk/learn")).Text, StringComparison.Ordinal);
        var open = await taker.GetAsync($"/exams/{exam.Id}");
        Assert.Contains("开始考试", open.Text, StringComparison.Ordinal);
        var province = await app.SignedInAsync("province-manager", "12");
        var page = await province.GetAsync("/training/hours");
        Assert.Contains("省里没有规定学时", page.Text, StringComparison.Ordinal);
        (string, string)[] fields = [("Input.DutyHours", "1"), ("Input.RefresherHours", "0.5"), ("Input.RenewalMonths", "24"), ("Input.Source", "津农〔2018〕1号")];
        var past = await province.SubmitAsync(page, "发布规定", [.. fields, ("Input.EffectiveFrom", "2018-10-30")], HttpStatusCode.BadRequest);
        Assert.Contains("最早从今天起", past.Errors.Single(), StringComparison.Ordinal);
        var noMonths = await province.SubmitAsync(page, "发布规定", [("Input.DutyHours", "1"), ("Input.RefresherHours", "1"), ("Input.RenewalMonths", ""), ("Input.Source", "文件")], HttpStatusCode.BadRequest);
        Assert.Contains("不用考试的", noMonths.Errors.Single(), StringComparison.Ordinal);
        page = await province.SubmitAsync(page, "发布规定", fields);
        Assert.Contains("津农〔2018〕1号", page.Text, StringComparison.Ordinal);
        var refused = await taker.SubmitAsync(open, "开始考试", [], HttpStatusCode.Conflict);
        Assert.Contains("已学0学时，省里规定考上岗证之前要1学时", refused.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("已学0学时，省里规定考上岗证之前要1学时", (await taker.GetAsync("/exams")).Text, StringComparison.Ordinal);
        // Sixty minutes of self-study open it.
        var (course, _, _) = await app.CourseAsync(minutes: 60);
        await StudyAsync(taker, course.Id, minutes: 90);
        Assert.Contains("1学时", (await taker.GetAsync("/desk/learn")).Text, StringComparison.Ordinal);
        await taker.BeginAsync(exam);
        // A county writes no hours.
        Assert.DoesNotContain("发布规定", (await (await app.SignedInAsync("county-manager", TestDivisions.County)).GetAsync("/training/hours")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Self_study_counts_by_the_clock_up_to_the_nominal_time_and_one_lesson_at_a_time()
    {
        var officer = await app.OfficerAsync();
        var taker = await app.SignInAsync(officer.Account);
        var (first, second) = (await app.CourseAsync(minutes: 40), await app.CourseAsync(minutes: 30));
        var page = await taker.GetAsync($"/desk/learn/courses/{first.Course.Id}/1");
        var running = await taker.SubmitAsync(page, "开始学这一课", []);
        // Begun again it goes on; the other lesson ends it.
        await taker.SubmitAsync(page, "开始学这一课", []);
        app.Clock.Advance(TimeSpan.FromMinutes(25));
        var other = await taker.SubmitAsync(await taker.GetAsync($"/desk/learn/courses/{second.Course.Id}/1"), "开始学这一课", []);
        var late = await taker.SubmitAsync(running, "学完了", [], HttpStatusCode.Conflict);
        Assert.Contains("没有在学这一课", late.Errors.Single(), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromHours(9));
        Assert.Contains("记满了，30分钟", (await taker.SubmitAsync(other, "学完了", [])).Text, StringComparison.Ordinal);
        await StudyAsync(taker, first.Course.Id, minutes: 200);
        app.Clock.Advance(TimeSpan.FromHours(-9) - TimeSpan.FromMinutes(25));
        await using var db = app.Db();
        var rows = await db.HourCredits.Where(h => h.OfficerId == officer.Desk.Officer.Id).OrderBy(h => h.Id).ToListAsync();
        Assert.Equal([(first.Lesson.Id, 1, 25), (second.Lesson.Id, 1, 30), (first.Lesson.Id, 2, 15)], rows.Select(r => (r.LessonId!.Value, (int)r.Nth, r.Minutes)));
        // An account without an officer reads and gains nothing.
        Assert.DoesNotContain("开始学", (await (await app.SignedInAsync("officer", TestDivisions.Village)).GetAsync($"/desk/learn/courses/{first.Course.Id}/1")).Document.QuerySelectorAll("button").Select(b => b.TextContent).LastOrDefault() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_refreshers_come_a_page_at_a_time_and_each_once()
    {
        await using (var db = app.Db())
        {
            var village = Yinong.Modules.Divisions.DivisionCode.Parse(TestDivisions.Village).Value;
            var officers = Enumerable.Range(0, RefresherRegister.PageSize + 5).Select(i => new Officer { Number = $"370103201{i:000000}", Name = "复训人", Division = village, RegisteredAt = app.Clock.UtcNow, Version = 1 }).ToList();
            db.AddRange(officers);
            await db.SaveChangesAsync();
            // Several end on the same day, also where the page breaks.
            db.AddRange(officers.Select((o, i) => new Certificate { Number = $"YN-DG-37-2016-{900000 + i}", Kind = CertificateKinds.Duty, OfficerId = o.Id, Division = village, Issuer = "示例", ValidFrom = new(2016, 12, 1), ValidTo = new DateOnly(2018, 11, 20).AddDays(i / 40) }));
            await db.SaveChangesAsync();
        }
        var city = await app.SignedInAsync("city-manager", "3701");
        var page = await city.GetAsync("/training/refreshers");
        var seen = Numbers(page);
        Assert.Equal(RefresherRegister.PageSize, seen.Count);
        seen.AddRange(Numbers(await city.GetAsync(page.Link("下一页"))));
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(RefresherRegister.PageSize + 5, seen.Count(n => n.StartsWith("370103201", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.BadRequest, (await city.Http.GetAsync("/training/refreshers?after=2018-11-20")).StatusCode);

        static List<string> Numbers(Html page) => [.. page.Document.QuerySelectorAll("tbody .yn-sub").Select(e => e.TextContent)];
    }

    [Fact]
    public async Task A_refresher_by_hours_becomes_the_ground_of_a_renewal_once()
    {
        const string village = TestDivisions.DongguanVillage;
        var officer = await app.OfficerAsync(village);
        await app.CertifiedUntilAsync(officer, new DateOnly(2018, 12, 1));
        var person = await app.SignInAsync(officer.Account);
        Assert.Contains("请参加复训", (await person.GetAsync("/desk/learn")).Text, StringComparison.Ordinal);
        var province = await app.SignedInAsync("province-manager", "44");
        Assert.Contains("省里没有规定", (await province.GetAsync("/training/refreshers")).Text, StringComparison.Ordinal);
        await app.RequireAsync("44", 4, 1, exam: false, months: 24);
        var page = await province.GetAsync("/training/refreshers");
        Assert.Contains("学时还不够", page.Text, StringComparison.Ordinal);
        var (course, _, _) = await app.CourseAsync(minutes: 60);
        await StudyAsync(person, course.Id, minutes: 70);
        page = await province.GetAsync("/training/refreshers");
        var issue = await province.SubmitAsync(page, "认定复训", []);
        Assert.Contains("复训学时合格", issue.Text, StringComparison.Ordinal);
        Assert.Contains("已经认定过", (await province.SubmitAsync(page, "认定复训", [], HttpStatusCode.Conflict)).Errors.Single(), StringComparison.Ordinal);
        Assert.Contains("发新证", (await province.GetAsync("/training/refreshers")).Text, StringComparison.Ordinal);
        await using var db = app.Db();
        var ground = await db.Qualifications.SingleAsync(q => q.OfficerId == officer.Desk.Officer.Id);
        Assert.Equal((CertificateKinds.Duty, (short)24), (ground.CertificateKind, ground.ValidMonths));
        Assert.StartsWith("refresher:", ground.Source, StringComparison.Ordinal);
    }

    async Task StudyAsync(Visitor taker, int course, int minutes)
    {
        var page = await taker.GetAsync($"/desk/learn/courses/{course}/1");
        var running = await taker.SubmitAsync(page, page.Text.Contains("接着学", StringComparison.Ordinal) ? "接着学" : "开始学这一课", []);
        app.Clock.Advance(TimeSpan.FromMinutes(minutes));
        try
        {
            await taker.SubmitAsync(running, "学完了", []);
        }
        finally
        {
            app.Clock.Advance(TimeSpan.FromMinutes(-minutes));
        }
    }
}
