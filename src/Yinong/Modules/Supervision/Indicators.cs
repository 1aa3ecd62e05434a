using Yinong.Database;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Divisions;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Supervision;

/// <summary>
/// Counted services of any place in any days: the coarsest cells that answer exactly, records where no cells are kept.
/// Only inside the reach in force; a place outside of it is not found.
/// </summary>
public sealed class Indicators(AppDb db, ServiceCounts counts, TallyVersion version, StatisticsShelf shelf, DivisionTree tree, ItemCatalogue catalogue, Texts t)
{
    /// <summary>Answers a question. Throws <see cref="Problem.NotFound"/> when the place does not exist or is out of reach.</summary>
    public async Task<ServiceTable> AskAsync(ServiceQuestion question, CancellationToken cancel = default)
    {
        Get(question.Division, question.From, question.To);
        var state = await version.CurrentAsync(cancel);
        var key = $"{tree.Revision}|{t.English}|{question}";
        if (shelf.Rows.Find(state, key) is { } kept) return new(state.AsOf, question, kept);
        var rows = question.By switch
        {
            Breakdown.Division => await ByDivisionAsync(question, cancel),
            Breakdown.Kind => await ByKindAsync(question, cancel),
            Breakdown.Item => await ByItemAsync(question, cancel),
            Breakdown.Day => await ByDayAsync(question, cancel),
            _ => await ByMonthAsync(question, cancel),
        };
        return new(state.AsOf, question, shelf.Rows.Keep(state, key, rows, rows.Count + 1));
    }

    /// <summary>
    /// The four kinds in each month, for the mix over time, of one place or of several provinces together. Months begin with that of
    /// <paramref name="from"/> and end with that of <paramref name="to"/>.
    /// </summary>
    public async Task<IReadOnlyDictionary<(DateOnly Month, ServiceKind Kind), TallySum>> KindsByMonthAsync(IReadOnlyList<DivisionCode> places, DateOnly from, DateOnly to, CancellationToken cancel = default)
    {
        foreach (var place in places) Get(place, from, to);
        var state = await version.CurrentAsync(cancel);
        var key = $"{tree.Revision}|{from}|{to}|{string.Join(',', places)}";
        if (shelf.Mixes.Find(state, key) is { } kept) return kept;
        var sums = new Dictionary<(DateOnly, ServiceKind), TallySum>();
        var lines = places is [var one]
            ? await SumAsync(new(one, from, to, Breakdown.Kind), CountKey.PeriodAndSubject, cancel)
            : await counts.FromCellsAsync(PeriodPlan.Make(DivisionLevel.Province, false, from, to), [.. places.Select(p => p.Value)], false, CountKey.PeriodAndSubject, cancel);
        foreach (var (line, sum) in lines)
            Add(sums, (new DateOnly((int)(line / 100000 / 10000), (int)(line / 100000 / 100 % 100), 1), (ServiceKind)(line % 100000)), sum);
        return shelf.Mixes.Keep(state, key, sums, sums.Count + 1);
    }

    /// <summary>Counts of the stations of a village (or of any place small enough to be counted from its records), by key of the station.</summary>
    public async Task<IReadOnlyDictionary<int, TallySum>> ByStationAsync(DivisionCode place, DateOnly from, DateOnly to, CancellationToken cancel = default)
    {
        Get(place, from, to);
        return (await counts.FromRecordsAsync([new(from, to)], place, false, CountKey.Station, cancel)).ToDictionary(line => (int)line.Key, line => line.Sum);
    }

    /// <summary>The place, when it is in reach and existed on one of these days.</summary>
    DivisionInfo Get(DivisionCode place, DateOnly from, DateOnly to) =>
        (db.Reach.Contains(place) ? tree.Find(place, to) ?? tree.Find(place, from) : null) ?? throw Problem.NotFound();

    async Task<List<ServiceRow>> ByDivisionAsync(ServiceQuestion question, CancellationToken cancel)
    {
        var place = question.Division;
        var children = tree.Children(place, question.To).Union(tree.Children(place, question.From)).OrderBy(c => c.Code.Value).ToList();
        var sums = new Dictionary<DivisionCode, TallySum>();
        if (place.Level < DivisionLevel.Village)
        {
            var below = place.Level + 1;
            var plan = PeriodPlan.Make(below, false, question.From, question.To);
            long[] asked = [.. children.Select(c => c.Code.Value), place.Value];
            foreach (var (key, sum) in await counts.FromCellsAsync(plan, asked, false, CountKey.Division, cancel)) Add(sums, new(key), sum);
            // What the place's own cells hold beyond its children's was served at the place itself (a centre) or in a unit that is no more.
            var own = sums.GetValueOrDefault(place);
            foreach (var child in children) own.Subtract(sums.GetValueOrDefault(child.Code));
            sums[place] = own;
            foreach (var (key, sum) in await counts.FromRecordsAsync(plan.Spans, place, false, CountKey.Division, cancel))
                Add(sums, new DivisionCode(key) is var at && at.Level >= below && children.Any(c => c.Code == at.At(below)) ? at.At(below) : place, sum);
        }
        else
            foreach (var (_, sum) in await SumAsync(question, CountKey.Division, cancel)) Add(sums, place, sum);
        var rows = children.Select(c => new ServiceRow(c.Code.ToString(), c.Name, sums.GetValueOrDefault(c.Code))).ToList();
        if (!sums.GetValueOrDefault(place).IsZero || place.Level == DivisionLevel.Village)
            rows.Add(new(place.ToString(), Show.Itself(tree.Name(place)), sums.GetValueOrDefault(place)));
        return rows;
    }

    async Task<List<ServiceRow>> ByKindAsync(ServiceQuestion question, CancellationToken cancel)
    {
        var sums = (await SumAsync(question, CountKey.Subject, cancel)).ToLookup(line => (ServiceKind)line.Key, line => line.Sum);
        return [.. ServiceLook.All.Select(look => new ServiceRow(KeyOf(look.Kind), t[look.Name], Sum(sums[look.Kind]), look.Kind))];
    }

    async Task<List<ServiceRow>> ByItemAsync(ServiceQuestion question, CancellationToken cancel)
    {
        var sums = (await SumAsync(question, CountKey.Subject, cancel)).ToLookup(line => (int)line.Key, line => line.Sum);
        var rows = new List<ServiceRow>();
        foreach (var item in (await catalogue.AllAsync()).Values.OrderBy(i => i.Kind).ThenBy(i => i.Code, StringComparer.Ordinal))
        {
            // An item that may not be offered, or was not yet, stands here only when something was counted under it.
            var offered = ItemCatalogue.VersionOn(item, question.To) is { Verdict: not Verdict.RedLine };
            if (offered || sums.Contains(item.Id)) rows.Add(new(item.Code, NameOf(item, question.To), Sum(sums[item.Id]), item.Kind));
        }
        return rows;
    }

    async Task<List<ServiceRow>> ByDayAsync(ServiceQuestion question, CancellationToken cancel)
    {
        var sums = (await SumAsync(question, CountKey.Period, cancel, eachDay: true)).ToLookup(line => (int)line.Key, line => line.Sum);
        var rows = new List<ServiceRow>(question.Days);
        for (var day = question.From; day <= question.To; day = day.AddDays(1))
            rows.Add(new(Show.TableDay(day), Show.TableDay(day), Sum(sums[PeriodPlan.DayOf(day)])));
        return rows;
    }

    async Task<List<ServiceRow>> ByMonthAsync(ServiceQuestion question, CancellationToken cancel)
    {
        // Days counted singly belong to their month, whatever their sign.
        var sums = (await SumAsync(question, CountKey.Period, cancel)).ToLookup(line => (int)line.Key / 100 * 100, line => line.Sum);
        var rows = new List<ServiceRow>();
        for (var month = new DateOnly(question.From.Year, question.From.Month, 1); month <= question.To; month = month.AddMonths(1))
            rows.Add(new(Show.TableMonth(month), Show.TableMonth(month), Sum(sums[PeriodPlan.MonthOf(month)])));
        return rows;
    }

    /// <summary>Everything counted at one place, from cells and records together.</summary>
    async Task<List<(long Key, TallySum Sum)>> SumAsync(ServiceQuestion question, CountKey key, CancellationToken cancel, bool eachDay = false)
    {
        var items = question.By == Breakdown.Item;
        var plan = PeriodPlan.Make(question.Division.Level, items, question.From, question.To, eachDay);
        var lines = await counts.FromCellsAsync(plan, [question.Division.Value], items, key, cancel);
        lines.AddRange(await counts.FromRecordsAsync(plan.Spans, question.Division, items, key, cancel));
        return lines;
    }

    string NameOf(ServiceItem item, DateOnly day)
    {
        var version = ItemCatalogue.VersionOn(item, day) ?? item.Versions[^1];
        return t.English ? version.NameEn : version.Name;
    }

    /// <summary>The outer spelling of a kind.</summary>
    public static string KeyOf(ServiceKind kind) => kind.ToString().ToLowerInvariant();

    static TallySum Sum(IEnumerable<TallySum> sums)
    {
        var total = new TallySum();
        foreach (var sum in sums) total.Add(sum);
        return total;
    }

    static void Add<TKey>(Dictionary<TKey, TallySum> sums, TKey key, TallySum sum) where TKey : notnull
    {
        var total = sums.GetValueOrDefault(key);
        total.Add(sum);
        sums[key] = total;
    }
}
