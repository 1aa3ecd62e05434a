using Yinong.Modules.Divisions;

namespace Yinong.Modules.Programme;

/// <summary>
/// The villages that count as 行政村 in one province, dated: the denominator of every coverage. Either the rule over the division list or an explicit list.
/// A row is never changed: a new one replaces it.
/// </summary>
public sealed class VillageRoster : IInDivision
{
    /// <summary>Village committees and units alike, without virtual ones, that existed on the day (README of data-sources/divisions).</summary>
    public const string ByRule = "village-committees-and-alike";

    /// <summary>The units of <see cref="VillageRosterUnit"/> and no others.</summary>
    public const string Explicit = "explicit";

    public int Id { get; set; }

    public required string Programme { get; init; }

    /// <summary>The province.</summary>
    public long Division { get; init; }

    public required string Rule { get; init; }

    /// <summary>The day the roster speaks of.</summary>
    public DateOnly AsOf { get; init; }

    public required string Source { get; init; }

    /// <summary>Villages on it.</summary>
    public int Size { get; init; }

    /// <summary>Real time, UTC.</summary>
    public DateTime MadeAt { get; init; }

    public required string Actor { get; init; }

    public DateTime? ReplacedAt { get; set; }
}

/// <summary>A village of an explicit roster.</summary>
public sealed class VillageRosterUnit : IInDivision
{
    public int RosterId { get; init; }

    public long Division { get; init; }
}

/// <summary>What another list says of the size of a province's roster; shown beside it, never a denominator.</summary>
public sealed class RosterComparison : IInDivision
{
    /// <summary>The number of villages that the target of the notice implies (domain 8.2).</summary>
    public const string Implied = "implied";

    public required string Programme { get; init; }

    public long Division { get; init; }

    /// <summary><see cref="Implied"/>, or the day of another edition of the division list.</summary>
    public required string Basis { get; init; }

    public int Size { get; init; }

    public required string Source { get; init; }
}
