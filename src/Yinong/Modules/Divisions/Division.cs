namespace Yinong.Modules.Divisions;

/// <summary>A node of the tree of places, with the days between which it existed.</summary>
public sealed class Division
{
    /// <summary><see cref="DivisionCode.Value"/>.</summary>
    public long Code { get; init; }

    public required string Name { get; set; }

    public VillageKind Kind { get; set; }

    /// <summary>Class of a village unit in the list: 111, 112, 121, 122, 123 urban, 210, 220 rural; null where the list does not say.</summary>
    public short? UrbanRural { get; set; }

    /// <summary>First day it existed; null: since before the first list, the source does not say when.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>Last day it existed; null: it exists.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>The unit that took over after a merger or a change of code.</summary>
    public long? SucceededBy { get; set; }
}

/// <summary>
/// What a unit was before: its former name, or a former life of a code that came back. Nothing is overwritten, so that a report can be made again
/// as the map was.
/// </summary>
public sealed class FormerDivision
{
    public int Id { get; set; }

    /// <summary><see cref="DivisionCode.Value"/>.</summary>
    public long Code { get; init; }

    public required string Name { get; init; }

    /// <summary>First day; null: not known.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day on which it was called so.</summary>
    public DateOnly ValidTo { get; init; }
}

/// <summary>What a later list, or a decision about a unit of it, hung elsewhere: how many rows of one table went from one unit to another.</summary>
public sealed class RebaseCount : IInDivision
{
    public int Id { get; set; }

    /// <summary>Of the list that did it.</summary>
    public required string Revision { get; set; }

    /// <summary>The unit they hang on since.</summary>
    public long Division { get; set; }

    public long FromDivision { get; set; }

    public required string TableName { get; set; }

    public int RowsMoved { get; set; }

    /// <summary>First day of the list.</summary>
    public DateOnly OnDate { get; set; }

    public required string Actor { get; set; }

    /// <summary>Real time, UTC.</summary>
    public DateTime At { get; set; }
}

/// <summary>What is known of a unit from a day on: a row is never changed, a newer one holds instead. Coordinates are WGS 84 in millionths of a degree.</summary>
public sealed class DivisionAttribute : IInDivision
{
    public int Id { get; set; }

    public long Division { get; set; }

    /// <summary>The day it speaks of.</summary>
    public DateOnly AsOf { get; set; }

    /// <summary>People who live there.</summary>
    public int? Population { get; set; }

    /// <summary>A registered poor village (S-09).</summary>
    public bool? Poor { get; set; }

    public int? LatitudeMicro { get; set; }

    public int? LongitudeMicro { get; set; }

    /// <summary>Which document or list says so.</summary>
    public required string Source { get; set; }

    public required string Actor { get; set; }

    /// <summary>Real time, UTC.</summary>
    public DateTime At { get; set; }
}
