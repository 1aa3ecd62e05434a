using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Database;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Platform.Jobs;

namespace Yinong.Tests.Support;

/// <summary>An officer on post at a desk that serves, with the account to sign in with.</summary>
public sealed record TestOfficer(TestAccount Account, TestDesk Desk);

/// <summary>Officers who sign in, and what may happen to them.</summary>
public static class GivenOfficer
{
    /// <summary>The day of the tests' clock.</summary>
    public static readonly DateOnly Today = new(2018, 10, 31);

    /// <summary>What a certificate rests on that was examined for elsewhere.</summary>
    public static readonly ExaminationPaper Paper = new("历下区农业广播电视学校", "历农广〔2018〕6号", new(2018, 6, 1));

    /// <summary>An officer who may record today.</summary>
    public static async Task<TestOfficer> OfficerAsync(this App app, string village = TestDivisions.Village)
    {
        var (account, desk) = (await app.AccountAsync("officer", village), await app.DeskAsync(village));
        await app.ChangeAsync(desk, db => db.Officers.Where(o => o.Id == desk.Officer.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.AccountId, account.Id)));
        return new(account, desk);
    }

    /// <summary>A further posting of the officer.</summary>
    public static async Task PostAsync(this App app, TestOfficer officer, Station station, DateOnly from, DateOnly? to = null)
    {
        await using var db = app.Db();
        db.Add(new Posting { OfficerId = officer.Desk.Officer.Id, StationId = station.Id, Division = station.Division, FromDate = from, ToDate = to });
        await db.SaveChangesAsync();
        app.Services.GetRequiredService<ChangeFeed>().Publish("station", station.Number!);
    }

    /// <summary>The certificate ends on that day; null: there is none.</summary>
    public static Task CertifiedUntilAsync(this App app, TestOfficer officer, DateOnly? day, bool revoked = false) => app.ChangeAsync(officer.Desk, db =>
    {
        var certificate = db.Certificates.Where(c => c.Id == officer.Desk.Certificate.Id);
        return day is not { } last ? certificate.ExecuteDeleteAsync()
            : revoked ? certificate.ExecuteUpdateAsync(set => set.SetProperty(c => c.RevokedOn, last.AddDays(1)))
            : certificate.ExecuteUpdateAsync(set => set.SetProperty(c => c.ValidTo, last));
    });

    /// <summary>The posting ends on that day.</summary>
    public static Task PostedUntilAsync(this App app, TestOfficer officer, DateOnly day) => app.ChangeAsync(officer.Desk, db =>
        db.Postings.Where(p => p.OfficerId == officer.Desk.Officer.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.ToDate, day)));

    /// <summary>The station enters a state from a day on, for a reason.</summary>
    public static Task MoveAsync(this App app, TestOfficer officer, StationState state, string reasonCode, string? words = null, DateOnly? due = null, DateOnly? on = null) => app.ChangeAsync(officer.Desk, async db =>
    {
        var station = await db.Stations.SingleAsync(s => s.Id == officer.Desk.Station.Id);
        db.Add(new StationTransition { StationId = station.Id, Division = station.Division, FromState = station.State, ToState = state, OnDate = on ?? Today, At = DateTime.UnixEpoch, Actor = "test", ReasonCode = reasonCode, Reason = words, DueOn = due });
        (station.State, station.Since, station.Version) = (state, on ?? Today, station.Version + 1);
        await db.SaveChangesAsync();
    });

    static async Task ChangeAsync(this App app, TestDesk desk, Func<AppDb, Task> change)
    {
        await using var db = app.Db();
        await change(db);
        var feed = app.Services.GetRequiredService<ChangeFeed>();
        feed.Publish("station", desk.Station.Number!);
        feed.Publish("officer", desk.Officer.Number);
    }
}
