using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Database;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Platform.Jobs;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.SixHaves;

/// <summary>Each rule of the living acceptance is flipped by what it watches, alone, and comes back when that is well again.</summary>
public class LivingAcceptanceTests(App app) : IClassFixture<App>
{
    static readonly DateOnly Today = new(2018, 10, 31);

    public static TheoryData<string> Rules => [.. new CriterionRules(TestDatabase.Engine).All.Select(r => r.Code)];

    [Theory, MemberData(nameof(Rules))]
    public async Task A_rule_takes_exactly_its_criterion_and_gives_it_back(string rule)
    {
        var desk = await WellAsync();
        Assert.Empty(await JudgeAsync(desk));
        await using (var db = app.Db()) await BreakAsync(db, desk, rule);
        var lost = Assert.Single(await JudgeAsync(desk));
        Assert.Equal((rule, Expected(rule)), (lost.Rule, (lost.Have, lost.Since, lost.LastDay, lost.Item)));
        // Asked again nothing moves.
        Assert.Equal(lost.Since, Assert.Single(await JudgeAsync(desk)).Since);
        await using (var db = app.Db()) await MendAsync(db, desk, rule);
        Assert.Empty(await JudgeAsync(desk));
    }

    [Fact]
    public async Task A_phone_check_that_is_too_old_is_lost_too()
    {
        var desk = await WellAsync();
        await using (var db = app.Db()) await db.StationConditions.Where(c => c.StationId == desk.Station.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.PhoneCheckedOn, new DateOnly(2018, 5, 3)));
        var lost = Assert.Single(await JudgeAsync(desk));
        Assert.Equal((CriterionRules.Phone, CriterionRules.Stale, new DateOnly(2018, 10, 31)), (lost.Rule, lost.Item, lost.Since));
    }

    [Fact]
    public async Task What_was_never_collected_is_not_lost()
    {
        var desk = await app.DeskAsync();
        await using (var db = app.Db()) await db.Stations.Where(s => s.Id == desk.Station.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastServedOn, Today));
        Assert.Empty(await JudgeAsync(desk));
    }

    [Fact]
    public async Task A_change_is_judged_by_itself_within_a_minute_and_shown_with_its_reason()
    {
        var desk = await WellAsync();
        var county = await app.SignedInAsync("county-manager", "370102");
        await county.SubmitAsync(await county.GetAsync($"/stations/{desk.Station.Number}/hosting"), "登记证照", [("Licence.Kind", "business"), ("Licence.Number", "91370102MA"), ("Licence.ValidTo", "2018-10-30")]);
        await UntilAsync(async () => (await LostAsync(desk)).Count > 0);
        var page = await county.GetAsync($"/stations/{desk.Station.Number}");
        Assert.Contains("有持续运营能力：依托主体的证照2018年10月30日到期（2018-10-31起）", page.Text, StringComparison.Ordinal);
        Assert.Contains(desk.Station.Name, (await county.GetAsync("/stations?view=lost-criteria&limit=200")).Text, StringComparison.Ordinal);
        var table = Encoding.UTF8.GetString(await county.Http.GetByteArrayAsync("/stations/lost.csv"));
        Assert.Contains($"{desk.Station.Number},{desk.Station.Name},370102011201,", table, StringComparison.Ordinal);
        Assert.Contains("依托主体的证照2018年10月30日到期,2018-10-31", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_revoked_is_heard_of_through_the_officer()
    {
        var desk = await WellAsync();
        await using (var db = app.Db()) await db.Certificates.Where(c => c.Id == desk.Certificate.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.RevokedOn, Today));
        app.Services.GetRequiredService<ChangeFeed>().Publish("officer", desk.Officer.Number);
        await app.Services.GetRequiredService<LivingAcceptance>().ChangedAsync();
        Assert.Equal(CriterionRules.Officer, Assert.Single(await LostAsync(desk)).Rule);
    }

    [Fact]
    public async Task A_certificate_that_is_suspended_takes_the_criterion_away_until_it_is_lifted()
    {
        var desk = await WellAsync();
        await using (var db = app.Db())
        {
            db.Add(new CertificateSuspension { CertificateId = desk.Certificate.Id, Division = desk.Certificate.Division, FromDate = Today, ReasonCode = "illness", ImposedAt = new(2018, 10, 31, 1, 0, 0, DateTimeKind.Utc), ImposedBy = "test" });
            await db.SaveChangesAsync();
        }
        Assert.Equal(CriterionRules.Officer, Assert.Single(await JudgeAsync(desk)).Rule);
        await using (var db = app.Db()) await db.CertificateSuspensions.Where(s => s.CertificateId == desk.Certificate.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LiftedOn, Today));
        Assert.Empty(await JudgeAsync(desk));
    }

    [Fact]
    public async Task A_station_that_serves_again_is_given_that_back_and_nothing_else()
    {
        var (back, quiet) = (await WellAsync(), await WellAsync());
        await using (var db = app.Db())
        {
            foreach (var desk in new[] { back, quiet }) await BreakAsync(db, desk, CriterionRules.Service);
            await BreakAsync(db, back, CriterionRules.Licence);
        }
        Assert.Equal([CriterionRules.Licence, CriterionRules.Service], (await JudgeAsync(back)).Select(c => c.Rule).Order());
        await using (var db = app.Db()) await MendAsync(db, back, CriterionRules.Service);
        await app.Services.GetRequiredService<LivingAcceptance>().BackInServiceAsync();
        Assert.Equal(CriterionRules.Licence, Assert.Single(await LostAsync(back)).Rule);
        Assert.Equal(CriterionRules.Service, Assert.Single(await LostAsync(quiet)).Rule);
    }

    [Fact]
    public async Task A_service_that_is_taken_back_no_longer_keeps_a_station_awake()
    {
        var desk = await WellAsync();
        await using (var db = app.Db()) await BreakAsync(db, desk, CriterionRules.Service);
        Assert.Equal(CriterionRules.Service, Assert.Single(await JudgeAsync(desk)).Rule);
        var machine = await app.ClientAsync("service-records:write", TestDivisions.County);
        var record = desk.Record("P-0101");
        (await machine.PostAsJsonAsync("/api/v1/service-records", new[] { record })).EnsureSuccessStatusCode();
        await UntilAsync(async () => (await LostAsync(desk)).Count == 0);
        (await machine.PostAsJsonAsync($"/api/v1/service-records/{record["id"]}/correction", new { reason = "没有这回事" })).EnsureSuccessStatusCode();
        await UntilAsync(async () => (await LostAsync(desk)).Count == 1);
        var lost = Assert.Single(await LostAsync(desk));
        Assert.Equal((CriterionRules.Service, (DateOnly?)null), (lost.Rule, lost.LastDay));
    }

    // The program judges by itself; what it shows has to stand there within a minute.
    static async Task UntilAsync(Func<Task<bool>> shown)
    {
        for (var until = Environment.TickCount64 + 60_000; !await shown() && Environment.TickCount64 < until;) await Task.Delay(100);
    }

    static (string, DateOnly, DateOnly?, string) Expected(string rule) => rule switch
    {
        CriterionRules.Officer => ("people", new(2018, 10, 30), new DateOnly(2018, 10, 29), ""),
        CriterionRules.Licence => ("upkeep", new(2018, 10, 21), new DateOnly(2018, 10, 20), ""),
        CriterionRules.Phone => ("upkeep", new(2018, 10, 15), new DateOnly(2018, 10, 15), CriterionRules.Unanswered),
        CriterionRules.Service => ("upkeep", new(2018, 10, 21), new DateOnly(2018, 9, 20), ""),
        CriterionRules.Hours => ("place", Today, null, ""),
        CriterionRules.Age => ("equipment", Today, new DateOnly(2018, 10, 30), "equipment-photo"),
        CriterionRules.Inspected => ("place", Today, Today, "place-area"),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "No test for this rule."),
    };

    static Task BreakAsync(AppDb db, TestDesk desk, string rule) => rule switch
    {
        CriterionRules.Officer => db.Certificates.Where(c => c.Id == desk.Certificate.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.ValidTo, new DateOnly(2018, 10, 29))),
        CriterionRules.Licence => Conditions(db, desk).ExecuteUpdateAsync(set => set.SetProperty(c => c.LicenceEndsOn, new DateOnly(2018, 10, 20))),
        CriterionRules.Phone => Conditions(db, desk).ExecuteUpdateAsync(set => set.SetProperty(c => c.PhoneAnswered, false).SetProperty(c => c.PhoneCheckedOn, new DateOnly(2018, 10, 15))),
        CriterionRules.Service => db.Stations.Where(s => s.Id == desk.Station.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastServedOn, new DateOnly(2018, 9, 20))),
        CriterionRules.Hours => Conditions(db, desk).ExecuteUpdateAsync(set => set.SetProperty(c => c.WeeklyHoursMilli, 19_500)),
        CriterionRules.Age => Answers(db, desk, "equipment-photo").ExecuteUpdateAsync(set => set.SetProperty(a => a.DueOn, new DateOnly(2018, 10, 30))),
        _ => Answers(db, desk, "place-area").ExecuteUpdateAsync(set => set.SetProperty(a => a.Met, false)),
    };

    static Task MendAsync(AppDb db, TestDesk desk, string rule) => rule switch
    {
        CriterionRules.Officer => db.Certificates.Where(c => c.Id == desk.Certificate.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.ValidTo, new DateOnly(2019, 10, 29))),
        CriterionRules.Licence => Conditions(db, desk).ExecuteUpdateAsync(set => set.SetProperty(c => c.LicenceEndsOn, Today)),
        CriterionRules.Phone => Conditions(db, desk).ExecuteUpdateAsync(set => set.SetProperty(c => c.PhoneAnswered, true)),
        CriterionRules.Service => db.Stations.Where(s => s.Id == desk.Station.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastServedOn, Today)),
        CriterionRules.Hours => Conditions(db, desk).ExecuteUpdateAsync(set => set.SetProperty(c => c.WeeklyHoursMilli, 20_000)),
        CriterionRules.Age => Answers(db, desk, "equipment-photo").ExecuteUpdateAsync(set => set.SetProperty(a => a.DueOn, Today)),
        _ => Answers(db, desk, "place-area").ExecuteUpdateAsync(set => set.SetProperty(a => a.Met, true)),
    };

    static IQueryable<StationCondition> Conditions(AppDb db, TestDesk desk) => db.StationConditions.Where(c => c.StationId == desk.Station.Id);

    static IQueryable<InspectionAnswer> Answers(AppDb db, TestDesk desk, string item) => db.InspectionAnswers.Where(a => a.Item == item && db.Inspections.Any(i => i.Id == a.InspectionId && i.StationId == desk.Station.Id));

    /// <summary>A station in operation with everything known and everything well.</summary>
    async Task<TestDesk> WellAsync()
    {
        var desk = await app.DeskAsync();
        var inspection = await app.InspectedAsync(desk.Station.Id);
        await using var db = app.Db();
        await db.Stations.Where(s => s.Id == desk.Station.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastServedOn, Today));
        db.Add(new StationCondition { StationId = desk.Station.Id, Division = desk.Station.Division, LicenceEndsOn = Today, PhoneCheckedOn = new(2018, 10, 1), PhoneAnswered = true, WeeklyHoursMilli = 48_000, HoursMinimumMilli = 20_000, Version = 1 });
        foreach (var (have, item, due) in new[] { ("place", "place-area", default(DateOnly?)), ("equipment", "equipment-photo", Today) })
            db.Add(new InspectionAnswer { InspectionId = inspection.Id, Division = desk.Station.Division, Have = have, Item = item, Required = true, Met = true, DueOn = due, Actor = "account:901" });
        await db.SaveChangesAsync();
        return desk;
    }

    async Task<List<LostCriterion>> JudgeAsync(TestDesk desk)
    {
        await app.Services.GetRequiredService<LivingAcceptance>().SweepAsync();
        return await LostAsync(desk);
    }

    async Task<List<LostCriterion>> LostAsync(TestDesk desk)
    {
        await using var db = app.Db();
        return await db.LostCriteria.AsNoTracking().Where(l => l.StationId == desk.Station.Id).ToListAsync();
    }
}
