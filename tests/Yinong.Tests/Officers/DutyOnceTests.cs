using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Platform.Problems;
using Yinong.Tests.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Officers;

/// <summary>The right to serve is given once, so that what takes it away takes all of it (S-14): no twin of a posting, a suspension or a certificate.</summary>
public class DutyOnceTests(App app) : IClassFixture<App>
{
    static readonly DateOnly Today = new(2018, 10, 31);

    [Fact]
    public async Task The_same_posting_sent_many_times_at_once_is_one()
    {
        var desk = await app.DeskAsync();
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
        var desk = await app.DeskAsync();
        var said = await AtOnceAsync(hand => hand.Get<CertificateRests>().SuspendAsync(desk.Officer.Number, desk.Certificate.Number, Today, null, new("illness", null)));
        Assert.Equal(1, said.Count(code => code is null));
        await using var db = app.Db();
        Assert.Equal(1, await db.CertificateSuspensions.CountAsync(s => s.CertificateId == desk.Certificate.Id));
        said = await AtOnceAsync(hand => hand.Get<CertificateRegister>().IssueAsync(desk.Officer.Number, new(CertificateKinds.Training, Today, Today.AddYears(1), "历下区农业农村局")));
        Assert.Equal(1, said.Count(code => code is null));
        Assert.Equal(1, await db.Certificates.CountAsync(c => c.OfficerId == desk.Officer.Id && c.Kind == CertificateKinds.Training));
    }

    [Fact]
    public async Task What_was_read_before_somebody_else_changed_the_officer_is_refused()
    {
        var desk = await app.DeskAsync();
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
        var desk = await app.DeskAsync();
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

    [Fact]
    public async Task Suspending_lifting_and_revoking_act_on_every_certificate_of_duty()
    {
        var desk = await app.DeskAsync();
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

    static readonly (string, string)[] Paper = [];

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
