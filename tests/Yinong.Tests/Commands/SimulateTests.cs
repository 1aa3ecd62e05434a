using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Divisions;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Platform.Time;
using Yinong.Tests.Support;

namespace Yinong.Tests.Commands;

/// <summary>What <c>simulate</c> makes: a country that keeps every rule of the real one.</summary>
public class SimulateTests(SimulatedCountry country) : IClassFixture<SimulatedCountry>
{
    static readonly DateTime Until = DateTimeOffset.Parse(SimulatedCountry.Clock, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;

    [Fact]
    public async Task Every_record_passes_the_gates_of_the_desk()
    {
        await using var db = country.Database.Open();
        var steps = (await db.StationTransitions.AsNoTracking().OrderBy(t => t.Id).ToListAsync()).ToLookup(t => t.StationId);
        var postings = (await db.Postings.AsNoTracking().ToListAsync()).ToLookup(p => (p.StationId, p.OfficerId));
        var certificates = (await db.Certificates.AsNoTracking().ToListAsync()).ToLookup(c => c.OfficerId);
        var items = await db.ServiceItems.AsNoTracking().Include(i => i.Versions).ToDictionaryAsync(i => i.Id);
        var records = await db.ServiceRecords.AsNoTracking().ToListAsync();
        Assert.True(records.Count > 10_000, $"only {records.Count} records");
        foreach (var record in records)
        {
            var day = ProgrammeClock.DayOf(record.ServedAt);
            Assert.True(steps[record.StationId].Last(t => t.OnDate <= day).ToState.Serves(), $"{record.Id}: the station did not serve");
            Assert.Contains(postings[(record.StationId, record.OfficerId)], p => p.FromDate <= day && (p.ToDate is null || day <= p.ToDate));
            Assert.Contains(certificates[record.OfficerId], c => c.Kind == CertificateKinds.Duty && c.ValidFrom <= day && day <= c.ValidTo);
            var version = ItemCatalogue.VersionOn(items[record.ItemId], day);
            Assert.True(version is not null && version.Verdict != Verdict.RedLine && version.Version == record.ItemVersion, $"{record.Id}: item not allowed");
            Assert.True(record.ServedAt <= record.RecordedAt && record.RecordedAt <= Until && day > new DateOnly(2018, 9, 21), $"{record.Id}: out of its time");
        }
    }

    [Fact]
    public async Task Every_life_follows_the_law_and_ends_in_the_present_state()
    {
        await using var db = country.Database.Open();
        var steps = (await db.StationTransitions.AsNoTracking().OrderBy(t => t.Id).ToListAsync()).ToLookup(t => t.StationId);
        foreach (var station in await db.Stations.AsNoTracking().ToListAsync())
        {
            var life = steps[station.Id].ToList();
            Assert.Equal((station.State, station.Since), (life[^1].ToState, life[^1].ToState == life[^1].FromState ? station.Since : life[^1].OnDate));
            for (var i = 0; i < life.Count; i++)
            {
                Assert.Equal(i == 0 ? null : life[i - 1].ToState, life[i].FromState);
                Assert.True(i == 0 || life[i - 1].OnDate <= life[i].OnDate, $"station {station.Id} goes back in time");
                var step = StationLaw.Find(life[i].FromState, life[i].ToState);
                Assert.True(step is not null, $"station {station.Id}: the law has no step from {life[i].FromState} to {life[i].ToState}");
                if (step.NeedsReason) Assert.True(StationLists.FindReason(life[i].ReasonCode)?.Fits(life[i].FromState!.Value, life[i].ToState), $"{life[i].ReasonCode} does not lead from {life[i].FromState} to {life[i].ToState}");
            }
            if (station.Number is not null) Assert.True(StationNumber.TryParse(station.Number, out _, out _, out _), station.Number);
            Assert.Equal(station.State.IsFiled() || life.Exists(t => t.ToState == StationState.Filed), station.Number is not null);
        }
    }

    [Fact]
    public async Task Stations_of_18_provinces_stand_on_real_places_and_remember_their_last_service()
    {
        await using var db = country.Database.Open();
        var stations = await db.Stations.AsNoTracking().ToListAsync();
        var places = stations.Select(s => s.Division).Distinct().ToList();
        Assert.Equal(places.Count, await db.Divisions.CountAsync(d => places.Contains(d.Code)));
        Assert.Equal(18, stations.Select(s => new DivisionCode(s.Division).At(DivisionLevel.Province)).Distinct().Count());
        var last = (await db.ServiceRecords.AsNoTracking().Select(r => new { r.StationId, r.ServedAt }).ToListAsync()).GroupBy(r => r.StationId).ToDictionary(r => r.Key, r => ProgrammeClock.DayOf(r.Max(x => x.ServedAt)));
        Assert.All(stations, s => Assert.Equal(last.TryGetValue(s.Id, out var day) ? day : null, s.LastServedOn));
        Assert.Contains(stations, s => s.State == StationState.Exited);
        Assert.Contains(stations, s => s.State == StationState.Warned);
    }

    [Fact]
    public async Task A_typical_station_serves_19_to_29_person_times_a_month()
    {
        await using var db = country.Database.Open();
        var month = ProgrammeClock.StartOf(new(2018, 10, 1));
        var settled = await db.Stations.Where(s => s.State == StationState.Operating && s.OperatingSince < new DateOnly(2018, 9, 15)).Select(s => s.Id).ToListAsync();
        var served = await db.ServiceRecords.Where(r => r.ServedAt >= month).GroupBy(r => r.StationId).Select(g => new { g.Key, Sum = g.Sum(r => r.PersonTimes) }).ToDictionaryAsync(g => g.Key, g => g.Sum);
        Assert.InRange(settled.Average(id => served.GetValueOrDefault(id)), 19, 29);
        Assert.Contains(settled, id => !served.ContainsKey(id));
        Assert.Contains(settled, id => served.GetValueOrDefault(id) > 100);
    }

    [Theory]
    [InlineData("tallies")]
    [InlineData("audit")]
    public async Task What_was_counted_and_fingerprinted_agrees_to_the_last_unit(string what)
    {
        var ended = await CommandLineDoor.RunAsync(country.Database, "verify", what);
        Assert.True(ended.Exit == 0, ended.Error + ended.Output);
    }
}
