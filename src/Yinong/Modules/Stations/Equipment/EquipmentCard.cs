using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Stations.Equipment;

/// <summary>What has become of a piece of equipment.</summary>
public enum EquipmentState : short
{
    [Display(Name = "在用")] InUse = 1,
    [Display(Name = "闲置")] Idle = 2,
    [Display(Name = "损坏")] Broken = 3,
    [Display(Name = "已收回")] Returned = 4,
}

/// <summary>A piece of equipment at a station: whose money bought it, who pays for its upkeep and until when. What it was before stands in its events.</summary>
public sealed class EquipmentCard : IInDivision
{
    public int Id { get; set; }

    /// <summary>Where it is; once returned, where it last was.</summary>
    public int StationId { get; set; }

    public long Division { get; set; }

    /// <summary>Code in equipment.json.</summary>
    public required string Kind { get; set; }

    public string? Model { get; set; }

    public string? Serial { get; set; }

    public DateOnly AcquiredOn { get; set; }

    /// <summary>Whose money bought it.</summary>
    public required string FundedBy { get; set; }

    /// <summary>Who pays for upkeep; null: not agreed.</summary>
    public string? UpkeepBy { get; set; }

    /// <summary>Last day of the upkeep; null: not agreed.</summary>
    public DateOnly? UpkeepUntil { get; set; }

    public EquipmentState State { get; set; }

    /// <summary>Optimistic lock.</summary>
    public long Version { get; set; }

    public bool IsOpen => State is not EquipmentState.Returned;
}

/// <summary>A step in the life of a piece of equipment: acquired, changed, upkeep renewed, handed over.</summary>
public sealed class EquipmentEvent : IInDivision
{
    public int Id { get; set; }

    public int CardId { get; set; }

    public long Division { get; set; }

    public DateOnly OnDay { get; set; }

    /// <summary>From then on.</summary>
    public EquipmentState State { get; set; }

    /// <summary>Who gave it away; null: it stayed.</summary>
    public int? FromStationId { get; set; }

    public int? ToStationId { get; set; }

    /// <summary>Who took it, when it was no station.</summary>
    public string? Holder { get; set; }

    /// <summary>The same for everything handed over in one go.</summary>
    public string? Receipt { get; set; }

    public string? UpkeepBy { get; set; }

    public DateOnly? UpkeepUntil { get; set; }

    public required string Reason { get; set; }

    /// <summary>As in the audit.</summary>
    public required string Actor { get; set; }
}
