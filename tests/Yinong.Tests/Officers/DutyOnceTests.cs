using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Platform.Problems;
using Yinong.Tests.Identity;
using Yinong.Tests.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Officers;

/// <summary>The right to serve is given once, so that what takes it away takes all of it (S-14): no twin of a posting, a suspension or a certificate.</summary>
public class DutyOnceTests(App app) : IClassFixture<App>
{
    static readonly DateOnly Today = new(2018, 10, 31);

    async Task<TestDesk> GivenAsync()
    {
        var station = await app.StationAsync(StationState.Operating);
        await using var hand = Hand.WithAll(app);
        var officer = await hand.Get<OfficerRegister>().RegisterAsync(new("秦小满", "13800006127", TestDivisions.Village));
        var certificate = await hand.Get<CertificateRegister>().IssueAsync(officer.Number, new(CertificateKinds.Duty, new(2018, 9, 1), new(2019, 12, 31), "历下区农业农村局", Paper: GivenOfficer.Paper));
        return new(station, officer, certificate);
    }

    [Fact]
    public async Task The_same_posting_sent_many_times_at_once_is_one()
    {
        var desk = await GivenAsync();
        var station = await app.StationAsync(StationState.Operating);
        var said = await AtOnceAsync(hand => hand.Get<OfficerRegister>().PostAsync(desk.Officer.Number, station.Number!, Today));
        Assert.Equal(1, said.Count(code => code is null));
        Assert.All(said, code => Assert.Contains(code, new[] { null, "changed-meanwhile", "officer.already-posted" }));
        await using var db = app.Db();
        Assert.Equal(1, await db.Postings.CountAsync(p => p.OfficerId == desk.Officer.Id && p.StationId == station.Id));
    }

    [Fact]
    public async Task The_same_suspension_and_the_same_certificate_sent_many_times_at_once_are_one()
    {
        var desk = await GivenAsync();
        var said = await AtOnceAsync(hand => hand.Get<CertificateRests>().SuspendAsync(desk.Officer.Number, desk.Certificate.Number, Today, null, new("illness", null)));
        Assert.Equal(1, said.Count(code => code is null));
        await using var db = app.Db();
        Assert.Equal(1, await db.CertificateSuspensions.CountAsync(s => s.CertificateId == desk.Certificate.Id));
        said = await AtOnceAsync(hand => hand.Get<CertificateRegister>().IssueAsync(desk.Officer.Number, new(CertificateKinds.Training, Today, Today.AddYears(1), "历下区农业农村局", Paper: GivenOfficer.Paper)));
        Assert.Equal(1, said.Count(code => code is null));
        Assert.Equal(1, await db.Certificates.CountAsync(c => c.OfficerId == desk.Officer.Id && c.Kind == CertificateKinds.Training));
    }

    [Fact]
    public async Task What_was_read_before_somebody_else_changed_the_officer_is_refused()
    {
        var desk = await GivenAsync();
        var (first, second) = (await app.StationAsync(StationState.Operating), await app.StationAsync(StationState.Operating));
        await using var slow = Hand.WithAll(app);
        await slow.Get<OfficerRegister>().GetAsync(desk.Officer.Number);
        await using (var quick = Hand.WithAll(app)) await quick.Get<OfficerRegister>().PostAsync(desk.Officer.Number, first.Number!, Today);
        var problem = await Assert.ThrowsAsync<Problem>(() => slow.Get<OfficerRegister>().PostAsync(desk.Officer.Number, second.Number!, Today));
        Assert.Equal(("changed-meanwhile", 409), (problem.Code, problem.Status));
    }

    [Fact]
    public async Task A_renewal_begins_the_day_after_and_no_other_is_issued_for_the_same_days()
    {
        var desk = await GivenAsync();
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var form = await county.GetAsync($"/officers/{desk.Officer.Number}/certificates/new");
        Assert.Equal("2020-01-01", form.Document.QuerySelector("[name='Input.ValidFrom']")!.GetAttribute("value"));
        var again = await county.SubmitAsync(form, "发证", [("Input.ValidFrom", "2018-10-31"), .. Paper], HttpStatusCode.BadRequest);
        Assert.Contains($"{desk.Certificate.Number}，2018-09-01至2019-12-31", again.FieldError("Input.ValidFrom"), StringComparison.Ordinal);
        Assert.Contains("旧证到期的第二天", (await county.SubmitAsync(form, "发证", [("Input.ValidFrom", "2020-01-02"), .. Paper], HttpStatusCode.BadRequest)).FieldError("Input.ValidFrom"), StringComparison.Ordinal);
        await county.SubmitAsync(form, "发证", Paper);
        await using var db = app.Db();
        Assert.Equal(new DateOnly(2020, 1, 1), await db.Certificates.Where(c => c.OfficerId == desk.Officer.Id).MaxAsync(c => c.ValidFrom));
    }

    [Theory]
    [InlineData("Input.PaperBody", "", "请填考核单位")]
    [InlineData("Input.PaperNumber", "", "请填材料编号或文号")]
    [InlineData("Input.PaperOn", "", "请填材料日期")]
    [InlineData("Input.PaperOn", "2018-11-01", "不能晚于今天")]
    [InlineData("Input.PaperOn", "2018-10-30", "不能晚于生效日期")]
    public async Task Without_an_examination_of_the_system_the_paper_of_another_is_named_and_kept(string field, string value, string message)
    {
        await using var hand = Hand.WithAll(app);
        var officer = await hand.Get<OfficerRegister>().RegisterAsync(new("秦小满", "13800006127", TestDivisions.Village));
        var address = $"/officers/{officer.Number}";
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var form = await county.GetAsync($"{address}/certificates/new");
        (string, string)[] filled = [("Input.ValidFrom", "2018-10-29"), .. Paper];
        var again = await county.SubmitAsync(form, "发证", [.. filled.Where(f => f.Item1 != field), (field, value)], HttpStatusCode.BadRequest);
        Assert.Contains(message, again.FieldError(field), StringComparison.Ordinal);
        var done = await county.SubmitAsync(form, "发证", filled);
        Assert.Contains("纸质材料：历下区农业广播电视学校，历农广〔2018〕6号，2018-06-01", done.Text, StringComparison.Ordinal);
        await using var db = app.Db();
        var certificate = await db.Certificates.SingleAsync(c => c.OfficerId == officer.Id);
        Assert.Contains("paperNumber", (await db.AuditEntries.SingleAsync(e => e.Subject == $"certificate:{certificate.Number}")).Details, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10853100077", false)]
    [InlineData("138 0000 6127", true)]
    public async Task The_phone_of_an_officer_is_one_that_can_be_called(string phone, bool taken)
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var form = await county.GetAsync("/officers/new");
        var answer = await county.SubmitAsync(form, form.Heading, [("Input.Name", "秦小满"), ("Input.Division", TestDivisions.Village), ("Input.Phone", phone)], taken ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
        if (!taken) Assert.Contains("手机号不对", answer.FieldError("Input.Phone"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspending_lifting_and_revoking_act_on_every_certificate_of_duty()
    {
        var desk = await GivenAsync();
        Certificate twin, next;
        await using (var db = app.Db())
        {
            twin = Of(desk, "900001", new(2018, 9, 15), new(2020, 5, 1));
            next = Of(desk, "900002", new(2020, 5, 2), new(2022, 5, 1));
            db.AddRange(twin, next);
            await db.SaveChangesAsync();
        }
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var own = $"/officers/{desk.Officer.Number}/certificates/{desk.Certificate.Number}";
        var form = await county.GetAsync($"{own}/suspend");
        Assert.Contains("同时暂停这位信息员的其他上岗证", form.Text, StringComparison.Ordinal);
        Assert.Contains(twin.Number, form.Text, StringComparison.Ordinal);
        await county.SubmitAsync(form, "暂停证件", [("Input.From", "2018-10-29"), ("Input.ReasonCode", "illness")]);
        Assert.Equal((0, 0), (await HoldingAsync(Today), await HoldingAsync(new(2021, 1, 1))));
        Assert.Contains("certificate.suspended", app.Audit($"certificate:{twin.Number}"));
        await county.SubmitAsync(await county.GetAsync($"{own}/resume"), "解除暂停", [("Input.On", "2018-10-31"), ("Input.Why", "身体恢复了")]);
        Assert.Equal((2, 1, 0), (await HoldingAsync(Today), await HoldingAsync(new(2021, 1, 1)), await HoldingAsync(new(2018, 10, 30))));

        form = await county.GetAsync($"{own}/revoke");
        Assert.Contains("同时撤销这位信息员的其他上岗证", form.Text, StringComparison.Ordinal);
        await county.SubmitAsync(form, "撤销证件", [("Input.On", "2018-10-31"), ("Input.ReasonCode", "falsified-records"), ("Input.Reason", "虚假记录")]);
        Assert.Equal((0, 0), (await HoldingAsync(Today), await HoldingAsync(new(2021, 1, 1))));
        Assert.All(new[] { twin, next }, c => Assert.Contains("certificate.revoked", app.Audit($"certificate:{c.Number}")));
        // After the revocation a new one may be issued.
        Assert.Equal("2018-10-31", (await county.GetAsync($"/officers/{desk.Officer.Number}/certificates/new")).Document.QuerySelector("[name='Input.ValidFrom']")!.GetAttribute("value"));

        async Task<int> HoldingAsync(DateOnly day)
        {
            await using var db = app.Db();
            return (await db.Certificates.AsNoTracking().Where(c => c.OfficerId == desk.Officer.Id).ToListAsync()).Count(c => c.StatusOn(day) is CertificateStatus.Valid);
        }
    }

    static readonly (string, string)[] Paper = [("Input.PaperBody", "历下区农业广播电视学校"), ("Input.PaperNumber", "历农广〔2018〕6号"), ("Input.PaperOn", "2018-06-01")];

    static Certificate Of(TestDesk desk, string serial, DateOnly from, DateOnly to) => new()
    {
        Number = $"XXY-37-2016-{serial}-{desk.Officer.Id}", OfficerId = desk.Officer.Id, Division = desk.Officer.Division, Kind = CertificateKinds.Duty, ValidFrom = from, ValidTo = to, Issuer = "test",
    };

    // The codes of the refusals; null: it was done.
    async Task<string?[]> AtOnceAsync(Func<Hand, Task> act) => await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
    {
        await using var hand = Hand.WithAll(app);
        try
        {
            await act(hand);
            return null;
        }
        catch (Problem problem)
        {
            return problem.Code;
        }
    })));
}
