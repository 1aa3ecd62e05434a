using Yinong.Modules.Divisions;
using Yinong.Modules.Divisions.Import;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Stations.Import;

/// <summary>What was understood of a place.</summary>
/// <param name="Place">The unit; null: none.</param>
/// <param name="Code">Why not, or what is worth a look; null: all is well.</param>
/// <param name="Fixes">Codes that may be meant.</param>
/// <param name="About">A name for the text.</param>
public sealed record FoundPlace(DivisionCode? Place, string? Code = null, string[]? Fixes = null, string? About = null);

/// <summary>
/// Finds places by code or by the names that people write, whole paths or single columns, with or without their endings; what has been merged leads
/// to who took over. Everything from the tree in memory. Not for two threads at once.
/// </summary>
public sealed class PlaceFinder(DivisionTree tree, Reach reach, DateOnly today)
{
    const int MostProposals = 3;
    const double Alike = 0.5;

    // Proposals walk a whole county; a file in which nothing fits must not take minutes.
    const int MostSearches = 3000;

    readonly Dictionary<long, List<Unit>> _children = [];
    readonly Dictionary<string, FoundPlace> _known = [];
    int _searches;

    readonly record struct Unit(DivisionCode Code, string Name, string Plain, bool IsValid);

    /// <summary>By the code; when it is wrong the station's name helps to guess.</summary>
    public FoundPlace ByCode(string digits, string stationName)
    {
        if (digits.Length is 12 && digits.EndsWith("000", StringComparison.Ordinal) && digits[..9] is var town) digits = town.EndsWith("000", StringComparison.Ordinal) ? town[..6] : town;
        if (!DivisionCode.TryParse(digits, out var code)) return new(null, "code-length", Guesses(digits, stationName), digits.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (tree.Find(code, today) is { } unit) return reach.Contains(code) ? new(code, null, null, unit.Name) : new(null, "out-of-reach", null, unit.Name);
        var name = tree.Name(code);
        if (name == code.ToString()) return new(null, "code-unknown", Guesses(digits, stationName));
        return Gone(code, name);
    }

    /// <summary>By names, from the highest to the lowest.</summary>
    public FoundPlace ByNames(string names, string stationName)
    {
        var key = names.Cut(120);
        if (_known.TryGetValue(key, out var known)) return known;
        if (_known.Count > 50_000) _known.Clear();
        return _known[key] = Search(key, stationName);
    }

    FoundPlace Search(string names, string stationName)
    {
        var deepest = (Unit: DivisionCode.Nation, After: names, Set: false);
        for (var start = Home; ; start = start.Parent)
        {
            var found = new List<Unit>();
            Walk(start, names, 0, found, ref deepest);
            var valid = found.Where(f => f.IsValid).DistinctBy(f => f.Code).ToList();
            // 永兴村委会 and 永兴社区居委会 stand side by side: who writes the whole name means that one.
            if (valid.Count > 1 && valid.Where(v => names.EndsWith(v.Name, StringComparison.Ordinal)).ToList() is [var named]) valid = [named];
            if (valid is [var one]) return reach.Contains(one.Code) ? new(one.Code, null, null, one.Name) : new(null, "out-of-reach", null, one.Name);
            if (valid.Count > 1) return new(null, "ambiguous", [.. valid.Where(v => reach.Contains(v.Code)).Take(MostProposals).Select(v => v.Code.ToString())]);
            if (found.Count > 0) return Gone(found[0].Code, found[0].Name);
            if (start.Level == DivisionLevel.Nation) break;
        }
        var about = deepest.Set && deepest.Unit.Level >= DivisionLevel.County ? tree.Name(deepest.Unit) : null;
        return new(null, about is null ? "name-unknown" : "name-unknown-in", Proposals(deepest.Set ? deepest.Unit : Home, deepest.After, stationName), about);
    }

    DivisionCode Home => new(reach.From);

    /// <summary>Goes down the names; a level that is left out (市辖区, the town) may be skipped once.</summary>
    void Walk(DivisionCode at, string rest, int skipped, List<Unit> found, ref (DivisionCode Unit, string After, bool Set) deepest)
    {
        if (at.Level >= DivisionLevel.Village) return;
        var any = false;
        foreach (var child in Children(at))
        {
            var length = Length(child, rest);
            if (length == 0) continue;
            any = true;
            var after = rest[length..].TrimStart(' ', '-', '/', '\\', '>', '·', ',', '，', '、');
            if (after.Length == 0)
            {
                found.Add(child);
                continue;
            }
            // A village whose name only begins the text leaves its town to look in.
            if (child.Code.Level < DivisionLevel.Village && (!deepest.Set || child.Code.Level > deepest.Unit.Level)) deepest = (child.Code, after, true);
            Walk(child.Code, after, skipped, found, ref deepest);
        }
        if (any && found.Count > 0 || skipped > 0 || at.Level == DivisionLevel.Nation && rest.Length > 40) return;
        foreach (var child in Children(at)) Walk(child.Code, rest, skipped + 1, found, ref deepest);
    }

    // How many characters of the text name this unit; 0: none. The whole name, or the name without its ending and any ending behind it.
    static int Length(Unit unit, string text)
    {
        if (text.StartsWith(unit.Name, StringComparison.Ordinal)) return unit.Name.Length;
        if (!text.StartsWith(unit.Plain, StringComparison.Ordinal)) return 0;
        var behind = text.AsSpan(unit.Plain.Length);
        foreach (var ending in EndingsOf(unit.Code.Level))
            if (behind.StartsWith(ending, StringComparison.Ordinal)) return unit.Plain.Length + ending.Length;
        return (unit.Code.Level == DivisionLevel.Village ? behind.Length == 0 : unit.Plain.Length >= 2) ? unit.Plain.Length : 0;
    }

    static IReadOnlyList<string> EndingsOf(DivisionLevel level) => level switch
    {
        DivisionLevel.Village => PlaceWords.Endings,
        DivisionLevel.Town => ImportWords.TownEndings,
        _ => ImportWords.AreaEndings,
    };

    FoundPlace Gone(DivisionCode code, string name)
    {
        var next = tree.SuccessorOf(code);
        // Who took over may have been merged itself.
        for (var steps = 0; next is { } gone && tree.Find(gone, today) is null && steps < 5; steps++) next = tree.SuccessorOf(gone);
        return next is { } successor && tree.Find(successor, today) is { } heir
            ? reach.Contains(successor) ? new(null, "merged", [successor.ToString()], $"{name}→{heir.Name}") : new(null, "out-of-reach", null, heir.Name)
            : new(null, "gone", null, name);
    }

    string[] Proposals(DivisionCode within, string rest, string stationName)
    {
        if (within.Level < DivisionLevel.County || ++_searches > MostSearches) return [];
        var wanted = Successors.Plain(rest);
        var places = within.Level == DivisionLevel.County ? Children(within).SelectMany(town => Children(town.Code).Select(v => (Unit: v, Name: town.Plain + v.Plain))) : Children(within).Select(v => (Unit: v, Name: v.Plain));
        return [.. places.Where(p => p.Unit.IsValid && reach.Contains(p.Unit.Code))
            .Select(p => (p.Unit, Share: Math.Max(Math.Max(Successors.Likeness(p.Name, wanted), Successors.Likeness(p.Unit.Plain, wanted)), stationName.StartsWith(p.Unit.Plain, StringComparison.Ordinal) ? 0.95 : 0)))
            .Where(p => p.Share >= Alike).OrderByDescending(p => p.Share).ThenBy(p => p.Unit.Code.Value).Take(MostProposals).Select(p => p.Unit.Code.ToString())];
    }

    // A digit was forgotten, doubled or mistyped: villages whose code differs in one place, those named like the station first.
    string[] Guesses(string digits, string stationName)
    {
        if (digits.Length is < 11 or > 13 || digits.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0 || ++_searches > MostSearches) return [];
        return [.. Candidates(digits).Distinct().Select(c => DivisionCode.TryParse(c, out var code) && code.Level == DivisionLevel.Village && reach.Contains(code) ? tree.Find(code, today) : null).OfType<DivisionInfo>()
            .Select(u => (u.Code, Named: stationName.StartsWith(Successors.Plain(u.Name), StringComparison.Ordinal))).OrderByDescending(u => u.Named).ThenBy(u => u.Code.Value).Take(MostProposals).Select(u => u.Code.ToString())];
    }

    static IEnumerable<string> Candidates(string digits)
    {
        for (var at = 0; at < 13; at++)
            for (var digit = '0'; digit <= '9'; digit++)
            {
                if (digits.Length == 11 && at <= 11) yield return digits.Insert(at, digit.ToString());
                if (digits.Length == 12 && at < 12) yield return digits[..at] + digit + digits[(at + 1)..];
                if (digits.Length == 13 && digit == '0') yield return digits.Remove(at, 1);
            }
    }

    List<Unit> Children(DivisionCode of)
    {
        if (_children.TryGetValue(of.Value, out var known)) return known;
        var (list, units) = (tree.List, new List<Unit>());
        var parent = of == DivisionCode.Nation ? -1 : list.IndexOf(of);
        var end = of == DivisionCode.Nation ? list.Count : parent < 0 ? 0 : list.EndOf(parent);
        for (var unit = parent + 1; unit < end; unit = list.EndOf(unit))
        {
            var (code, name) = (list.CodeAt(unit), list.NameAt(unit).ToString());
            units.Add(new(code, name, code.Level == DivisionLevel.Village ? Successors.Plain(name) : WithoutEnding(name, EndingsOf(code.Level)), list.IsValid(unit, today)));
        }
        // The longest names first, so that 石桥二村 is not taken for 石桥.
        units.Sort((a, b) => b.Plain.Length != a.Plain.Length ? b.Plain.Length - a.Plain.Length : a.Code.CompareTo(b.Code));
        return _children[of.Value] = units;
    }

    static string WithoutEnding(string name, IReadOnlyList<string> endings)
    {
        foreach (var ending in endings)
            if (name.Length - ending.Length >= 2 && name.EndsWith(ending, StringComparison.Ordinal)) return name[..^ending.Length];
        return name;
    }
}
