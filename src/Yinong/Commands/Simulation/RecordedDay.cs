using System.Runtime.InteropServices;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Desk;
using Yinong.Modules.Supervision;
using Yinong.Platform.Time;

namespace Yinong.Commands.Simulation;

/// <summary>What reached the platform on one day, in the order of (place, time of service), with its fingerprints and counts.</summary>
sealed class RecordedDay(DateOnly day)
{
    public DateOnly Day => day;

    public List<ServiceRecord> Records { get; } = [];

    /// <summary>One per instant of recording: the audit entry of that group.</summary>
    public Dictionary<DateTime, RecordDigest> Groups { get; } = [];

    public void Finish()
    {
        Records.Sort(static (a, b) => a.Division != b.Division ? a.Division.CompareTo(b.Division)
            : a.ServedAt != b.ServedAt ? a.ServedAt.CompareTo(b.ServedAt) : a.Id.CompareTo(b.Id));
        foreach (var record in Records) CollectionsMarshal.GetValueRefOrAddDefault(Groups, record.RecordedAt, out _).Add(record);
    }
}

/// <summary>The services of the country day by day, in the order in which the platform learns of them; never more in memory than a day and what is late.</summary>
sealed class RecordedDays(CountryPlan plan, SimulationOrder order, IReadOnlyList<Serving> stations, IReadOnlyDictionary<string, ServiceItem> catalogue)
{
    readonly ServiceMaker _maker = new(plan, order);
    readonly SortedDictionary<DateOnly, RecordedDay> _waiting = [];

    /// <summary>Every day once, oldest first. Days up to <paramref name="known"/> are made but not finished: somebody has them already.</summary>
    public IEnumerable<RecordedDay> All(DateOnly? known)
    {
        for (var day = order.FirstDay; day <= order.LastDay; day = day.AddDays(1))
        {
            foreach (var record in Served(day))
            {
                var recordedOn = ProgrammeClock.DayOf(record.RecordedAt);
                if (!_waiting.TryGetValue(recordedOn, out var waiting)) _waiting[recordedOn] = waiting = new(recordedOn);
                waiting.Records.Add(record);
            }
            var today = _waiting.GetValueOrDefault(day) ?? new(day);
            _waiting.Remove(day);
            if (known is null || day > known) today.Finish();
            yield return today;
        }
    }

    List<ServiceRecord> Served(DateOnly day)
    {
        var rates = new DayRates(plan, catalogue, day);
        var records = new List<ServiceRecord>();
        foreach (var station in stations) _maker.Add(station, day.DayNumber, rates, records);
        return records;
    }
}

/// <summary>Sums records into the cells that are kept, and remembers the newest day of service of each station (yyyymmdd).</summary>
sealed class RecordCounts
{
    public TallyCells Cells { get; } = new();

    public Dictionary<int, int> LastServed { get; } = [];

    public void Add(ServiceRecord record)
    {
        var delta = TallyDelta.Of(record);
        Cells.Add(delta.Division, delta.Day, delta.Kind, delta.Item, new(delta.Records, delta.PersonTimes, delta.GroupPersonTimes, delta.AmountFen));
        Note(delta.Station, delta.Day);
    }

    /// <summary>Only remembers the day, for records that are counted already.</summary>
    public void Note(ServiceRecord record) => Note(record.StationId, TallyDelta.DayNumber(record.ServedAt));

    void Note(int station, int day)
    {
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(LastServed, station, out _);
        last = Math.Max(last, day);
    }
}
