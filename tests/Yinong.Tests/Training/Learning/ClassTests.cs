using System.Net;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Officers;
using Yinong.Modules.Training.Classes;
using Yinong.Modules.Training.Hours;
using Yinong.Platform.Problems;
using Yinong.Tests.Support;

namespace Yinong.Tests.Training.Learning;

/// <summary>Classes: made from a registered body, enrolled in on the phone, attended by a code that changes or by the roll, credited once.</summary>
public class ClassTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_class_is_made_enrolled_in_and_attended_by_the_code_on_the_screen()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        await county.SubmitAsync(await county.GetAsync("/training/bodies"), "登记机构", [("Input.Name", "历下区农广校"), ("Input.Kind", "broadcast-school"), ("Input.Source", "鲁农广〔2010〕3号")]);
        var again = await county.SubmitAsync(await county.GetAsync("/training/bodies"), "登记机构", [("Input.Name", "历下区农广校"), ("Input.Kind", "broadcast-school"), ("Input.Source", "鲁农广〔2010〕3号")], HttpStatusCode.BadRequest);
        Assert.Contains("登记过同名的机构", again.Errors.Single(), StringComparison.Ordinal);
        var form = await county.GetAsync("/training/classes/new");
        var body = form.Document.QuerySelectorAll("[name='Input.BodyId'] option").First(o => o.TextContent == "历下区农广校").GetAttribute("value")!;
        (string, string)[] fields = [("Input.Title", "上岗培训第一期"), ("Input.BodyId", body), ("Input.Place", "区农广校"), ("Input.Trainer", "刘老师"), ("Input.Seats", "30"), ("Input.EnrolUntil", "2018-10-31")];
        var wrong = await county.SubmitAsync(form, "办这个班", [.. fields, ("Input.Units", "明天上午九点讲课")], HttpStatusCode.BadRequest);
        Assert.Contains("第1行看不明白", wrong.Errors.Single(), StringComparison.Ordinal);
        var page = await county.SubmitAsync(form, "办这个班", [.. fields, ("Input.Units", "２０１８-10-31　9:00 90 服务台怎么用\n2018-11-01，9:00，90，红线，逐条讲")]);
        var id = page.Url.AbsolutePath.Split('/')[^1];

        var officer = await app.OfficerAsync();
        var phone = await app.SignInAsync(officer.Account);
        Assert.Contains("上岗培训第一期", (await phone.GetAsync("/desk/learn")).Text, StringComparison.Ordinal);
        var mine = await phone.SubmitAsync(await phone.GetAsync($"/desk/learn/classes/{id}"), "报名", []);
        var screen = await county.GetAsync($"/training/classes/{id}/units/1/code");
        var code = screen.Document.GetElementById("code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        Assert.True(screen.Response.Headers.CacheControl!.NoStore);
        var slip = await phone.SubmitAsync(mine, "签到", [("Input.Code", code == "000000" ? "000001" : "000000")], HttpStatusCode.BadRequest);
        Assert.Contains("签到码不对", slip.Errors.Single(), StringComparison.Ordinal);
        Assert.Contains("已记90分钟", (await phone.SubmitAsync(mine, "签到", [("Input.Code", code)])).Text, StringComparison.Ordinal);
        // Pressed again, and on the roll as well: once.
        await phone.SubmitAsync(mine, "签到", [("Input.Code", code)]);
        var roll = await county.GetAsync($"/training/classes/{id}/units/1");
        Assert.NotNull(roll.Document.QuerySelector($"#p-{officer.Desk.Officer.Id}[disabled]"));
        await using var db = app.Db();
        var row = await db.HourCredits.SingleAsync(h => h.OfficerId == officer.Desk.Officer.Id);
        Assert.Equal((HourWay.Code, 90), (row.Way, row.Minutes));
        Assert.Contains(officer.Desk.Officer.Name, (await county.GetAsync($"/training/classes/{id}/sheet")).Text, StringComparison.Ordinal);
        // The second unit is tomorrow: no roll, no code.
        Assert.Contains("上课当天才能点名", (await county.GetAsync($"/training/classes/{id}/units/2")).Text, StringComparison.Ordinal);
        Assert.Contains("现在不是签到的时间", (await county.GetAsync($"/training/classes/{id}/units/2/code")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_expires_and_is_taken_around_its_unit_only()
    {
        var (one, unit) = await app.ClassAsync();
        var officer = await app.OfficerAsync();
        var phone = await app.SignInAsync(officer.Account);
        var mine = await phone.SubmitAsync(await phone.GetAsync($"/desk/learn/classes/{one.Id}"), "报名", []);
        var code = ChangingCode.Now(unit, app.Clock.UtcNow).Code;
        app.Clock.Advance(TimeSpan.FromMinutes(4));
        try
        {
            var late = await phone.SubmitAsync(mine, "签到", [("Input.Code", code)], HttpStatusCode.BadRequest);
            Assert.Contains("每90秒换一个", late.Errors.Single(), StringComparison.Ordinal);
            app.Clock.Advance(TimeSpan.FromHours(3));
            var after = await phone.SubmitAsync(mine, "签到", [("Input.Code", ChangingCode.Now(unit, app.Clock.UtcNow).Code)], HttpStatusCode.Conflict);
            Assert.Contains("现在不收签到码", after.Errors.Single(), StringComparison.Ordinal);
        }
        finally
        {
            app.Clock.Advance(-TimeSpan.FromHours(3) - TimeSpan.FromMinutes(4));
        }
        // Whoever guesses is stopped.
        var stopped = false;
        for (var i = 0; i < CodeTries.Burst + 1 && !stopped; i++)
        {
            using var answer = await phone.Http.PostAsync($"/desk/learn/classes/{one.Id}?handler=Code&place=1", Form(mine, "签到", "000000"));
            stopped = answer.StatusCode is HttpStatusCode.TooManyRequests;
        }
        Assert.True(stopped);
        // Not enrolled: refused before the code is looked at.
        var other = await app.SignInAsync((await app.OfficerAsync()).Account);
        using var refused = await other.Http.PostAsync($"/desk/learn/classes/{one.Id}?handler=Code&place=1", Form(await other.GetAsync($"/desk/learn/classes/{one.Id}"), "报名", code));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
    }

    [Fact]
    public async Task The_roll_is_entered_later_and_put_right_by_further_rows()
    {
        var (one, unit) = await app.ClassAsync();
        var (first, second) = (await app.OfficerAsync(), await app.OfficerAsync());
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var page = await county.GetAsync($"/training/classes/{one.Id}");
        foreach (var officer in new[] { first, second }) page = await county.SubmitAsync(page, "代他报名", [("Input.Officer", officer.Desk.Officer.Number)]);
        Assert.Contains("没有找到这个编号", (await county.SubmitAsync(page, "代他报名", [("Input.Officer", "XXY-0")], HttpStatusCode.BadRequest)).Errors.Single(), StringComparison.Ordinal);
        var roll = await county.GetAsync($"/training/classes/{one.Id}/units/1");
        Assert.Contains("请勾选到课的人", (await county.SubmitAsync(roll, "登记到课", [], HttpStatusCode.BadRequest)).Errors.Single(), StringComparison.Ordinal);
        roll = await county.SubmitAsync(roll, "登记到课", [("Input.Present", $"{first.Desk.Officer.Id}")]);
        Assert.Contains("已记90分钟", roll.Text, StringComparison.Ordinal);
        Assert.Contains("请写明原因", (await county.SubmitAsync(roll, "更正学时", [("Input.Minutes", "45"), ("Input.Reason", "")], HttpStatusCode.BadRequest)).Errors.Single(), StringComparison.Ordinal);
        Assert.Contains("0到90分钟", (await county.SubmitAsync(roll, "更正学时", [("Input.Minutes", "91"), ("Input.Reason", "迟到")], HttpStatusCode.BadRequest)).Errors.Single(), StringComparison.Ordinal);
        var right = await county.SubmitAsync(roll, "更正学时", [("Input.Minutes", "45"), ("Input.Reason", "迟到一半")]);
        Assert.Contains("已记45分钟", right.Text, StringComparison.Ordinal);
        await using var db = app.Db();
        var rows = await db.HourCredits.Where(h => h.UnitId == unit.Id).OrderBy(h => h.Nth).ToListAsync();
        Assert.Equal([90, -45], rows.Select(r => r.Minutes));
        Assert.Equal("迟到一半", rows[1].Reason);
        Assert.False(await db.HourCredits.AnyAsync(h => h.OfficerId == second.Desk.Officer.Id));
        // A stranger's class: nothing there; a trainer of elsewhere neither.
        await (await app.SignedInAsync("county-manager", "370126")).GetAsync($"/training/classes/{one.Id}/units/1", HttpStatusCode.NotFound);
        await (await app.SignedInAsync("trainer", "370126")).GetAsync($"/training/classes/{one.Id}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_teaches_does_not_credit_himself()
    {
        var officer = await app.OfficerAsync();
        var (one, unit) = await app.ClassAsync(trainer: officer.Account.Id);
        var phone = await app.SignInAsync(officer.Account);
        var refused = await phone.SubmitAsync(await phone.GetAsync($"/desk/learn/classes/{one.Id}"), "报名", [], HttpStatusCode.Conflict);
        Assert.Contains("您自己讲的课", refused.Errors.Single(), StringComparison.Ordinal);
        // Even when he stands on the roll.
        await using (var db = app.Db())
        {
            db.Add(new ClassEnrolment { ClassId = one.Id, OfficerId = officer.Desk.Officer.Id, Division = officer.Desk.Officer.Division, At = DateTime.UnixEpoch, Actor = "test" });
            await db.SaveChangesAsync();
        }
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var roll = await county.SubmitAsync(await county.GetAsync($"/training/classes/{one.Id}/units/1"), "登记到课", [("Input.Present", $"{officer.Desk.Officer.Id}")], HttpStatusCode.Conflict);
        Assert.Contains("不能给自己记学时", roll.Errors.Single(), StringComparison.Ordinal);
        var own = await phone.SubmitAsync(await phone.GetAsync($"/desk/learn/classes/{one.Id}"), "签到", [("Input.Code", ChangingCode.Now(unit, app.Clock.UtcNow).Code)], HttpStatusCode.Conflict);
        Assert.Contains("您自己讲的课", own.Errors.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_seat_is_given_once_and_a_cancelled_class_takes_nobody()
    {
        var (one, _) = await app.ClassAsync(seats: 2);
        var people = new List<(Visitor Phone, Html Page)>();
        for (var i = 0; i < 4; i++)
        {
            var phone = await app.SignInAsync((await app.OfficerAsync()).Account);
            people.Add((phone, await phone.GetAsync($"/desk/learn/classes/{one.Id}")));
        }
        var answers = await Task.WhenAll(people.Select(p => p.Phone.Http.PostAsync($"/desk/learn/classes/{one.Id}?handler=Enrol", Form(p.Page, "报名"))));
        Assert.Equal(2, answers.Count(a => a.StatusCode is HttpStatusCode.Redirect));
        Assert.Equal(2, answers.Count(a => a.StatusCode is HttpStatusCode.Conflict));
        await using var db = app.Db();
        Assert.Equal(2, await db.ClassEnrolments.CountAsync(e => e.ClassId == one.Id));
        var (open, _) = await app.ClassAsync();
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        Assert.Contains("取消原因：老师有事", (await county.SubmitAsync(await county.GetAsync($"/training/classes/{open.Id}"), "取消这个班", [("Input.Reason", "老师有事")])).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("报名", (await people[0].Phone.GetAsync($"/desk/learn/classes/{open.Id}")).Document.QuerySelectorAll("button").Select(b => b.TextContent));
        await people[0].Phone.GetAsync("/training/classes", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Who_enrols_meanwhile_does_not_stop_the_cancelling_and_what_was_typed_stays()
    {
        var (one, _) = await app.ClassAsync();
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var stale = await county.SubmitAsync(await county.GetAsync($"/training/classes/{one.Id}"), "取消这个班", [("version", "7"), ("Input.Reason", "老师生病")], HttpStatusCode.Conflict);
        Assert.Contains("别人刚刚改过", stale.Errors.Single(), StringComparison.Ordinal);
        Assert.Equal("老师生病", stale.Document.QuerySelector("[name='Input.Reason']")!.GetAttribute("value"));
        var phone = await app.SignInAsync((await app.OfficerAsync()).Account);
        await phone.SubmitAsync(await phone.GetAsync($"/desk/learn/classes/{one.Id}"), "报名", []);
        Assert.Contains("取消原因：老师生病", (await county.SubmitAsync(stale, "取消这个班", [])).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officers_number_is_read_as_people_type_it()
    {
        var (one, _) = await app.ClassAsync();
        var (first, second) = ((await app.OfficerAsync()).Desk.Officer, (await app.OfficerAsync()).Desk.Officer);
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var page = await county.GetAsync($"/training/classes/{one.Id}");
        page = await county.SubmitAsync(page, "代他报名", [("Input.Officer", $" {string.Join(' ', OfficerNumber.Groups(first.Number)).ToLowerInvariant()}")]);
        page = await county.SubmitAsync(page, "代他报名", [("Input.Officer", string.Concat(second.Number.Select(c => (char)(c + 0xFEE0))))]);
        Assert.Contains(first.Number, page.Text, StringComparison.Ordinal);
        Assert.Contains(second.Number, page.Text, StringComparison.Ordinal);
        Assert.Contains("没有找到这个编号", (await county.SubmitAsync(page, "代他报名", [("Input.Officer", "乱写的")], HttpStatusCode.BadRequest)).FieldError("Input.Officer"), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_units_are_read_or_refused_with_their_number()
    {
        var today = new DateOnly(2018, 10, 31);
        Assert.Equal("class.units", Assert.Throws<Problem>(() => UnitLines.Read("2018-10-31 9:00 90 甲\n2018-10-31 10:00 30 乙", today)).Code);
        Assert.Contains("第2行的日期", Assert.Throws<Problem>(() => UnitLines.Read("2018-10-31 9:00 90 甲\n2018-10-30 9:00 90 乙", today)).Zh, StringComparison.Ordinal);
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 1300], Gen.Int[10, 100]).Sample((day, from, minutes) =>
        {
            var on = today.AddDays(day);
            var unit = Assert.Single(UnitLines.Read($"{on:yyyy-MM-dd} {from / 60}:{from % 60:00} {minutes} 内容", today));
            Assert.Equal((on, from, minutes), (unit.OnDate, (int)unit.FromMinute, (int)unit.Minutes));
        });
        Gen.String.Sample(text =>
        {
            try
            {
                UnitLines.Read(text, today);
            }
            catch (Problem)
            {
                // Refused with its line.
            }
        });
    }

    static FormUrlEncodedContent Form(Html page, string button, string? code = null)
    {
        var (form, _) = page.FindForm(button);
        var values = new Dictionary<string, string> { ["__RequestVerificationToken"] = form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")! };
        if (code is not null) values["Input.Code"] = code;
        return new(values);
    }
}
