using System.Data.Common;
using Yinong.Modules.Divisions;
using Yinong.Platform.Database;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations;

/// <summary>How many stations each view has, in the order of <see cref="StationView"/>.</summary>
public sealed record StationTotals(IReadOnlyList<long> Of)
{
    public long this[StationView view] => Of[(int)view];
}

/// <summary>
/// Counts of the saved views. A county or less is counted when asked, through the index over places (some hundred rows). Above it the counts are kept by
/// county and organisation: read in one pass, renewed beside the requests at most once in <see cref="RestSeconds"/> seconds and only while somebody asks.
/// </summary>
public sealed class StationCounting
{
    /// <summary>How old the counts above a county may be.</summary>
    public const int RestSeconds = 20;

    static readonly int Columns = Enum.GetValues<StationView>().Length;

    readonly SqlDatabase _database;
    readonly ProgrammeClock _clock;
    readonly TimeProvider _time;
    volatile Task<Kept>? _kept;
    int _renewing;

    public StationCounting(SqlDatabase database, ProgrammeClock clock, TimeProvider time) => (_database, _clock, _time) = (database, clock, time);

    /// <summary>The totals of a place within a reach.</summary>
    public async Task<StationTotals> TotalsAsync(DivisionCode place, Reach reach, CancellationToken cancel = default)
    {
        var (from, to) = (Math.Max(place.From, reach.From), Math.Min(place.To, reach.To));
        if (from > to) return new(new long[Columns]);
        if (to - from < CountyWidth) return Sum(await ReadAsync(from, to, reach.Organisation, cancel));
        var kept = await KeptAsync();
        // The key of a county is the value of its first place, so a range of places is a range of keys.
        return Sum(kept.Lines.Where(l => l.County * CountyWidth >= from - from % CountyWidth && l.County * CountyWidth <= to && (reach.Organisation is null || l.Organisation == reach.Organisation)));
    }

    /// <summary>Values of one county: 12 digits and the level.</summary>
    const long CountyWidth = 1_000_000_0;

    async Task<Kept> KeptAsync()
    {
        var kept = _kept;
        if (kept is null or { IsFaulted: true } or { IsCanceled: true }) _kept = kept = LoadAsync();
        var known = await kept;
        if (_time.GetElapsedTime(known.ReadAt).TotalSeconds < RestSeconds || Interlocked.Exchange(ref _renewing, 1) == 1) return known;
        // Whoever asks now gets what is there; the next ones get the new counts.
        // On another thread: SQLite answers before the first await gives the caller back.
        _ = Task.Run(RenewAsync);
        return known;
    }

    async Task RenewAsync()
    {
        try
        {
            _kept = Task.FromResult(await LoadAsync());
        }
        catch (DbException)
        {
            // The database is away for a moment: the old counts stay, the next question tries again.
        }
        finally
        {
            Volatile.Write(ref _renewing, 0);
        }
    }

    async Task<Kept> LoadAsync()
    {
        var at = _time.GetTimestamp();
        return new(await ReadAsync(Reach.Nation.From, Reach.Nation.To, null, CancellationToken.None), at);
    }

    // One pass. The views are those of StationViews; a test holds the two against each other.
    async Task<List<Line>> ReadAsync(long from, long to, int? organisation, CancellationToken cancel)
    {
        await using var connection = await _database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            with certified as (
              select distinct p.station_id from postings p join certificates c on c.officer_id = p.officer_id
              where p.division between @from and @to and p.from_date <= @today and (p.to_date is null or p.to_date >= @today)
                and c.kind = 'duty' and c.valid_from <= @today and c.valid_to >= @today and (c.revoked_on is null or c.revoked_on > @today) and {RestingCertificates.None}),
              lost as (select distinct station_id from lost_criteria where division between @from and @to),
              upkeep as (select distinct station_id from equipment_cards where state <= 3 and upkeep_until <= @upkeep and division between @from and @to),
              licence as (select distinct station_id from station_licences where ended_on is null and valid_to <= @licence and division between @from and @to)
            select s.division / 10000000 as county, s.organisation_id, count(*),
              sum(case when s.state < 7 then 1 else 0 end),
              sum(case when s.state = 7 then 1 else 0 end),
              sum(case when s.due_on < @today then 1 else 0 end),
              sum(case when s.state between 10 and 12 then 1 else 0 end),
              sum(case when s.state between 9 and 11 and (s.last_served_on is null or s.last_served_on < @silent) then 1 else 0 end),
              sum(case when s.state between 9 and 11 and certified.station_id is null then 1 else 0 end),
              sum(case when s.state between 8 and 12 and (s.phone is null or s.address is null or s.opening_hours is null) then 1 else 0 end),
              sum(case when s.poor_village and s.state < 13 then 1 else 0 end),
              sum(case when lost.station_id is null then 0 else 1 end),
              sum(case when s.state < 13 and upkeep.station_id is not null then 1 else 0 end),
              sum(case when s.state < 13 and licence.station_id is not null then 1 else 0 end)
            from stations s left join certified on certified.station_id = s.id left join lost on lost.station_id = s.id
              left join upkeep on upkeep.station_id = s.id left join licence on licence.station_id = s.id
            where s.division between @from and @to and (@organisation = 0 or s.organisation_id = @organisation)
            group by 1, 2
            """;
        var today = _clock.Today;
        command.Add("from", from);
        command.Add("to", to);
        command.Add("organisation", organisation ?? 0);
        command.Add("today", today);
        command.Add("silent", today.AddDays(-LivenessRules.Current.SilentAfterDays));
        command.Add("upkeep", today.AddDays(Equipment.EquipmentKinds.UpkeepSoonDays));
        command.Add("licence", today.AddDays(Hosting.HostingLists.LicenceSoonDays));
        var lines = new List<Line>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            var counts = new long[Columns];
            for (var view = 0; view < Columns; view++) counts[view] = row.GetInt64(view + 2);
            lines.Add(new(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt32(1), counts));
        }
        return lines;
    }

    static StationTotals Sum(IEnumerable<Line> lines)
    {
        var sums = new long[Columns];
        foreach (var line in lines)
            for (var view = 0; view < Columns; view++) sums[view] += line.Counts[view];
        return new(sums);
    }

    sealed record Line(long County, int? Organisation, long[] Counts);

    sealed record Kept(List<Line> Lines, long ReadAt);
}
