using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Modules.Officers.Assessments;
using Yinong.Modules.Officers.Standings;
using Yinong.Modules.Stations.Reports;
using Yinong.Tests.Identity;
using Yinong.Tests.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Officers;

/// <summary>On the post and off it: measures take the right to record by the day of service, a substitute stands in, an appeal is decided by others, nobody leaves with open matters.</summary>
public class StandingTests(App app) : IClassFixture<App>
{
    static readonly DateOnly Today = new(2018, 10, 31);

    [Fact]
    public async Task A_suspension_stops_the_records_of_its_days_also_those_that_come_late_and_lifting_it_gives_the_right_back()
    {
        var officer = await app.OfficerAsync();
        var machine = await app.ClientAsync("service-records:write");
        Assert.Equal("created", await RecordAsync(machine, officer.Desk, "2018-10-30T10:00:00+08:00"));
        var county = await app.SignedInAsync("county-manager", "370102");
        await MoveAsync(county, officer, StandingAct.Suspend, "2018-10-30", "overcharging");
        Assert.Equal("officer.not-on-post", await RecordAsync(machine, officer.Desk, "2018-10-31T08:30:00+08:00"));
        Assert.Equal("officer.not-on-post", await RecordAsync(machine, officer.Desk, "2018-10-30T11:00:00+08:00"));
        // Served before it, sent after it.
        Assert.Equal("created", await RecordAsync(machine, officer.Desk, "2018-10-29T11:00:00+08:00"));
        var phone = await app.SignInAsync(officer.Account);
        Assert.Contains("您被停职", (await phone.GetAsync("/desk/me")).Text, StringComparison.Ordinal);
        Assert.Contains("停职中：乱收费、多收了钱", (await phone.GetAsync("/desk/post")).Text.Replace(" ", "", StringComparison.Ordinal).Replace("2018年10月30日：", "：", StringComparison.Ordinal), StringComparison.Ordinal);
        await MoveAsync(county, officer, StandingAct.LiftSuspension, "2018-10-31");
        Assert.Equal("created", await RecordAsync(machine, officer.Desk, "2018-10-31T08:30:00+08:00"));
        Assert.Equal("officer.not-on-post", await RecordAsync(machine, officer.Desk, "2018-10-30T12:00:00+08:00"));
    }

    [Fact]
    public async Task During_a_leave_the_substitute_records_and_the_officer_does_not()
    {
        var (officer, other) = (await app.OfficerAsync(), await app.DeskAsync());
        var machine = await app.ClientAsync("service-records:write");
        var phone = await app.SignInAsync(officer.Account);
        var asked = await phone.SubmitAsync(await phone.GetAsync("/desk/post"), "请假", [("Input.From", "2018-10-31"), ("Input.To", "2018-11-02"), ("Input.Note", "家里收稻子")]);
        Assert.Contains("待批", asked.Text, StringComparison.Ordinal);
        Assert.Equal("created", await RecordAsync(machine, officer.Desk, "2018-10-31T07:30:00+08:00"));
        var county = await app.SignedInAsync("county-manager", "370102");
        Assert.Contains("批准请假", (await county.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        var form = await county.GetAsync($"/officers/{officer.Desk.Officer.Number}/leave");
        foreach (var (number, message) in new[] { ("370102201800239", "没有找到顶岗人"), (officer.Desk.Officer.Number, "不能是请假人本人"), (await UncertifiedAsync(), "没有有效的上岗证"), (await SuspendedAsync(), "没有有效的上岗证") })
            Assert.Contains(message, (await county.SubmitAsync(form, "批准", [("Input.Substitute", number)], HttpStatusCode.BadRequest)).FieldError("Input.Substitute"), StringComparison.Ordinal);
        await county.SubmitAsync(form, "批准", [("Input.Substitute", other.Officer.Number)]);
        Assert.Equal("officer.not-on-post", await RecordAsync(machine, officer.Desk, "2018-10-31T08:30:00+08:00"));
        Assert.Equal("created", await RecordAsync(machine, officer.Desk with { Officer = other.Officer }, "2018-10-31T08:30:00+08:00"));
        Assert.Equal("officer.not-on-post", await RecordAsync(machine, officer.Desk with { Officer = other.Officer }, "2018-10-30T08:30:00+08:00"));
        Assert.Contains("今天您在请假", (await phone.GetAsync("/desk/me")).Text, StringComparison.Ordinal);
        // Back the same day: the right is with the officer again.
        await county.SubmitAsync(await county.GetAsync($"/officers/{officer.Desk.Officer.Number}/leave"), "今天起销假", []);
        Assert.Equal("created", await RecordAsync(machine, officer.Desk, "2018-10-31T08:40:00+08:00"));
        Assert.Equal("officer.not-on-post", await RecordAsync(machine, officer.Desk with { Officer = other.Officer }, "2018-10-31T08:40:00+08:00"));

        async Task<string> UncertifiedAsync()
        {
            var desk = await app.DeskAsync();
            await using var db = app.Db();
            await db.Certificates.Where(c => c.OfficerId == desk.Officer.Id).ExecuteDeleteAsync();
            return desk.Officer.Number;
        }

        async Task<string> SuspendedAsync()
        {
            var desk = await app.DeskAsync();
            await using var db = app.Db();
            db.Add(new CertificateSuspension { CertificateId = desk.Certificate.Id, Division = desk.Certificate.Division, FromDate = new(2018, 10, 31), ReasonCode = "illness", ImposedAt = app.Clock.UtcNow, ImposedBy = "test" });
            await db.SaveChangesAsync();
            return desk.Officer.Number;
        }
    }

    [Theory]
    [InlineData("2018-10-30", "2018-11-01", "家里有事", "Input.From", "从今天或以后开始")]
    [InlineData("2018-11-03", "2018-11-01", "家里有事", "Input.To", "最后一天不早于第一天")]
    [InlineData("2018-11-01", "2018-12-31", "家里有事", "Input.To", "一次请假最多30天")]
    [InlineData("2018-11-01", "2018-11-02", "", "Input.Note", "请写请假的事由")]
    public async Task A_wrong_leave_says_so_at_the_field(string from, string to, string note, string field, string message)
    {
        var desk = await app.DeskAsync();
        var county = await app.SignedInAsync("county-manager", "370102");
        var again = await county.SubmitAsync(await county.GetAsync($"/officers/{desk.Officer.Number}/leave"), "登记请假", [("Input.From", from), ("Input.To", to), ("Input.Note", note)], HttpStatusCode.BadRequest);
        Assert.Contains(message, again.FieldError(field), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dismissal_follows_a_notice_and_its_days_and_a_won_appeal_restores_the_post()
    {
        var officer = await app.OfficerAsync();
        var machine = await app.ClientAsync("service-records:write");
        var (countyAccount, cityAccount) = (await app.AccountAsync("county-manager", "370102"), await app.AccountAsync("city-manager", "3701"));
        var county = await app.SignInAsync(countyAccount);
        var number = officer.Desk.Officer.Number;
        await MoveAsync(county, officer, StandingAct.Notice, "2018-10-31", "falsified-records");
        var early = await county.SubmitAsync(await county.GetAsync($"/officers/{number}/move/dismiss"), "解聘", [("Input.ReasonCode", "falsified-records"), ("Input.Reason", "一天记了三百笔")], HttpStatusCode.BadRequest);
        Assert.Contains("申辩期到2018-11-10才满", early.FieldError("Input.On"), StringComparison.Ordinal);
        await using (var db = app.Db()) await db.Officers.Where(o => o.Number == number).ExecuteUpdateAsync(set => set.SetProperty(o => o.StandingDue, Today.AddDays(-1)).SetProperty(o => o.StandingSince, Today.AddDays(-12)));
        await MoveAsync(county, officer, StandingAct.Dismiss, "2018-10-31", "falsified-records");
        Assert.Equal("officer.not-on-post", await RecordAsync(machine, officer.Desk, "2018-10-31T08:30:00+08:00"));
        Assert.Equal("created", await RecordAsync(machine, officer.Desk, "2018-10-30T08:30:00+08:00"));
        var phone = await app.SignInAsync(officer.Account);
        var own = await phone.GetAsync("/desk/post");
        Assert.Contains("2018年11月30日前可以申诉", own.Text, StringComparison.Ordinal);
        Assert.Contains("至少5个字", (await phone.SubmitAsync(own, "提出申诉", [("Input.Words", "不服")], HttpStatusCode.BadRequest)).FieldError("Input.Words"), StringComparison.Ordinal);
        Assert.Contains("申诉中", (await phone.SubmitAsync(own, "提出申诉", [("Input.Words", "那天是集体培训，有签到表")])).Text, StringComparison.Ordinal);
        await county.GetAsync($"/officers/{number}/move/reverse", HttpStatusCode.Forbidden);
        var city = await app.SignInAsync(cityAccount);
        Assert.Contains("信息员的处理、申诉和辞职", (await city.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        await MoveAsync(city, officer, StandingAct.Reverse, "2018-10-31");
        Assert.Equal("created", await RecordAsync(machine, officer.Desk, "2018-10-31T08:30:00+08:00"));
        await using (var db = app.Db()) Assert.Equal(2, await db.Postings.CountAsync(p => p.OfficerId == officer.Desk.Officer.Id));
        // Who dismissed does not decide on the appeal, wherever he works by then; not even with every right.
        await using (var db = app.Db()) await db.Officers.Where(o => o.Number == number).ExecuteUpdateAsync(set => set.SetProperty(o => o.Standing, OfficerStanding.Appealed));
        await using var first = Hand.WithAll(app, "3701", account: countyAccount.Id);
        await Refused.WithAsync("officer-standing.first-decider", () => first.Get<StandingRegister>().StepAsync(number, StandingAct.Uphold, Today, new(null, "维持原来的决定")));
    }

    [Fact]
    public async Task An_appeal_comes_in_time_or_not_at_all()
    {
        var officer = await app.OfficerAsync();
        await using (var db = app.Db())
        {
            await db.Officers.Where(o => o.Id == officer.Desk.Officer.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.Standing, OfficerStanding.Dismissed));
            db.Add(new OfficerStandingStep { OfficerId = officer.Desk.Officer.Id, Division = officer.Desk.Officer.Division, FromState = OfficerStanding.Noticed, ToState = OfficerStanding.Dismissed, OnDate = new(2018, 9, 1), At = DateTime.UnixEpoch, Actor = "account:1", DueOn = new(2018, 10, 1) });
            await db.SaveChangesAsync();
        }
        var phone = await app.SignInAsync(officer.Account);
        Assert.Contains("申诉期到2018-10-01已经满了", (await phone.SubmitAsync(await phone.GetAsync("/desk/post"), "提出申诉", [("Input.Words", "那天是集体培训")], HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_leaves_before_what_lies_open_is_signed_for()
    {
        var (officer, successor) = (await app.OfficerAsync(), await app.OfficerAsync());
        await using (var db = app.Db())
        {
            db.Add(new StationReport { Receipt = $"HAND{GivenLife.Next():000000}", StationId = officer.Desk.Station.Id, Division = officer.Desk.Station.Division, Kind = "not-open", Text = "去过两次都锁着门", At = DateTime.UnixEpoch, DueOn = Today, Version = 1 });
            await db.SaveChangesAsync();
        }
        var phone = await app.SignInAsync(officer.Account);
        await phone.SubmitAsync(await phone.GetAsync("/desk/post"), "提出辞职", [("Input.Words", "要去外地照顾家人")]);
        var county = await app.SignedInAsync("county-manager", "370102");
        var number = officer.Desk.Officer.Number;
        var form = await county.GetAsync((await county.GetAsync($"/officers/{number}/standing")).Link("安排移交"));
        Assert.Contains("该开门时不开门", form.Text, StringComparison.Ordinal);
        Assert.Contains("没有找到接收人", (await county.SubmitAsync(form, "安排移交", [("Input.Receiver", number)], HttpStatusCode.BadRequest)).FieldError("Input.Receiver"), StringComparison.Ordinal);
        Assert.Contains("不能早于今天", (await county.SubmitAsync(form, "安排移交", [("Input.LastDay", "2018-10-30")], HttpStatusCode.BadRequest)).FieldError("Input.LastDay"), StringComparison.Ordinal);
        var arranged = await county.SubmitAsync(form, "安排移交", [("Input.LastDay", "2018-10-31"), ("Input.Receiver", successor.Desk.Officer.Number)]);
        Assert.Contains("辞职办理中", arranged.Text, StringComparison.Ordinal);
        var paper = await county.GetAsync(arranged.Link("等签收"));
        Assert.DoesNotContain("签收</button>", paper.Document.DocumentElement.InnerHtml, StringComparison.Ordinal);
        var receiver = await app.SignInAsync(successor.Account);
        await receiver.SubmitAsync(await receiver.GetAsync("/desk/post"), "核对无误，签收", []);
        Assert.Contains("已离任", (await county.GetAsync($"/officers/{number}/standing")).Text, StringComparison.Ordinal);
        await using var after = app.Db();
        Assert.Equal(Today, (await after.Postings.SingleAsync(p => p.OfficerId == officer.Desk.Officer.Id)).ToDate);
        Assert.Equal(Today.AddDays(1), (await after.Postings.SingleAsync(p => p.OfficerId == successor.Desk.Officer.Id && p.StationId == officer.Desk.Station.Id)).FromDate);
        await using var hand = Hand.WithAll(app, "370102");
        await Refused.WithAsync("officer-standing.not-postable", () => hand.Get<OfficerRegister>().PostAsync(number, successor.Desk.Station.Number!, Today));
    }

    [Fact]
    public async Task Without_a_receiver_the_county_signs_and_nobody_else()
    {
        var lives = await app.LivesAsync(TestDivisions.Village, (await app.DeskAsync()).Officer);
        var stranger = await app.OfficerAsync();
        await (await app.SignInAsync(stranger.Account)).GetAsync($"/officers/handovers/{lives.HandOver.Id}", HttpStatusCode.Forbidden);
        await (await app.SignedInAsync("county-manager", "370126")).GetAsync($"/officers/handovers/{lives.HandOver.Id}", HttpStatusCode.NotFound);
        var county = await app.SignedInAsync("county-manager", "370102");
        var signed = await county.SubmitAsync(await county.GetAsync($"/officers/handovers/{lives.HandOver.Id}"), "核对无误，签收", [("Input.Remark", "钥匙两把")]);
        Assert.Contains("钥匙两把", signed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_term_is_renewed_in_time_by_a_further_posting()
    {
        var lives = await app.LivesAsync(TestDivisions.Village, (await app.DeskAsync()).Officer);
        var county = await app.SignedInAsync("county-manager", "370102");
        Assert.Contains(lives.Leaving.Number, (await county.GetAsync("/officers?view=term-ending")).Document.DocumentElement.InnerHtml, StringComparison.Ordinal);
        var form = await county.GetAsync($"/officers/{lives.Leaving.Number}/postings/{lives.Ending.Id}/renew");
        Assert.Contains("2018年12月2日至2021年12月1日", form.Text, StringComparison.Ordinal);
        await county.SubmitAsync(form, "续聘", []);
        Assert.Contains("已经续聘过", (await county.SubmitAsync(form, "续聘", [], HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);
        await using var db = app.Db();
        Assert.Equal([new DateOnly(2018, 12, 1), new DateOnly(2021, 12, 1)], await db.Postings.Where(p => p.OfficerId == lives.Leaving.Id).OrderBy(p => p.FromDate).Select(p => p.ToDate!.Value).ToListAsync());
        await using var hand = Hand.WithAll(app, "370102");
        var late = await db.Postings.Where(p => p.OfficerId == lives.Leaving.Id).MaxAsync(p => p.Id);
        await Refused.WithAsync("officer-term.early", () => hand.Get<TermDesk>().RenewAsync(lives.Leaving.Number, late));
    }

    [Fact]
    public async Task A_year_is_read_from_services_and_confirmed_with_a_reason_when_it_differs()
    {
        var desk = await app.DeskAsync();
        var machine = await app.ClientAsync("service-records:write");
        for (var day = 10; day < 20; day++) Assert.Equal("created", await RecordAsync(machine, desk, $"2018-10-{day}T10:00:00+08:00", 3));
        var county = await app.SignedInAsync("county-manager", "370102");
        var page = await county.GetAsync($"/officers/{desk.Officer.Number}/assessments/2018");
        Assert.Contains("在岗2个月，服务10笔、30人次", page.Text, StringComparison.Ordinal);
        Assert.Contains("按规则：合格", page.Text, StringComparison.Ordinal);
        // While the year runs its figures still grow: it waits for its end, or for the end of his service.
        Assert.Contains("年底以后，或者信息员离岗以后", page.Text, StringComparison.Ordinal);
        await using (var hand = Hand.WithAll(app, "370102", account: 9_001)) await Refused.WithAsync("officer-assessment.year-runs", () => hand.Get<AssessmentRegister>().ConfirmAsync(desk.Officer.Number, 2018, AssessmentGrade.Qualified, null));
        await using (var db = app.Db()) await db.Postings.Where(p => p.OfficerId == desk.Officer.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.ToDate, Today.AddDays(-1)));
        page = await county.GetAsync($"/officers/{desk.Officer.Number}/assessments/2018");
        Assert.Contains("必须写明理由", page.Text, StringComparison.Ordinal);
        Assert.Contains("结果和按规则算的不一样", (await county.SubmitAsync(page, "确认考评", [("Input.Result", "Excellent")], HttpStatusCode.BadRequest)).FieldError("Input.Reason"), StringComparison.Ordinal);
        Assert.Contains("优秀", (await county.SubmitAsync(page, "确认考评", [("Input.Result", "Excellent"), ("Input.Reason", "抢收期间每天在村里")])).Text, StringComparison.Ordinal);
        Assert.Contains("已经确认过了", (await county.SubmitAsync(page, "确认考评", [("Input.Result", "Qualified")], HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);
        await county.GetAsync($"/officers/{desk.Officer.Number}/assessments/2012", HttpStatusCode.BadRequest);
        await (await app.SignedInAsync("county-manager", "370126")).GetAsync($"/officers/{desk.Officer.Number}/assessments/2018", HttpStatusCode.NotFound);
        Assert.Contains("优秀", (await county.GetAsync("/officers/assessments?year=2018")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_speaks_against_a_year_is_a_measure_a_long_silence_or_an_upheld_report_and_never_few_services()
    {
        var rule = Yinong.Modules.Officers.Rules.NationalOfficerRule.Current;
        var plain = new AssessmentFigures(12, 20, 20, Today, 3, 0, 0, 0, null, null);
        Assert.Equal(AssessmentGrade.Qualified, AssessmentRule.Propose(rule, plain).Grade);
        Assert.Equal(AssessmentGrade.NeedsWork, AssessmentRule.Propose(rule, plain with { QuietDays = 30 }).Grade);
        Assert.Equal(AssessmentGrade.NeedsWork, AssessmentRule.Propose(rule, plain with { UpheldReports = 1 }).Grade);
        Assert.Equal(AssessmentGrade.NeedsWork, AssessmentRule.Propose(rule, plain with { Warnings = 1 }).Grade);
        Assert.Equal(AssessmentGrade.Unqualified, AssessmentRule.Propose(rule, plain with { FailingReason = "red-line" }).Grade);
        Assert.Equal(AssessmentGrade.Qualified, AssessmentRule.Propose(rule, plain with { PersonTimes = 2400 }).Grade);
        Assert.Equal(AssessmentGrade.Excellent, AssessmentRule.Propose(rule, plain with { PersonTimes = 2400, Satisfaction = 90 }).Grade);
        Assert.Equal(AssessmentGrade.Qualified, AssessmentRule.Propose(rule, plain with { PersonTimes = 2400, Satisfaction = 90, MonthsOnPost = 11 }).Grade);
    }

    [Fact]
    public async Task An_officers_account_is_linked_once_and_his_identity_is_seen_for_a_reason()
    {
        var lives = await app.LivesAsync(TestDivisions.Village, (await app.DeskAsync()).Officer);
        var (county, account, taken) = (await app.SignedInAsync("county-manager", "370102"), await app.AccountAsync("officer", TestDivisions.Village), await app.OfficerAsync());
        var page = await county.GetAsync($"/officers/{lives.Leaving.Number}/standing");
        Assert.Matches(@"3701\*{10}", page.Text);
        Assert.Contains("没有找到这个账号", (await county.SubmitAsync(page, "连上账号", [("Input.UserName", "nobody-here")], HttpStatusCode.BadRequest)).FieldError("Input.UserName"), StringComparison.Ordinal);
        Assert.Contains("另一位信息员的", (await county.SubmitAsync(page, "连上账号", [("Input.UserName", taken.Account.UserName)], HttpStatusCode.BadRequest)).FieldError("Input.UserName"), StringComparison.Ordinal);
        await county.SubmitAsync(page, "连上账号", [("Input.UserName", account.UserName)]);
        Assert.Equal("我的任职", (await (await app.SignInAsync(account)).GetAsync("/desk/post")).Heading);
        Assert.NotNull((await county.SubmitAsync(page, "看完整号码", [("Input.Why", "看")], HttpStatusCode.BadRequest)).FieldError("Input.Why"));
        Assert.DoesNotMatch(@"3701\*{10}", (await county.SubmitAsync(page, "看完整号码", [("Input.Why", "和身份证原件核对")])).Text);
        Assert.Contains("personal.revealed", app.Audit($"officer:{lives.Leaving.Number}"));
    }

    [Fact]
    public async Task An_operator_sees_the_standing_of_its_own_and_takes_no_measure()
    {
        var desk = await app.DeskAsync();
        await using var db = app.Db();
        var operators = new Organisation { Name = "只看自家的公司", Kind = OrganisationKind.Operator, Division = DivisionCode.Parse("37").Value, CreatedAt = DateTime.UtcNow };
        db.Add(operators);
        await db.SaveChangesAsync();
        var person = await app.SignedInAsync("operator", "37", operators.Id);
        await person.GetAsync($"/officers/{desk.Officer.Number}/standing", HttpStatusCode.NotFound);
        await db.Stations.Where(s => s.Id == desk.Station.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.OrganisationId, operators.Id));
        Assert.False((await person.GetAsync($"/officers/{desk.Officer.Number}/standing")).HasLink("警告"));
        await using var hand = Hand.WithAll(app, "37", operators.Id);
        await Refused.WithAsync("officer-standing.authority-only", () => hand.Get<StandingRegister>().StepAsync(desk.Officer.Number, StandingAct.Warn, Today, new("silent", null)));
        await Refused.WithAsync("officer-standing.authority-only", () => hand.Get<AssessmentRegister>().ConfirmAsync(desk.Officer.Number, 2018, AssessmentGrade.Qualified, null));
    }

    static async Task MoveAsync(Visitor who, TestOfficer officer, StandingAct act, string on, string? reason = null)
    {
        var form = await who.GetAsync($"/officers/{officer.Desk.Officer.Number}/move/{act.Code()}");
        (string, string)[] fields = [("Input.On", on), ("Input.Reason", reason is "overcharging" ? "多收了钱" : "查明了情况，有材料")];
        var button = form.Heading;
        await who.SubmitAsync(form, button, reason is null ? fields : [.. fields, ("Input.ReasonCode", reason)]);
    }

    static async Task<string> RecordAsync(HttpClient machine, TestDesk desk, string servedAt, int personTimes = 1)
    {
        var answer = await machine.PostAsJsonAsync("/api/v1/service-records", new[] { desk.Record("P-0101", servedAt, personTimes) });
        var first = (await answer.Content.ReadFromJsonAsync<JsonElement>())[0];
        return first.GetProperty("result").GetString() is "refused" ? first.GetProperty("problem").GetProperty("code").GetString()! : first.GetProperty("result").GetString()!;
    }
}
