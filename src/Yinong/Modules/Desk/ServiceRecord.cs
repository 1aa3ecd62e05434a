using Yinong.Modules.Catalogue;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Desk;

/// <summary>Where the farmer was served.</summary>
public enum Channel : short
{
    OnSite = 1,
    Phone = 2,
    Sms = 3,
    Chat = 4,
    Hotline = 5,
    Kiosk = 6,
    HomeVisit = 7,
}

/// <summary>What proves the service besides the officer's word.</summary>
public enum ConfirmationMethod : short
{
    None = 0,
    Code = 1,
    CallBack = 2,
    Receipt = 3,
}

/// <summary>How the service ended.</summary>
public enum Outcome : short
{
    Done = 1,
    Transferred = 2,
    Refused = 3,
}

/// <summary>One service to one person, or one group event. Never changed after it is written; see <see cref="ServiceRecordCorrection"/>.</summary>
public sealed class ServiceRecord : IInDivision
{
    /// <summary>Made on the device, so that sending again is safe.</summary>
    public Guid Id { get; init; }

    public int StationId { get; init; }

    public int OfficerId { get; init; }

    public int ItemId { get; init; }

    /// <summary>Version of the item on the day of service.</summary>
    public short ItemVersion { get; init; }

    public ServiceKind Kind { get; init; }

    /// <summary>The place of the station when the record was written.</summary>
    public long Division { get; init; }

    /// <summary>人次: 1 for one person; the headcount of a group event.</summary>
    public int PersonTimes { get; init; }

    /// <summary>A group event is counted apart from individual services.</summary>
    public bool IsGroup { get; init; }

    public Channel Channel { get; init; }

    /// <summary>When the service took place, UTC.</summary>
    public DateTime ServedAt { get; init; }

    /// <summary>When the platform wrote it (programme clock), UTC; much later than served = late entry.</summary>
    public DateTime RecordedAt { get; set; }

    /// <summary>Money that went through, fen; null: none.</summary>
    public long? AmountFen { get; init; }

    public string? Provider { get; init; }

    public string? OrderNumber { get; init; }

    public ConfirmationMethod Confirmation { get; init; }

    public string? ConfirmationReference { get; init; }

    public Outcome Outcome { get; init; }

    public string? Note { get; init; }

    /// <summary>Whether the other says the same: sending again is then harmless. When it was recorded and what the platform derived do not count.</summary>
    public bool SameAs(ServiceRecord other) =>
        StationId == other.StationId && OfficerId == other.OfficerId && ItemId == other.ItemId && PersonTimes == other.PersonTimes && IsGroup == other.IsGroup
        && Channel == other.Channel && ServedAt == other.ServedAt && AmountFen == other.AmountFen && Provider == other.Provider && OrderNumber == other.OrderNumber
        && Confirmation == other.Confirmation && ConfirmationReference == other.ConfirmationReference && Outcome == other.Outcome && Note == other.Note;
}

/// <summary>
/// Takes a record out of the count and, unless it is an undo, names the record that stands in its place. At most one per record: corrections form a chain.
/// </summary>
public sealed class ServiceRecordCorrection : IInDivision
{
    public Guid RecordId { get; init; }

    /// <summary>Null: taken back within the undo window.</summary>
    public Guid? ReplacedBy { get; init; }

    public long Division { get; init; }

    public required string Reason { get; init; }

    public required string Actor { get; init; }

    /// <summary>Programme clock, UTC.</summary>
    public DateTime At { get; init; }
}
