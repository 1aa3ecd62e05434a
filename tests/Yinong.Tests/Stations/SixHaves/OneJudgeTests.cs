using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.SixHaves;

/// <summary>Of several processes over one database one judges; when it dies another one takes over and misses nothing.</summary>
public class OneJudgeTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_lease_has_one_holder_and_passes_on_by_time_or_when_given_back()
    {
        var (database, clock) = (app.Services.GetRequiredService<SqlDatabase>(), new SecurityClock());
        var (one, other) = (new JobLease(database, clock, "test", TimeSpan.FromSeconds(30)), new JobLease(database, clock, "test", TimeSpan.FromSeconds(30)));
        Assert.True(await one.TakeAsync());
        Assert.False(await other.TakeAsync());
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.True(await one.TakeAsync());
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.False(await other.TakeAsync());
        clock.Advance(TimeSpan.FromSeconds(11));
        Assert.True(await other.TakeAsync());
        Assert.False(await one.TakeAsync());
        await one.GiveBackAsync();
        Assert.False(await one.TakeAsync());
        await other.GiveBackAsync();
        Assert.True(await one.TakeAsync());
        Assert.Single((await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new JobLease(database, clock, "race", TimeSpan.FromSeconds(30)).TakeAsync()))), taken => taken);
    }

    [Fact]
    public async Task The_second_process_leaves_it_to_the_first_and_takes_over_what_the_first_left()
    {
        // The app's own is one of the processes; two more over the same database.
        await app.StopAsync();
        await using (var db = app.Db()) await db.Database.ExecuteSqlRawAsync("delete from job_leases where name = 'living-acceptance'");
        var (clock, feed) = (new SecurityClock(), new ChangeFeed(TimeProvider.System));
        LivingAcceptance first = Make(clock, feed), second = Make(clock, feed);
        Assert.True(await first.TurnAsync());
        Assert.False(await second.TurnAsync());
        var desk = await app.DeskAsync();
        await using (var db = app.Db())
        {
            db.Add(new StationCondition { StationId = desk.Station.Id, Division = desk.Station.Division, LicenceEndsOn = new(2018, 10, 30) });
            await db.SaveChangesAsync();
        }
        feed.Publish("station", desk.Station.Number!);
        Assert.False(await second.TurnAsync());
        Assert.False(await LostAsync(desk.Station.Id));
        // The first dies; nobody tells the second again what had changed.
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.True(await second.TurnAsync());
        Assert.True(await LostAsync(desk.Station.Id));
    }

    LivingAcceptance Make(SecurityClock clock, ChangeFeed feed) =>
        new(new SqlDatabase(app.Database.Settings), app.Clock, clock, feed, NullLogger<LivingAcceptance>.Instance);

    async Task<bool> LostAsync(int station)
    {
        await using var db = app.Db();
        return await db.LostCriteria.AnyAsync(l => l.StationId == station);
    }
}
