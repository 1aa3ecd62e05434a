using System.Text;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Divisions.Import;
using Yinong.Modules.Programme;
using Yinong.Modules.Stations.Places;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Tests.Stations;
using Yinong.Tests.Stations.HandOvers;
using Yinong.Tests.Support;

namespace Yinong.Tests.Divisions;

/// <summary>A later list hangs everything on the successors: none lost, none doubled, the number stays, what is dated stays, and what is not sure waits for people.</summary>
public class RebaseTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Every_table_about_a_place_follows_or_is_listed_with_the_reason_why_it_stays()
    {
        await using var db = app.Db();
        var tables = db.Model.GetEntityTypes().Where(e => e.FindProperty("Division") is { ClrType: var type } && type == typeof(long)).Select(e => e.GetTableName()!).ToHashSet();
        Findings.AssertNone(RebasedTables.Stay.Keys.Concat(RebasedTables.SameOnly).Where(t => !tables.Contains(t)).Select(t => $"{t} is listed and is no table about a place"));
        var following = RebasedTables.Of(db.Model).Select(t => t.Name).ToHashSet();
        Assert.Superset(new HashSet<string> { "stations", "officers", "postings", "certificates", "station_reports", "inspections", "evidence", "accounts", "organisations" }, following);
    }

    [Fact]
    public async Task Whatever_is_merged_no_row_is_lost_or_doubled()
    {
        var villages = TestDivisions.All.Select(d => d.Code).Where(c => c.Level is DivisionLevel.Village).ToList();
        for (var i = 0; i < 12; i++) await app.DeskAsync(villages[i * 3 % villages.Count].ToString());
        // What the desks made the running judge of acceptance write is written before anything is counted.
        await app.Services.GetRequiredService<LivingAcceptance>().SweepAsync();
        await Gen.Int[0, villages.Count - 1].Array[2, 12].SampleAsync(async picks =>
        {
            var gone = picks.Distinct().ToList();
            var heirs = Enumerable.Range(0, villages.Count).Except(gone).ToList();
            var lines = gone.Select((g, i) => new RebaseLine(villages[g], villages[heirs[(g * 7 + i) % heirs.Count]], i % 2 == 0)).ToList();
            await using var hand = Hand.WithAll(app);
            await using var transaction = await hand.Db.Database.BeginTransactionAsync();
            var before = await CountAsync(hand.Db);
            await hand.Get<DivisionRebase>().ApplyAsync(lines, "try", new(2019, 1, 1), default);
            var after = await CountAsync(hand.Db);
            foreach (var table in RebasedTables.Of(hand.Db.Model).Where(t => !t.SameOnly && t.Name != "station_place_changes"))
            {
                var expected = before[table.Name].GroupBy(d => lines.Find(l => l.From.Value == d.Key)?.To.Value ?? d.Key).ToDictionary(g => g.Key, g => g.Sum(d => d.Value));
                Assert.Equal(Rows(table.Name, expected), Rows(table.Name, after[table.Name]));
            }
            var moved = before["stations"].Where(d => lines.Any(l => l.From.Value == d.Key)).Sum(d => d.Value);
            Assert.Equal(before["station_place_changes"].Values.Sum() + moved, after["station_place_changes"].Values.Sum());
            Assert.Equal(moved, await hand.Db.RebaseCounts.Where(c => c.Revision == "try" && c.TableName == "stations").SumAsync(c => c.RowsMoved));
            await transaction.RollbackAsync();
        }, iter: 15, threads: 1);
    }

    static IEnumerable<(string Table, long Division, int Rows)> Rows(string table, Dictionary<long, int> counts) => counts.OrderBy(c => c.Key).Select(c => (table, c.Key, c.Value));

    static async Task<Dictionary<string, Dictionary<long, int>>> CountAsync(AppDb db)
    {
        var counts = new Dictionary<string, Dictionary<long, int>>();
        foreach (var table in RebasedTables.Of(db.Model))
        {
            var sql = $"select {table.Column} as \"Division\", cast(count(*) as integer) as \"Rows\" from {table.Name} group by {table.Column}";
            counts[table.Name] = await db.Database.SqlQueryRaw<PlaceCount>(sql).ToDictionaryAsync(c => c.Division, c => c.Rows);
        }
        return counts;
    }

    sealed record PlaceCount(long Division, int Rows);

    /// <summary>Applying changes the tree of everybody in the class, so each has a class of its own.</summary>
    public class Merged(App app) : IClassFixture<App>
    {
        [Fact]
        public async Task A_merged_village_gives_its_station_to_the_successor_and_coverage_stays_what_it_was()
        {
            // 姚家村 370102011201 becomes part of the residents' committee of the same plain name, under a new code.
            var desk = await app.DeskAsync("370102011201");
            await using (var db = app.Db()) await db.Stations.Where(s => s.Id == desk.Station.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastServedOn, new DateOnly(2018, 10, 30)));
            var county = await app.SignedInAsync("county-manager", "370102");
            var covered = await CoveredAsync();
            Assert.Equal(1, covered);
            await ApplyAsync(app, l => l.Code == "370102011201" ? ("370102011251", l.Name) : l);

            await using var after = app.Db();
            var station = await after.Stations.SingleAsync(s => s.Id == desk.Station.Id);
            Assert.Equal((desk.Station.Number, DivisionCode.Parse("370102011251").Value), (station.Number, station.Division));
            Assert.Equal(station.Division, (await after.Officers.SingleAsync(o => o.Id == desk.Officer.Id)).Division);
            Assert.Equal(PlaceCause.List, (await after.StationPlaceChanges.SingleAsync(c => c.StationId == station.Id)).Cause);
            Assert.Contains("姚家", (await county.GetAsync($"/stations/{station.Number}")).Text, StringComparison.Ordinal);
            Assert.Equal(covered, await CoveredAsync());
            Assert.Empty(await app.Services.GetRequiredService<StationRecount>().CompareAsync());
            var system = await app.SignedInAsync("system-administrator");
            Assert.Contains("stations", (await system.GetAsync("/divisions/rebased")).Text, StringComparison.Ordinal);
        }

        async Task<int> CoveredAsync()
        {
            await Task.Delay(1200);
            var progress = await app.Services.GetRequiredService<ProgrammeProgress>().OfAsync(DivisionCode.Parse("370102"));
            return progress.Total.Count.CoveredVillages;
        }
    }

    /// <summary>A village that is gone without anybody to take over.</summary>
    public class Split(App app) : IClassFixture<App>
    {
        [Fact]
        public async Task What_has_no_sure_successor_waits_for_a_person_station_by_station_or_as_a_whole()
        {
            var (one, two) = (await app.DeskAsync("120115001204"), await app.DeskAsync("120115001204"));
            await ApplyAsync(app, l => l.Code == "120115001204" ? null : l);
            var gone = DivisionCode.Parse("120115001204").Value;
            await using (var db = app.Db()) Assert.Equal(2, await db.Stations.CountAsync(s => s.Division == gone));

            var county = await app.SignedInAsync("county-manager", "120115");
            var page = await county.GetAsync("/stations/misplaced");
            Assert.Contains(one.Station.Name, page.Text, StringComparison.Ordinal);
            Assert.NotEmpty((await county.SubmitAsync(page, "确认", [("Input.Place", "370102011201"), ("Input.Why", "津民函1号")], System.Net.HttpStatusCode.BadRequest)).Errors);
            Assert.NotEmpty((await county.SubmitAsync(page, "确认", [("Input.Place", "120115001201"), ("Input.Why", "津")], System.Net.HttpStatusCode.BadRequest)).Errors);
            page = await county.SubmitAsync(page, "确认", [("Input.Place", "120115001201"), ("Input.Why", "津民函1号")]);
            Assert.DoesNotContain(one.Station.Name, page.Text, StringComparison.Ordinal);
            Assert.Contains(two.Station.Name, page.Text, StringComparison.Ordinal);

            var system = await app.SignedInAsync("system-administrator");
            var open = await system.GetAsync("/divisions/rebased");
            Assert.Contains("驻防营", open.Text, StringComparison.Ordinal);
            foreach (var (to, why) in new[] { ("120115001204", "津民函1号"), ("120115001", "津民函1号"), ("120115001205", "津") })
                Assert.NotEmpty((await system.SubmitAsync(open, "全部改到这里", [("Input.Successor", to), ("Input.Why", why)], System.Net.HttpStatusCode.BadRequest)).Errors);
            await system.SubmitAsync(open, "全部改到这里", [("Input.Successor", "120115001205"), ("Input.Why", "津民函1号")]);
            await using var after = app.Db();
            Assert.Equal([("120115001201", PlaceCause.Decided), ("120115001205", PlaceCause.List)], (await after.StationPlaceChanges.OrderBy(c => c.StationId).ToListAsync()).Select(c => (new DivisionCode(c.ToPlace).ToString(), c.Cause)));
            Assert.False(await after.Officers.AnyAsync(o => o.Division == gone));
            await using var hand = Hand.WithAll(app);
            await HandOverTests.RefusedAsync("division.decided", () => hand.Get<DivisionDecisions>().DecideAsync("120115001204", "120115001201", "津民函1号"));
        }
    }

    internal static async Task ApplyAsync(App app, Func<(string Code, string Name), (string Code, string Name)?> change)
    {
        var text = string.Concat(TestDivisions.All.Select(d => change((d.Code.ToString(), d.Name))).OfType<(string Code, string Name)>().OrderBy(l => DivisionCode.Parse(l.Code)).Select(l => $"{l.Code},{l.Name}\n"));
        await using var scope = app.Services.CreateAsyncScope();
        var import = scope.ServiceProvider.GetRequiredService<DivisionImport>();
        await import.ApplyAsync(await import.ReviewAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), "later.csv", []), new(2019, 1, 1));
    }
}
