namespace Yinong.Modules.Divisions.Import;

/// <summary>
/// Looks for who took over from the units that are gone. Parents come before their children, so a village of a town that moved to another county is looked for
/// below the town's successor.
/// </summary>
sealed class Successors
{
    const double Alike = 0.5;

    readonly Dictionary<long, DivisionCode> _found = [];
    readonly ILookup<long, DivisionChange> _newBelow;
    readonly ILookup<(long Area, string Name), DivisionChange> _newInArea;
    readonly ILookup<(long Parent, string Name), FileUnit> _keptBelow;

    Successors(DivisionFile file, List<DivisionChange> changes)
    {
        var added = changes.Where(c => c.Kind is ChangeKind.New or ChangeKind.Returned).ToList();
        var isNew = added.Select(c => c.Code).ToHashSet();
        var parents = changes.Where(c => c.Kind == ChangeKind.Gone).Select(c => c.Code.Parent).ToHashSet();
        _newBelow = added.ToLookup(c => c.Code.Parent.Value);
        _newInArea = added.ToLookup(c => (AreaOf(c.Code), Plain(c.Name)));
        _keptBelow = file.Units.Where(u => !isNew.Contains(u.Code) && parents.Contains(u.Code.Parent)).ToLookup(u => (u.Code.Parent.Value, Plain(u.Name)));
    }

    /// <summary>The same changes, those of units that are gone with their probable successor.</summary>
    public static List<DivisionChange> Find(DivisionList installed, DivisionFile file, List<DivisionChange> changes)
    {
        var search = new Successors(file, changes);
        return changes.ConvertAll(change => change.Kind == ChangeKind.Gone ? search.With(change) : change);
    }

    DivisionChange With(DivisionChange gone)
    {
        var parent = _found.GetValueOrDefault(gone.Code.Parent.Value, gone.Code.Parent);
        var plain = Plain(gone.Name);
        var below = _newBelow[parent.Value].ToList();
        var (code, name, basis) = Only(below.Where(c => Plain(c.Name) == plain), SuccessorBasis.SameName)
            ?? Only(_newInArea[(AreaOf(gone.Code), plain)].Where(c => c.Code.Level == gone.Code.Level), SuccessorBasis.SameNameElsewhere)
            ?? Kept(parent, plain)
            ?? Similar(below, plain)
            ?? default;
        if (basis == SuccessorBasis.None) return gone;
        _found[gone.Code.Value] = code;
        return gone with { Successor = code, SuccessorName = name, Basis = basis };
    }

    (DivisionCode, string, SuccessorBasis)? Kept(DivisionCode parent, string plain) =>
        _keptBelow[(parent.Value, plain)].Take(2).ToList() is [var one] ? (one.Code, one.Name, SuccessorBasis.Merged) : null;

    static (DivisionCode, string, SuccessorBasis)? Only(IEnumerable<DivisionChange> candidates, SuccessorBasis basis) =>
        candidates.Take(2).ToList() is [var one] ? (one.Code, one.Name, basis) : null;

    static (DivisionCode, string, SuccessorBasis)? Similar(List<DivisionChange> candidates, string plain)
    {
        var best = candidates.Select(c => (Change: c, Share: Likeness(Plain(c.Name), plain))).Where(c => c.Share >= Alike).OrderByDescending(c => c.Share).Take(2).ToList();
        return best.Count == 0 || best.Count == 2 && best[0].Share == best[1].Share ? null : (best[0].Change.Code, best[0].Change.Name, SuccessorBasis.Similar);
    }

    /// <summary>Twice the common characters ÷ all characters.</summary>
    internal static double Likeness(string a, string b)
    {
        if (a.Length + b.Length == 0) return 0;
        var rest = b.ToList();
        var common = a.Count(rest.Remove);
        return 2.0 * common / (a.Length + b.Length);
    }

    /// <summary>The name without the word for the kind of unit, which changes more often than the place.</summary>
    internal static string Plain(string name)
    {
        foreach (var ending in PlaceWords.Endings)
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal)) return name[..^ending.Length];
        return name;
    }

    // Where a unit of the same name is believed to be the same one: villages and towns in their city, counties and cities in their province.
    static long AreaOf(DivisionCode code) => code.At(code.Level >= DivisionLevel.Town ? DivisionLevel.City : DivisionLevel.Province).Value;
}

/// <summary>The words that end names of units, longest first.</summary>
static class PlaceWords
{
    public static readonly string[] Endings =
    [
        "社区居民委员会", "社区村民委员会", "街道办事处", "村民委员会", "居民委员会", "社区居委会", "社区村委会", "嘎查委员会", "牧民委员会", "社区", "村委会", "居委会", "嘎查", "街道", "地区", "村", "镇", "乡",
    ];
}
