using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Catalogue;
using Yinong.Platform.Time;

namespace Yinong.Modules.Desk;

/// <summary>A record of one's own with its item as it was called then.</summary>
/// <param name="Record">As written.</param>
/// <param name="Item">The item's version of the day of service.</param>
/// <param name="ItemCode">The item's code.</param>
/// <param name="Correction">What took it out of the count; null: it counts.</param>
public sealed record OwnRecord(ServiceRecord Record, ServiceItemVersion Item, string ItemCode, ServiceRecordCorrection? Correction)
{
    public bool Counts => Correction is null;

    /// <summary>Whether it may be taken back without a reason.</summary>
    public bool MayUndo(DateTime now, DeskLimits limits) => Counts && now - Record.RecordedAt <= TimeSpan.FromMinutes(limits.UndoMinutes);
}

/// <summary>An item that may be recorded today.</summary>
/// <param name="Id">Key.</param>
/// <param name="Code">Permanent code.</param>
/// <param name="Kind">Which of the four.</param>
/// <param name="Version">What it says today.</param>
public sealed record DeskItem(int Id, string Code, ServiceKind Kind, ServiceItemVersion Version);

/// <summary>
/// What an officer sees of the own work: counts of today and this month, the records of a day, the items in the order of own use. Read from the
/// records themselves through the index of the village; a station has some hundred a month. Others' records do not exist here.
/// </summary>
public sealed class OfficerRecords(AppDb db, ItemCatalogue catalogue, ProgrammeClock clock, DeskLimits limits)
{
    /// <summary>Person-times per kind, of today and of this month.</summary>
    public async Task<(IReadOnlyDictionary<ServiceKind, long> Today, IReadOnlyDictionary<ServiceKind, long> Month)> TotalsAsync(DeskOfficer officer)
    {
        if (officer.Station is not { } station) return (new Dictionary<ServiceKind, long>(), new Dictionary<ServiceKind, long>());
        var today = clock.Today;
        var (dayStart, dayEnd) = (ProgrammeClock.StartOf(today), ProgrammeClock.StartOf(today.AddDays(1)));
        var sums = await Counted(officer, station, ProgrammeClock.StartOf(new(today.Year, today.Month, 1)), dayEnd)
            .GroupBy(r => new { r.Kind, IsToday = r.ServedAt >= dayStart })
            .Select(g => new { g.Key.Kind, g.Key.IsToday, PersonTimes = g.Sum(r => (long)r.PersonTimes) }).ToListAsync();
        return (sums.Where(s => s.IsToday).ToDictionary(s => s.Kind, s => s.PersonTimes), sums.GroupBy(s => s.Kind).ToDictionary(g => g.Key, g => g.Sum(s => s.PersonTimes)));
    }

    /// <summary>
    /// The items of a kind (null: every kind) that may be recorded for a day (null: today), those one records most first. Refused ones are never offered.
    /// </summary>
    public async Task<IReadOnlyList<DeskItem>> ItemsAsync(DeskOfficer officer, ServiceKind? kind = null, DateOnly? on = null)
    {
        var day = on ?? clock.Today;
        var items = (await catalogue.AllAsync()).Values.Where(i => kind is null || i.Kind == kind)
            .Select(i => (Item: i, Version: ItemCatalogue.VersionOn(i, day)))
            .Where(i => i.Version is { Verdict: not Verdict.RedLine })
            .Select(i => new DeskItem(i.Item.Id, i.Item.Code, i.Item.Kind, i.Version!));
        var use = await UseAsync(officer);
        return [.. items.OrderByDescending(i => use.GetValueOrDefault(i.Id)).ThenBy(i => i.Code, StringComparer.Ordinal)];
    }

    /// <summary>How often one recorded each item lately.</summary>
    public async Task<IReadOnlyDictionary<int, int>> UseAsync(DeskOfficer officer) => officer.Station is not { } station ? new Dictionary<int, int>()
        : await Counted(officer, station, clock.UtcNow.AddDays(-limits.OwnUseDays), clock.UtcNow.AddMinutes(limits.ClockAheadMinutes))
            .GroupBy(r => r.ItemId).Select(g => new { Item = g.Key, Times = g.Count() }).ToDictionaryAsync(g => g.Item, g => g.Times);

    /// <summary>One's records at the station with a day of service in China, newest first, those taken out of the count included.</summary>
    public async Task<IReadOnlyList<OwnRecord>> DayAsync(DeskOfficer officer, DateOnly day) =>
        officer.Station is not { } station ? [] : await WithItemsAsync(Own(officer, station, ProgrammeClock.StartOf(day), ProgrammeClock.StartOf(day.AddDays(1))));

    /// <summary>The newest day before (or the oldest after) with records of one's own; null: none.</summary>
    public async Task<DateOnly?> NextDayAsync(DeskOfficer officer, DateOnly day, bool back)
    {
        if (officer.Station is not { } station) return null;
        var served = back
            ? await Own(officer, station, DateTime.UnixEpoch, ProgrammeClock.StartOf(day)).OrderByDescending(r => r.ServedAt).Select(r => (DateTime?)r.ServedAt).FirstOrDefaultAsync()
            : await Own(officer, station, ProgrammeClock.StartOf(day.AddDays(1)), clock.UtcNow.AddDays(1)).OrderBy(r => r.ServedAt).Select(r => (DateTime?)r.ServedAt).FirstOrDefaultAsync();
        return served is { } at ? ProgrammeClock.DayOf(at) : null;
    }

    /// <summary>A record of one's own; null when there is none with that id, or it is somebody else's.</summary>
    public async Task<OwnRecord?> FindAsync(DeskOfficer officer, Guid id) =>
        (await WithItemsAsync(db.ServiceRecords.AsNoTracking().Where(r => r.Id == id && r.OfficerId == officer.Id))).FirstOrDefault();

    /// <summary>The same; throws <c>service-record.not-yours</c> (404).</summary>
    public async Task<OwnRecord> GetAsync(DeskOfficer officer, Guid id) => await FindAsync(officer, id) ?? throw DeskProblems.NotYours();

    /// <summary>Number of the station where it was recorded.</summary>
    public async Task<string> StationOfAsync(ServiceRecord record) => await db.Stations.Where(s => s.Id == record.StationId).Select(s => s.Number).FirstOrDefaultAsync() ?? throw DeskProblems.NotYours();

    async Task<IReadOnlyList<OwnRecord>> WithItemsAsync(IQueryable<ServiceRecord> records)
    {
        var rows = await (from record in records
                          join correction in db.ServiceRecordCorrections.AsNoTracking() on record.Id equals correction.RecordId into corrections
                          from correction in corrections.DefaultIfEmpty()
                          orderby record.ServedAt descending, record.Id descending
                          select new { record, correction }).ToListAsync();
        var items = (await catalogue.AllAsync()).Values.ToDictionary(i => i.Id);
        return [.. rows.Select(r => new OwnRecord(r.record, items[r.record.ItemId].Versions.First(v => v.Version == r.record.ItemVersion), items[r.record.ItemId].Code, r.correction))];
    }

    IQueryable<ServiceRecord> Counted(DeskOfficer officer, DeskStation station, DateTime from, DateTime until) =>
        Own(officer, station, from, until).Where(r => !db.ServiceRecordCorrections.Any(c => c.RecordId == r.Id));

    // The place first: that is the order of the index.
    IQueryable<ServiceRecord> Own(DeskOfficer officer, DeskStation station, DateTime from, DateTime until)
    {
        var place = station.Division.Value;
        return db.ServiceRecords.AsNoTracking().Where(r => r.Division == place && r.ServedAt >= from && r.ServedAt < until && r.StationId == station.Id && r.OfficerId == officer.Id);
    }
}
