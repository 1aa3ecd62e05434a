using Yinong.Platform.Jobs;
using Yinong.Platform.Time;

namespace Yinong.Modules.Divisions;

/// <summary>A unit of the tree, for reading.</summary>
/// <param name="Code">Its place.</param>
/// <param name="Name">As in the list, e.g. 历下区.</param>
/// <param name="ValidFrom">First day; null: open.</param>
/// <param name="ValidTo">Last day; null: it exists.</param>
public readonly record struct DivisionInfo(DivisionCode Code, string Name, DateOnly? ValidFrom = null, DateOnly? ValidTo = null)
{
    /// <summary>What a village unit is; <see cref="VillageKind.None"/> above the village.</summary>
    public VillageKind Kind => VillageKinds.Of(Code);
}

/// <summary>
/// The tree of places in memory: every question about a code, a name, a path or children is answered here, never by the database. Singleton; reads the list
/// in the background at the start (whoever asks earlier waits) and again after an import. Units that do not exist today are not shown unless a day is named.
/// </summary>
public sealed class DivisionTree
{
    /// <summary>Most hits of a search.</summary>
    public const int MaxHits = 200;

    readonly DivisionStore _store;
    readonly ProgrammeClock _clock;
    readonly Lock _loading = new();
    volatile Task<DivisionList>? _list;

    public DivisionTree(DivisionStore store, ProgrammeClock clock, ChangeFeed changes)
    {
        (_store, _clock) = (store, clock);
        changes.On(InstalledList.Topic, _ => Reload());
    }

    /// <summary>Completes when the list is in memory.</summary>
    public Task ReadyAsync() => Load();

    /// <summary>Whether the list is in memory.</summary>
    public bool IsReady => _list is { IsCompletedSuccessfully: true };

    /// <summary>Which state of the list this is; changes with every import. For ETags and caches.</summary>
    public string Revision => List.Revision;

    /// <summary>Units in the tree, also those that are gone.</summary>
    public int Count => List.Count;

    internal DivisionList List => Load().GetAwaiter().GetResult();

    /// <summary>Makes the next question read the list anew; for tests and after a load in this process.</summary>
    public void Reload()
    {
        lock (_loading) _list = null;
        _ = Load();
    }

    /// <summary>Whether the unit exists on the day (default: today).</summary>
    public bool Exists(DivisionCode code, DateOnly? at = null) => Find(code, at) is not null;

    /// <summary>The unit, or null when there is none on the day (default: today). The nation is always there.</summary>
    public DivisionInfo? Find(DivisionCode code, DateOnly? at = null)
    {
        if (code == DivisionCode.Nation) return new(code, NationName);
        var list = List;
        var unit = list.IndexOf(code);
        return unit >= 0 && list.IsValid(unit, at ?? _clock.Today) ? InfoAt(list, unit) : null;
    }

    /// <summary>The unit; throws <c>division.unknown</c> (404) when there is none on the day.</summary>
    public DivisionInfo Get(DivisionCode code, DateOnly? at = null) => Find(code, at) ?? throw DivisionProblems.Unknown(code.ToString());

    /// <summary>The unit of a written code; throws <c>division.unknown</c> (404) also when the text is no code.</summary>
    public DivisionInfo Get(string code, DateOnly? at = null) =>
        DivisionCode.TryParse(code, out var division) ? Get(division, at) : throw DivisionProblems.Unknown(code);

    /// <summary>Its children that exist on the day, in the order of the codes.</summary>
    public IReadOnlyList<DivisionInfo> Children(DivisionCode of, DateOnly? at = null)
    {
        var list = List;
        var units = new List<int>();
        list.Children(of, at ?? _clock.Today, units);
        return units.ConvertAll(unit => InfoAt(list, unit));
    }

    /// <summary>From the province down to the unit itself; levels that the list lacks are left out.</summary>
    public IReadOnlyList<DivisionInfo> Path(DivisionCode code)
    {
        var list = List;
        return [.. code.Path().Select(c => list.IndexOf(c)).Where(unit => unit >= 0).Select(unit => InfoAt(list, unit))];
    }

    /// <summary>The unit's own name, also when it is gone; the digits when the list never had it.</summary>
    public string Name(DivisionCode code)
    {
        if (code == DivisionCode.Nation) return NationName;
        var list = List;
        var unit = list.IndexOf(code);
        return unit < 0 ? code.ToString() : list.NameAt(unit).ToString();
    }

    /// <summary>All names from the province down, without the levels that only stand in for one (市辖区, 省直辖县级行政区划, 东莞's county).</summary>
    public string FullName(DivisionCode code)
    {
        if (code == DivisionCode.Nation) return NationName;
        var path = Path(code);
        return string.Concat(path.Where((place, i) => i == 0 || place.Name != path[i - 1].Name && (i == path.Count - 1 || !IsStandIn(place))).Select(p => p.Name));
    }

    /// <summary>
    /// Looks up a code (all digits: the very code, then codes that begin so) or a name (two characters or more: anywhere; one: at the beginning).
    /// The very name first, then higher levels, beginnings before insides, then by code.
    /// </summary>
    /// <param name="text">What was typed; blanks around it and full-width digits do not matter.</param>
    /// <param name="limit">At most <see cref="MaxHits"/>.</param>
    /// <param name="within">Only inside this reach; null: the nation.</param>
    /// <param name="at">Only what exists on this day; default today.</param>
    public IReadOnlyList<DivisionInfo> Search(string text, int limit = 20, Reach? within = null, DateOnly? at = null)
    {
        var list = List;
        var reach = within ?? Reach.Nation;
        return DivisionSearch.Find(list, text, reach.From, reach.To, at ?? _clock.Today, Math.Clamp(limit, 1, MaxHits)).ConvertAll(unit => InfoAt(list, unit));
    }

    /// <summary>The unit that took over from one that is gone; null: not known.</summary>
    public DivisionCode? SuccessorOf(DivisionCode code) => List.Successors.TryGetValue(code.Value, out var successor) ? new(successor) : null;

    /// <summary>Name of the whole.</summary>
    public const string NationName = "全国";

    static bool IsStandIn(DivisionInfo place) =>
        place.Code.Level == DivisionLevel.City && (place.Name is "市辖区" or "县" || place.Name.EndsWith("直辖县级行政区划", StringComparison.Ordinal));

    static DivisionInfo InfoAt(DivisionList list, int unit) =>
        new(list.CodeAt(unit), list.NameAt(unit).ToString(), list.ValidFrom(unit), list.ValidTo(unit));

    Task<DivisionList> Load()
    {
        if (_list is { IsFaulted: false } known) return known;
        lock (_loading)
        {
            if (_list is null or { IsFaulted: true }) _list = Task.Run(ReadAsync);
            return _list;
        }
    }

    // The name index and the file are made beside, so that neither the start nor the first search waits for them.
    async Task<DivisionList> ReadAsync()
    {
        var list = await _store.ReadAsync();
        _ = Task.Run(() => _store.Keep(list));
        return list;
    }
}
