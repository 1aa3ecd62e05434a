using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Platform.Problems;
using Yinong.Tests.Desk;
using Yinong.Tests.Identity;
using Yinong.Tests.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Marks;

/// <summary>A suspended certificate: no record from the next request on, by the day of service also later, and everybody who checks is told.</summary>
public class CertificateRestTests(App app) : IClassFixture<App>
{
    async Task<(DeskOf Desk, Certificate Certificate)> GivenAsync()
    {
        var station = await app.StationAsync(StationState.Operating);
        await using var hand = Hand.WithAll(app);
        var officer = await hand.Get<OfficerRegister>().RegisterAsync(new("覃晓梅", "13900001111", TestDivisions.Village));
        var certificate = await hand.Get<CertificateRegister>().IssueAsync(officer.Number, new(CertificateKinds.Duty, new(2018, 7, 1), new(2020, 6, 30), "历下区农业农村局", Paper: GivenOfficer.Paper));
        await hand.Get<OfficerRegister>().PostAsync(officer.Number, station.Number!, new(2018, 10, 1));
        return (new(station, officer), certificate);
    }

    [Fact]
    public async Task Suspended_and_lifted_through_the_pages_the_day_of_service_decides()
    {
        var (desk, certificate) = await GivenAsync();
        // The station served before, else nothing is accepted on early days.
        var client = await app.ClientAsync("service-records:write");
        Assert.Equal("created", (await client.RecordAsync(desk.Record(servedAt: "2018-10-30T09:00:00+08:00"))).Single().Result());
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var own = $"/officers/{desk.Officer.Number}/certificates/{certificate.Number}";
        var form = await county.GetAsync($"{own}/suspend");
        Assert.Equal("请选择原因。", (await county.SubmitAsync(form, "暂停证件", [], HttpStatusCode.BadRequest)).FieldError("Input.ReasonCode"));
        Assert.NotNull((await county.SubmitAsync(form, "暂停证件", [("Input.From", "2018-11-01"), ("Input.ReasonCode", "silent")], HttpStatusCode.BadRequest)).FieldError("Input.From"));
        Assert.NotNull((await county.SubmitAsync(form, "暂停证件", [("Input.From", "2018-10-29"), ("Input.Until", "2018-10-28"), ("Input.ReasonCode", "silent")], HttpStatusCode.BadRequest)).FieldError("Input.Until"));
        await county.SubmitAsync(form, "暂停证件", [("Input.From", "2018-10-29"), ("Input.ReasonCode", "complaint-upheld"), ("Input.Reason", "多收了手续费")]);
        Assert.Contains("certificate.suspended", app.Audit($"certificate:{certificate.Number}"));
        await county.SubmitAsync(form, "暂停证件", [("Input.From", "2018-10-31"), ("Input.ReasonCode", "silent")], HttpStatusCode.Conflict);

        // The next request, and by the day of service what is sent later.
        Assert.Equal("officer.certificate-invalid", (await client.RecordAsync(desk.Record(servedAt: "2018-10-30T10:00:00+08:00"))).Single().Code());
        Assert.Equal("officer.certificate-invalid", (await client.RecordAsync(desk.Record(servedAt: "2018-10-29T00:00:00+08:00"))).Single().Code());
        Assert.Equal("created", (await client.RecordAsync(desk.Record(servedAt: "2018-10-28T23:59:00+08:00"))).Single().Result());
        Assert.Equal("suspended", (await app.Machine().GetFromJsonAsync<JsonElement>($"/api/v1/certificates/{certificate.Number}")).GetProperty("status").GetString());
        Assert.Contains("这张证暂停使用", (await app.Visitor().GetAsync($"/c/{certificate.Number}")).Text, StringComparison.Ordinal);
        Assert.Contains("没有有效的上岗证", (await app.Visitor().GetAsync($"/s/{desk.Number}")).Text, StringComparison.Ordinal);
        Assert.Contains("暂停中", (await county.GetAsync($"/officers/{desk.Officer.Number}")).Text, StringComparison.Ordinal);
        Assert.Contains(desk.Number, (await county.GetAsync("/stations?view=no-officer")).Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains(desk.Officer.Number, (await county.GetAsync("/officers?view=uncertified")).Document.DocumentElement.OuterHtml, StringComparison.Ordinal);

        var lift = await county.GetAsync($"{own}/resume");
        Assert.NotNull((await county.SubmitAsync(lift, "解除暂停", [("Input.On", "2018-10-30")], HttpStatusCode.BadRequest)).FieldError("Input.Why"));
        Assert.NotNull((await county.SubmitAsync(lift, "解除暂停", [("Input.On", "2018-10-20"), ("Input.Why", "已经退还手续费")], HttpStatusCode.BadRequest)).FieldError("Input.On"));
        await county.SubmitAsync(lift, "解除暂停", [("Input.On", "2018-10-30"), ("Input.Why", "已经退还手续费")]);
        await county.SubmitAsync(lift, "解除暂停", [("Input.On", "2018-10-30"), ("Input.Why", "已经退还手续费")], HttpStatusCode.Conflict);
        Assert.Equal("officer.certificate-invalid", (await client.RecordAsync(desk.Record(servedAt: "2018-10-29T12:00:00+08:00"))).Single().Code());
        Assert.Equal("created", (await client.RecordAsync(desk.Record(servedAt: "2018-10-30T11:00:00+08:00"))).Single().Result());
        await using var db = app.Db();
        var row = await db.CertificateSuspensions.SingleAsync(s => s.CertificateId == certificate.Id);
        Assert.Equal((new DateOnly(2018, 10, 29), new DateOnly(2018, 10, 30), "多收了手续费"), (row.FromDate, row.LiftedOn, row.Reason));
    }

    [Fact]
    public async Task It_ends_by_itself_and_several_spans_leave_the_days_between()
    {
        var (desk, certificate) = await GivenAsync();
        await using (var hand = Hand.WithAll(app))
        {
            var rests = hand.Get<CertificateRests>();
            await rests.SuspendAsync(desk.Officer.Number, certificate.Number, new(2018, 10, 10), new(2018, 10, 12), new("illness", null));
            await rests.SuspendAsync(desk.Officer.Number, certificate.Number, new(2018, 10, 20), new(2018, 10, 22), new("illness", null));
            Assert.Equal("certificate.suspended", (await Assert.ThrowsAsync<Problem>(() => rests.SuspendAsync(desk.Officer.Number, certificate.Number, new(2018, 10, 9), new(2018, 10, 15), new("illness", null)))).Code);
            Assert.Equal("certificate.not-suspended", (await Assert.ThrowsAsync<Problem>(() => rests.LiftAsync(desk.Officer.Number, certificate.Number, new(2018, 10, 31), "没有暂停"))).Code);
        }
        var client = await app.ClientAsync("service-records:write");
        var said = await client.RecordAsync([.. new[] { 9, 10, 12, 13, 19, 20, 22, 23 }.Select(day => desk.Record(servedAt: $"2018-10-{day:00}T10:00:00+08:00"))]);
        Assert.Equal(["created", "refused", "refused", "created", "created", "refused", "refused", "created"], said.Select(a => a.Result()));
        Assert.Equal("valid", (await app.Machine().GetFromJsonAsync<JsonElement>($"/api/v1/certificates/{certificate.Number}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Only_the_authority_suspends_and_a_revoked_one_is_not_suspended()
    {
        var (desk, certificate) = await GivenAsync();
        await (await app.SignedInAsync("town-manager", "370102011")).GetAsync($"/officers/{desk.Officer.Number}/certificates/{certificate.Number}/suspend", HttpStatusCode.Forbidden);
        await (await app.SignedInAsync("county-manager", "370126")).GetAsync($"/officers/{desk.Officer.Number}/certificates/{certificate.Number}/suspend", HttpStatusCode.NotFound);
        await using (var operators = Hand.WithAll(app, TestDivisions.County, organisation: 7))
            Assert.Equal("certificate.authority-only", (await Assert.ThrowsAsync<Problem>(() => operators.Get<CertificateRests>().SuspendAsync(desk.Officer.Number, certificate.Number, new(2018, 10, 31), null, new("silent", null)))).Code);
        await using var hand = Hand.WithAll(app);
        await hand.Get<CertificateRegister>().RevokeAsync(desk.Officer.Number, certificate.Number, new(2018, 10, 31), new("falsified-records", "虚假记录"));
        Assert.Equal("certificate.revoked", (await Assert.ThrowsAsync<Problem>(() => hand.Get<CertificateRests>().SuspendAsync(desk.Officer.Number, certificate.Number, new(2018, 10, 31), null, new("silent", null)))).Code);
    }

    [Fact]
    public async Task The_mark_of_a_certificate_follows_it()
    {
        var (desk, certificate) = await GivenAsync();
        await using var hand = Hand.WithAll(app);
        var issue = await hand.Get<CertificatePapers>().IssueAsync(desk.Officer.Number, certificate.Number, new(1, null, null));
        async Task<string?> Result() => (await app.Machine().GetFromJsonAsync<JsonElement>($"/api/v1/marks/verify?text={issue.Text}")).GetProperty("result").GetString();
        var page = await app.Visitor().GetAsync($"/c/{certificate.Number}?m={issue.Text}");
        Assert.Contains("防伪标记是真的", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("覃晓梅", page.Text, StringComparison.Ordinal);
        Assert.Equal("genuine", await Result());
        await hand.Get<CertificateRests>().SuspendAsync(desk.Officer.Number, certificate.Number, new(2018, 10, 31), null, new("illness", null));
        Assert.Equal("suspended", await Result());
        await hand.Get<CertificateRests>().LiftAsync(desk.Officer.Number, certificate.Number, new(2018, 10, 31), "身体恢复了");
        Assert.Equal("genuine", await Result());
        await hand.Get<CertificateRegister>().RevokeAsync(desk.Officer.Number, certificate.Number, new(2018, 10, 31), new("falsified-records", "虚假记录"));
        Assert.Equal("revoked", await Result());
        Assert.Equal("mark.certificate-ended", (await Assert.ThrowsAsync<Problem>(() => hand.Get<CertificatePapers>().IssueAsync(desk.Officer.Number, certificate.Number, new(2, "lost", null)))).Code);
    }
}
