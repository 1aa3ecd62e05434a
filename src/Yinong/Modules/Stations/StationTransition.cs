using Yinong.Modules.Divisions;

namespace Yinong.Modules.Stations;

/// <summary>One step in a station's life: dated, reasoned, never changed. What the state was on any day is read from these.</summary>
public sealed class StationTransition : IInDivision
{
    public int Id { get; set; }

    public int StationId { get; set; }

    public long Division { get; set; }

    /// <summary>Null for the first line.</summary>
    public StationState? FromState { get; set; }

    public StationState ToState { get; set; }

    /// <summary>The business day from which it holds.</summary>
    public DateOnly OnDate { get; set; }

    /// <summary>When it was entered, real time UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>Who, as in the audit.</summary>
    public required string Actor { get; set; }

    /// <summary>Code in data-sources/stations/reason-codes.json.</summary>
    public string? ReasonCode { get; set; }

    public string? Reason { get; set; }

    /// <summary>Until when an order (rectification, failed acceptance) must be carried out.</summary>
    public DateOnly? DueOn { get; set; }
}
