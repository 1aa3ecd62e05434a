using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Platform.Problems;
using Yinong.Tests.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Officers;

/// <summary>Who may serve where: number, certificate, posting, hand-over (S-13, S-14).</summary>
public class OfficerRegisterTests(App app) : IClassFixture<App>
{
    static readonly DateOnly Today = new(2018, 10, 31);
    static readonly OfficerReason Resigned = new("resigned", null);

    [Fact]
    public async Task No_valid_certificate_no_posting()
    {
        var station = await app.StationAsync(StationState.Operating);
        await using var hand = Hand.WithAll(app);
        var (officers, certificates) = (hand.Get<OfficerRegister>(), hand.Get<CertificateRegister>());
        var officer = await officers.RegisterAsync(new("秦小满", "13800006127", TestDivisions.Village));
        await RefusedAsync("officer.certificate-invalid", 400, () => officers.PostAsync(officer.Number, station.Number!, Today));
        await certificates.IssueAsync(officer.Number, new(CertificateKinds.Training, Today.AddDays(-9), Today.AddYears(1), "历下区农业农村局", Paper: GivenOfficer.Paper));
        await RefusedAsync("officer.certificate-invalid", 400, () => officers.PostAsync(officer.Number, station.Number!, Today));
        await certificates.IssueAsync(officer.Number, new(CertificateKinds.Duty, Today.AddDays(-9), Today.AddYears(1), "历下区农业农村局", Paper: GivenOfficer.Paper));
        await RefusedAsync("officer.certificate-invalid", 400, () => officers.PostAsync(officer.Number, station.Number!, Today.AddDays(-10)));
        var posting = await officers.PostAsync(officer.Number, station.Number!, Today.AddDays(-9));
        Assert.Equal((officer.Id, station.Id, station.Division), (posting.OfficerId, posting.StationId, posting.Division));
        await RefusedAsync("officer.already-posted", 400, () => officers.PostAsync(officer.Number, station.Number!, Today));
    }

    [Fact]
    public async Task A_revoked_certificate_ends_the_right_to_be_posted_from_its_day()
    {
        var station = await app.StationAsync(StationState.Operating);
        var (officer, certificate) = await CertifiedAsync();
        await using var hand = Hand.WithAll(app);
        var certificates = hand.Get<CertificateRegister>();
        await RefusedAsync("officer.reason", 400, () => certificates.RevokeAsync(officer, certificate, Today, new("resigned", null)));
        await RefusedAsync("officer.reason", 400, () => certificates.RevokeAsync(officer, certificate, Today, new("overcharging", " ")));
        await RefusedAsync("certificate.date", 400, () => certificates.RevokeAsync(officer, certificate, Today.AddDays(1), new("overcharging", "多收费")));
        await certificates.RevokeAsync(officer, certificate, Today, new("overcharging", "多收费"));
        await RefusedAsync("certificate.revoked", 409, () => certificates.RevokeAsync(officer, certificate, Today, new("overcharging", "多收费")));
        await RefusedAsync("officer.certificate-invalid", 400, () => hand.Get<OfficerRegister>().PostAsync(officer, station.Number!, Today));
        await using var db = app.Db();
        var kept = await db.Certificates.SingleAsync(c => c.Number == certificate);
        Assert.Equal((CertificateStatus.Valid, CertificateStatus.Revoked), (kept.StatusOn(Today.AddDays(-1)), kept.StatusOn(Today)));
    }

    [Fact]
    public async Task A_station_is_handed_over_without_a_day_between()
    {
        var station = await app.StationAsync(StationState.Operating);
        var (first, _) = await CertifiedAsync();
        var (second, _) = await CertifiedAsync();
        await using var hand = Hand.WithAll(app);
        var officers = hand.Get<OfficerRegister>();
        var posting = await officers.PostAsync(first, station.Number!, Today.AddDays(-20));
        await RefusedAsync("officer.same-person", 400, () => officers.HandOverAsync(first, posting.Id, first, Today, Resigned));
        await RefusedAsync("officer.unknown", 400, () => officers.HandOverAsync(first, posting.Id, "370102201800239", Today, Resigned));
        await officers.HandOverAsync(first, posting.Id, second, Today.AddDays(-3), Resigned);
        await RefusedAsync("officer.posting-ended", 409, () => officers.EndAsync(first, posting.Id, Today, Resigned));
        await using var db = app.Db();
        var postings = await db.Postings.Where(p => p.StationId == station.Id).OrderBy(p => p.FromDate).ToListAsync();
        Assert.Equal([(Today.AddDays(-20), Today.AddDays(-3)), (Today.AddDays(-2), Today.AddDays(-2).AddYears(3).AddDays(-1))], postings.Select(p => (p.FromDate, p.ToDate)));
        Assert.Equal("resigned", postings[0].EndReasonCode);
    }

    [Fact]
    public async Task An_unfit_successor_changes_nothing()
    {
        var station = await app.StationAsync(StationState.Operating);
        var (first, _) = await CertifiedAsync();
        Posting posting;
        await using (var hand = Hand.WithAll(app))
        {
            posting = await hand.Get<OfficerRegister>().PostAsync(first, station.Number!, Today.AddDays(-20));
            var unfit = await hand.Get<OfficerRegister>().RegisterAsync(new("未培训", null, TestDivisions.Village));
            await RefusedAsync("officer.certificate-invalid", 400, () => hand.Get<OfficerRegister>().HandOverAsync(first, posting.Id, unfit.Number, Today, Resigned));
        }
        await using var db = app.Db();
        Assert.Null((await db.Postings.SingleAsync(p => p.StationId == station.Id)).EndReasonCode);
    }

    [Fact]
    public async Task An_ended_station_takes_nobody_and_an_end_lies_between_start_and_today()
    {
        var station = await app.StationAsync(StationState.Operating);
        var gone = await app.StationAsync(StationState.Exited);
        var (officer, _) = await CertifiedAsync();
        await using var hand = Hand.WithAll(app);
        var officers = hand.Get<OfficerRegister>();
        await RefusedAsync("officer.station-ended", 400, () => officers.PostAsync(officer, gone.Number!, Today));
        await RefusedAsync("officer.station", 400, () => officers.PostAsync(officer, "430781106203B012", Today));
        await RefusedAsync("officer.date", 400, () => officers.PostAsync(officer, station.Number!, Today.AddDays(1)));
        var posting = await officers.PostAsync(officer, station.Number!, Today.AddDays(-5));
        await RefusedAsync("officer.date", 400, () => officers.EndAsync(officer, posting.Id, Today.AddDays(-6), Resigned));
        await RefusedAsync("officer.date", 400, () => officers.EndAsync(officer, posting.Id, Today.AddDays(1), Resigned));
        await RefusedAsync("officer.reason", 400, () => officers.EndAsync(officer, posting.Id, Today, new(null, null)));
        await officers.EndAsync(officer, posting.Id, Today, Resigned);
    }

    [Fact]
    public async Task Numbers_given_at_the_same_moment_differ()
    {
        var officers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(async () =>
        {
            await using var hand = Hand.WithAll(app);
            return await hand.Get<OfficerRegister>().RegisterAsync(new($"同时{i}", null, TestDivisions.DongguanVillage));
        })));
        Assert.Equal(Enumerable.Range(1, 10), officers.Select(o => OfficerNumber.SerialOf(o.Number)).Order());
        var certificates = await Task.WhenAll(officers.Select(o => Task.Run(async () =>
        {
            await using var hand = Hand.WithAll(app);
            return await hand.Get<CertificateRegister>().IssueAsync(o.Number, new(CertificateKinds.Duty, Today, Today.AddYears(2), "东莞市农业局", Paper: GivenOfficer.Paper));
        })));
        Assert.Equal(Enumerable.Range(1, 10), certificates.Select(c => CertificateNumber.SerialOf(c.Number)).Order());
        Assert.StartsWith("XXY-44-2018-", certificates[0].Number, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificates_are_the_authoritys_and_rights_are_asked()
    {
        var (officer, certificate) = await CertifiedAsync();
        await using var operators = Hand.WithAll(app, "37", organisation: 3);
        await RefusedAsync("certificate.authority-only", 403, () => operators.Get<CertificateRegister>().RevokeAsync(officer, certificate, Today, new("red-line", "卖保险")));
        await using var reader = Hand.With(app, new HashSet<string> { Permission.OfficersRead }, "37");
        await RefusedAsync("forbidden", 403, () => reader.Get<OfficerRegister>().RegisterAsync(new("某人", null, TestDivisions.Village)));
        await RefusedAsync("forbidden", 403, () => reader.Get<OfficerRegister>().RevealPhoneAsync(officer, "核对电话"));
        await using var elsewhere = Hand.WithAll(app, "12");
        await RefusedAsync("not-found", 404, () => elsewhere.Get<OfficerRegister>().RevealPhoneAsync(officer, "核对电话"));
        await RefusedAsync("officer.division", 400, () => elsewhere.Get<OfficerRegister>().RegisterAsync(new("某人", null, TestDivisions.Village)));
    }

    [Fact]
    public async Task An_operator_knows_only_the_officers_of_its_stations_and_those_who_serve_nowhere()
    {
        var own = await app.StationAsync(StationState.Operating, organisation: 11);
        var foreign = await app.StationAsync(StationState.Operating, organisation: 12);
        var ((mine, _), (theirs, _), (free, _)) = (await CertifiedAsync(), await CertifiedAsync(), await CertifiedAsync());
        await using (var hand = Hand.WithAll(app))
        {
            await hand.Get<OfficerRegister>().PostAsync(mine, own.Number!, Today);
            await hand.Get<OfficerRegister>().PostAsync(theirs, foreign.Number!, Today);
        }
        await using var operators = Hand.WithAll(app, "37", organisation: 11);
        var seen = await operators.Get<OfficerRegister>().Visible().Select(o => o.Number).ToListAsync();
        Assert.Equal((true, false, true), (seen.Contains(mine), seen.Contains(theirs), seen.Contains(free)));
    }

    [Fact]
    public async Task A_look_at_a_phone_number_leaves_its_reason_and_no_number_in_the_audit()
    {
        var (officer, _) = await CertifiedAsync();
        await using (var hand = Hand.WithAll(app))
        {
            await RefusedAsync("personal.reason", 400, () => hand.Get<OfficerRegister>().RevealPhoneAsync(officer, "看看"));
            Assert.Equal("13912346127", await hand.Get<OfficerRegister>().RevealPhoneAsync(officer, "回访核实服务"));
            var version = (await hand.Get<OfficerRegister>().GetAsync(officer)).Version;
            await hand.Get<OfficerRegister>().EditAsync(officer, new("秦大满", "13912346128", TestDivisions.Village, version));
        }
        await using var db = app.Db();
        var entries = await db.AuditEntries.Where(e => e.Subject == $"officer:{officer}").ToListAsync();
        Assert.Equal("回访核实服务", entries.Single(e => e.Action == "personal.revealed").Reason);
        Assert.DoesNotContain(entries, e => e.Details?.Contains("139", StringComparison.Ordinal) == true || e.Details?.Contains('秦') == true);
    }

    async Task<(string Officer, string Certificate)> CertifiedAsync()
    {
        await using var hand = Hand.WithAll(app);
        var officer = await hand.Get<OfficerRegister>().RegisterAsync(new("秦小满", "13912346127", TestDivisions.Village));
        var certificate = await hand.Get<CertificateRegister>().IssueAsync(officer.Number, new(CertificateKinds.Duty, Today.AddDays(-90), Today.AddYears(1), "历下区农业农村局", Paper: GivenOfficer.Paper));
        return (officer.Number, certificate.Number);
    }

    static async Task RefusedAsync(string code, int status, Func<Task> attempt)
    {
        var problem = await Assert.ThrowsAsync<Problem>(attempt);
        Assert.Equal((code, status), (problem.Code, problem.Status));
    }
}
