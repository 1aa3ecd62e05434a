using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Desk;
using Yinong.Modules.Divisions;
using Yinong.Modules.Supervision;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Time;
using Yinong.Tests.Support;

namespace Yinong.Tests.Supervision;

/// <summary>
/// Services of some months at villages and centres of the small tree, written by the real writer and folded, a few of them taken back;
/// and the same counted again by the plainest loop there is.
/// </summary>
public sealed class CountedServices
{
    static readonly DivisionCode[] Places =
        [.. TestDivisions.All.Select(d => d.Code).Where(c => c.Level == DivisionLevel.Village), .. TestDivisions.All.Select(d => d.Code).Where(c => c.Level is DivisionLevel.Town or DivisionLevel.County).Take(6)];

    readonly List<ServiceRecord> _counted = [];
    readonly Random _random;

    CountedServices(int seed) => _random = new(seed);

    /// <summary>The items that may be offered.</summary>
    public IReadOnlyDictionary<int, ServiceItem> Items { get; private set; } = new Dictionary<int, ServiceItem>();

    public static async Task<CountedServices> MakeAsync(App app, int records, int seed = 1)
    {
        var made = new CountedServices(seed);
        await using (var db = app.Db())
            made.Items = await db.ServiceItems.Where(i => i.Versions.Any(v => v.Verdict != Verdict.RedLine)).AsNoTracking().ToDictionaryAsync(i => i.Id);
        var rows = Enumerable.Range(0, records).Select(_ => made.Any()).ToList();
        await made.WriteAsync(app, rows);
        await made.TakeBackAsync(app, [.. rows.Where((_, i) => i % 17 == 3)]);
        return made;
    }

    /// <summary>One more service in October.</summary>
    public Task AddAsync(App app) => WriteAsync(app, [Any(new DateTime(2018, 10, 20, 3, 0, 0, DateTimeKind.Utc))]);

    /// <summary>What a place should count in these China days.</summary>
    public IEnumerable<ServiceRecord> At(DivisionCode place, DateOnly from, DateOnly to) =>
        _counted.Where(r => place.Contains(new(r.Division)) && Day(r) >= from && Day(r) <= to);

    public static DateOnly Day(ServiceRecord record) => ProgrammeClock.DayOf(record.ServedAt);

    async Task WriteAsync(App app, List<ServiceRecord> rows)
    {
        var writer = app.Services.GetRequiredService<RecordWriter>();
        foreach (var batch in rows.Chunk(1000)) await writer.WriteAsync(batch, new AuditActor());
        _counted.AddRange(rows);
        await FoldAsync(app);
    }

    // What an undo leaves behind: a correction that names no other record, and a delta that takes it out of the count.
    async Task TakeBackAsync(App app, HashSet<ServiceRecord> gone)
    {
        await using var db = app.Db();
        db.ServiceRecordCorrections.AddRange(gone.Select(r => new ServiceRecordCorrection { RecordId = r.Id, Division = r.Division, Reason = "test", Actor = "test", At = r.ServedAt }));
        await db.SaveChangesAsync();
        await using (var connection = await app.Services.GetRequiredService<SqlDatabase>().OpenAsync())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "insert into tally_deltas (expected, written, cells, at) select 1, 1, @cells, folded_at from tally_state";
            command.Add("cells", TallyDeltas.Pack(gone.Select(r => TallyDelta.Of(r, -1)).ToArray()));
            await command.ExecuteNonQueryAsync();
        }
        _counted.RemoveAll(gone.Contains);
        await FoldAsync(app);
    }

    // Folding nothing may also mean that the program's own round is at it: until nothing waits, and the program knows of it.
    static async Task FoldAsync(App app)
    {
        var (folder, counts, version) = (app.Services.GetRequiredService<TallyFolder>(), app.Services.GetRequiredService<ServiceCounts>(), app.Services.GetRequiredService<TallyVersion>());
        while (true)
        {
            while (await folder.FoldAsync() > 0) { }
            var (number, _, waiting) = await counts.StateAsync();
            if (!waiting && (await version.CurrentAsync()).Version == number) return;
            await Task.Delay(20);
        }
    }

    // Villages above all, some centres at a town or a county; instants close to midnight in China are as likely as any other.
    ServiceRecord Any(DateTime? servedAt = null)
    {
        var item = Items.Values.ElementAt(_random.Next(Items.Count));
        var at = servedAt ?? new DateTime(2018, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(_random.Next(303 * 24 * 60));
        if (servedAt is null && _random.Next(4) == 0) at = ProgrammeClock.StartOf(ProgrammeClock.DayOf(at)).AddTicks(_random.Next(-2, 2) * TimeSpan.TicksPerMicrosecond);
        return new()
        {
            Id = Guid.CreateVersion7(at), StationId = _random.Next(1, 50), OfficerId = 1, ItemId = item.Id, ItemVersion = 1, Kind = item.Kind,
            Division = Places[_random.Next(Places.Length)].Value, PersonTimes = _random.Next(1, 30), IsGroup = _random.Next(5) == 0, Channel = Channel.OnSite, ServedAt = at,
            AmountFen = _random.Next(3) == 0 ? _random.Next(1, 100_000) : null, Outcome = Outcome.Done,
        };
    }
}
