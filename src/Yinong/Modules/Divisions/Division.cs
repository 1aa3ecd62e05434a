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
