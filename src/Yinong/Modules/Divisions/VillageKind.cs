namespace Yinong.Modules.Divisions;

/// <summary>What a village unit is, by the third segment of its code (F57, F71).</summary>
public enum VillageKind : short
{
    /// <summary>Not a village unit.</summary>
    None = 0,

    /// <summary>居委会 001–199.</summary>
    Residents = 1,

    /// <summary>村委会 200–399.</summary>
    Villagers = 2,

    /// <summary>类似居委会 400–499.</summary>
    ResidentsLike = 3,

    /// <summary>类似村委会 500–599.</summary>
    VillagersLike = 4,

    /// <summary>A unit kept for statistics only: 498, 598, and 000 (the placeholder of 金门县).</summary>
    Virtual = 5,
}

/// <summary>Reads the kind from the code and spells it for the outside.</summary>
public static class VillageKinds
{
    /// <summary>
    /// The kind by the rule of the list's own numbering. The name is not asked: in both kept editions exactly the units 498 and 598 carry 虚拟 in their
    /// name, and where name and code take different sides (0.04 %) the code decides. A segment from 600 on is in no range and counts as virtual.
    /// </summary>
    public static VillageKind Of(DivisionCode code) => code.Level != DivisionLevel.Village ? VillageKind.None : (code.Value / 10 % 1000) switch
    {
        0 or 498 or 598 or >= 600 => VillageKind.Virtual,
        < 200 => VillageKind.Residents,
        < 400 => VillageKind.Villagers,
        < 500 => VillageKind.ResidentsLike,
        _ => VillageKind.VillagersLike,
    };

    /// <summary>Whether the unit is an administrative village 行政村: a village committee or a unit like one, not virtual.</summary>
    public static bool IsAdministrativeVillage(this VillageKind kind) => kind is VillageKind.Villagers or VillageKind.VillagersLike;

    /// <summary>Spelling in the API; null for what is no village.</summary>
    public static string? Code(this VillageKind kind) => kind switch
    {
        VillageKind.Residents => "residents-committee",
        VillageKind.Villagers => "village-committee",
        VillageKind.ResidentsLike => "residents-like",
        VillageKind.VillagersLike => "village-like",
        VillageKind.Virtual => "virtual",
        _ => null,
    };
}
