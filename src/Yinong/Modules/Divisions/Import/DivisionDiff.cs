namespace Yinong.Modules.Divisions.Import;

/// <summary>What a later list does to a unit.</summary>
public enum ChangeKind
{
    /// <summary>Was not there.</summary>
    New,

    /// <summary>Is no longer there.</summary>
    Gone,

    /// <summary>Keeps its code under another name.</summary>
    Renamed,

    /// <summary>Was gone and is there again.</summary>
    Returned,

    /// <summary>Keeps code and name, has another urban-rural class.</summary>
    Reclassified,
}

/// <summary>Why a unit is taken for the successor of one that is gone.</summary>
public enum SuccessorBasis
{
    /// <summary>None was found.</summary>
    None,

    /// <summary>The same name below the same parent, or below the parent's successor.</summary>
    SameName,

    /// <summary>The only new unit of that name in the same city (for a county: province).</summary>
    SameNameElsewhere,

    /// <summary>A unit of the same name below the same parent was there before: merged into it.</summary>
    Merged,

    /// <summary>The most similar new name below the same parent. For people to judge; never written by itself.</summary>
    Similar,
}

/// <summary>One change.</summary>
/// <param name="Kind">What.</param>
/// <param name="Code">Of which unit.</param>
/// <param name="Name">Its name from now on; of a unit that is gone, its last.</param>
/// <param name="Was">The former name of a renamed unit.</param>
/// <param name="Class">Urban-rural class from now on.</param>
/// <param name="Line">Where it stands in the file; 0 for what is gone.</param>
public sealed record DivisionChange(ChangeKind Kind, DivisionCode Code, string Name, string? Was = null, short? Class = null, int Line = 0)
{
    /// <summary>Who probably took over; null: not found.</summary>
    public DivisionCode? Successor { get; init; }

    public string? SuccessorName { get; init; }

    public SuccessorBasis Basis { get; init; }

    /// <summary>Whether the successor is sure enough to be written with the change.</summary>
    public bool IsSure => Basis is SuccessorBasis.SameName or SuccessorBasis.SameNameElsewhere or SuccessorBasis.Merged;
}

/// <summary>Compares a later list with the installed one, inside the provinces that the later one speaks of.</summary>
static class DivisionDiff
{
    /// <summary>All changes in the order of the codes.</summary>
    public static List<DivisionChange> Of(DivisionList installed, DivisionFile file)
    {
        var changes = new List<DivisionChange>();
        foreach (var province in file.Provinces) AddProvince(changes, installed, file, province);
        changes.Sort((a, b) => a.Code.CompareTo(b.Code));
        return Successors.Find(installed, file, changes);
    }

    static void AddProvince(List<DivisionChange> changes, DivisionList installed, DivisionFile file, DivisionCode province)
    {
        var old = installed.FirstFrom(province.From);
        foreach (var unit in file.Units.Where(u => province.Contains(u.Code)))
        {
            for (; old < installed.Count && installed.CodeAt(old).CompareTo(unit.Code) < 0; old++) AddGone(changes, installed, old);
            if (old < installed.Count && installed.CodeAt(old) == unit.Code) AddKept(changes, installed, old++, unit, file.HasClasses);
            else changes.Add(new(ChangeKind.New, unit.Code, unit.Name, null, unit.Class, unit.Line));
        }
        for (; old < installed.Count && installed.CodeAt(old).Value <= province.To; old++) AddGone(changes, installed, old);
    }

    static void AddGone(List<DivisionChange> changes, DivisionList installed, int unit)
    {
        if (installed.ValidTo(unit) is null) changes.Add(new(ChangeKind.Gone, installed.CodeAt(unit), installed.NameAt(unit).ToString()));
    }

    static void AddKept(List<DivisionChange> changes, DivisionList installed, int old, FileUnit unit, bool classes)
    {
        var was = installed.NameAt(old);
        var @class = classes ? unit.Class : installed.UrbanRural(old);
        if (installed.ValidTo(old) is not null) changes.Add(new(ChangeKind.Returned, unit.Code, unit.Name, was.ToString(), @class, unit.Line));
        else if (!was.SequenceEqual(unit.Name)) changes.Add(new(ChangeKind.Renamed, unit.Code, unit.Name, was.ToString(), @class, unit.Line));
        else if (@class != installed.UrbanRural(old)) changes.Add(new(ChangeKind.Reclassified, unit.Code, unit.Name, null, @class, unit.Line));
    }
}
