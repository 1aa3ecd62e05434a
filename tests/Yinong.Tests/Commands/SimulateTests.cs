using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Divisions;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Rechecks;
using Yinong.Modules.Training;
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

    [Fact]
    public async Task What_is_told_besides_keeps_the_rules_too()
    {
        await using var db = country.Database.Open();
        // Every paper is worth what the product's own rules say, and every certificate that rests on a pass begins with it or later.
        var questions = await db.Questions.AsNoTracking().ToDictionaryAsync(q => q.Id, q => new BankQuestion(q.Id, new(q.Division), q.Topic, q.Kind, q.Difficulty, true, q.Text, OptionJson.Read(q.Options), null, null));
        var exams = await db.Exams.AsNoTracking().ToDictionaryAsync(e => e.Id);
        var answers = (await db.ExamAnswers.AsNoTracking().ToListAsync()).ToLookup(a => a.SittingId);
        var sittings = await db.ExamSittings.AsNoTracking().ToListAsync();
        Assert.All(sittings, s => Assert.Equal(s.Score, (short)answers[s.Id].Sum(a => Marking.PointsOf(questions[a.QuestionId], a.Answer, exams[s.ExamId].PointsEach) ?? 0)));
        Assert.Contains(sittings, s => s.State is SittingState.Failed);
        var passed = await db.Qualifications.AsNoTracking().ToDictionaryAsync(q => q.Id);
        var resting = await db.Certificates.AsNoTracking().Where(c => c.QualificationId != null).ToListAsync();
        Assert.All(resting, c => Assert.True(c.ValidFrom >= passed[c.QualificationId!.Value].PassedOn && c.OfficerId == passed[c.QualificationId.Value].OfficerId));
        Assert.NotEmpty(resting);
        // A sample can be drawn again by its seed; reports and inspections lie in their time.
        var states = await db.Stations.AsNoTracking().ToDictionaryAsync(s => s.Id);
        foreach (var draw in await db.RecheckDraws.AsNoTracking().ToListAsync())
        {
            var drawn = await db.RecheckItems.AsNoTracking().Where(i => i.DrawId == draw.Id).OrderBy(i => i.Rank).Select(i => i.StationId).ToListAsync();
            var place = new DivisionCode(draw.Division);
            var numbers = states.Values.Where(s => s.Number is not null && place.Contains(new(s.Division)) && s.AcceptedOn >= draw.AcceptedFrom && s.AcceptedOn <= draw.AcceptedTo && s.State is >= StationState.Accepted and <= StationState.Suspended);
            Assert.Equal(Sample.Draw(draw.Seed, numbers.Select(s => s.Number!), draw.Size), drawn.Select(id => states[id].Number));
        }
        Assert.All(await db.StationReports.AsNoTracking().ToListAsync(), r => Assert.True(r.At <= Until && (r.HandledOn is null || r.HandledOn >= ProgrammeClock.DayOf(r.At))));
        Assert.All(await db.Inspections.AsNoTracking().ToListAsync(), i => Assert.True(i.OnDate <= ProgrammeClock.DayOf(Until) && (i.Met != false || states[i.StationId].State == StationState.Building)));
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
