using Yinong.Modules.Divisions;

namespace Yinong.Modules.Supervision;

/// <summary>Where a count belongs: a day (yyyymmdd) or month (yyyymm00), a place, a kind (1–4) or an item (≥ 1000).</summary>
public readonly record struct TallyKey(int Period, long Division, int Subject) : IComparable<TallyKey>
{
    public int CompareTo(TallyKey other)
    {
        var byPeriod = Period.CompareTo(other.Period);
        if (byPeriod != 0) return byPeriod;
        var byDivision = Division.CompareTo(other.Division);
        return byDivision != 0 ? byDivision : Subject.CompareTo(other.Subject);
    }
}

/// <summary>What is counted: records, person-times (of these in groups), fen. Negative in a correction.</summary>
public record struct TallySum(long Records, long PersonTimes, long GroupPersonTimes, long AmountFen)
{
    public void Add(in TallySum other)
    {
        Records += other.Records;
        PersonTimes += other.PersonTimes;
        GroupPersonTimes += other.GroupPersonTimes;
        AmountFen += other.AmountFen;
    }

    public void Subtract(in TallySum other)
    {
        Records -= other.Records;
        PersonTimes -= other.PersonTimes;
        GroupPersonTimes -= other.GroupPersonTimes;
        AmountFen -= other.AmountFen;
    }

    public readonly bool IsZero => this == default;
}

/// <summary>
/// Sums counts into the cells that are kept. One place knows which: the fold, the simulator and the recount all use it.
/// <list type="bullet">
/// <item>nation, province, city, county: day × kind, month × kind, month × item;</item>
/// <item>nation, province: also day × item;</item>
/// <item>town: month × kind.</item>
/// </list>
/// A village has some 25 records a month: they are counted when asked, through the index, and are live at once.
/// </summary>
public sealed class TallyCells
{
    readonly Dictionary<TallyKey, TallySum> _cells = [];

    public int Count => _cells.Count;

    /// <summary>Adds one count at a village (or the place of a centre).</summary>
    /// <param name="division">Place of the station.</param>
    /// <param name="day">China day as yyyymmdd.</param>
    /// <param name="kind">1–4.</param>
    /// <param name="item">From 1000.</param>
    /// <param name="sum">What to add.</param>
    public void Add(long division, int day, int kind, int item, in TallySum sum)
    {
        var place = new DivisionCode(division);
        var month = day / 100 * 100;
        for (var level = DivisionLevel.Nation; level <= DivisionLevel.Town && level <= place.Level; level++)
        {
            var at = place.At(level).Value;
            Add(new(month, at, kind), sum);
            if (level == DivisionLevel.Town) continue;
            Add(new(day, at, kind), sum);
            Add(new(month, at, item), sum);
            if (level <= DivisionLevel.Province) Add(new(day, at, item), sum);
        }
    }

    /// <summary>Adds to one cell as it is.</summary>
    public void Add(TallyKey key, in TallySum sum)
    {
        ref var cell = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_cells, key, out _);
        cell.Add(sum);
    }

    public TallySum this[TallyKey key] => _cells.GetValueOrDefault(key);

    /// <summary>In the order of the table's key, so that two writers never wait for each other crosswise.</summary>
    public List<KeyValuePair<TallyKey, TallySum>> Sorted()
    {
        var sorted = _cells.Where(c => !c.Value.IsZero).ToList();
        sorted.Sort((a, b) => a.Key.CompareTo(b.Key));
        return sorted;
    }

    public void Clear() => _cells.Clear();
}
