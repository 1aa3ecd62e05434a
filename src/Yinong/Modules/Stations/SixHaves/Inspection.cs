using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Stations.SixHaves;

/// <summary>How far an inspection is.</summary>
public enum InspectionState : short
{
    /// <summary>Being filled in.</summary>
    [Display(Name = "正在填写")] Open = 1,

    /// <summary>Filled in; waits for the second inspector.</summary>
    [Display(Name = "等第二人确认")] Filled = 2,

    /// <summary>Two inspectors stand for it. Never changed again.</summary>
    [Display(Name = "两人已确认")] Confirmed = 3,
}

/// <summary>A checklist filled in at a station by one inspector and confirmed by another. Each station's are numbered from 1.</summary>
public sealed class Inspection : IInDivision
{
    public int Id { get; set; }

    public int StationId { get; set; }

    public long Division { get; set; }

    public int Round { get; set; }

    public InspectionState State { get; set; }

    /// <summary>Which checklist, e.g. <c>2018.1+37-2</c>.</summary>
    public required string Edition { get; set; }

    /// <summary>The checklist itself as JSON, so that it can be read as it was.</summary>
    public required string Content { get; set; }

    /// <summary>Day of the inspection (business day): of the sending, until then of the beginning.</summary>
    public DateOnly OnDate { get; set; }

    /// <summary>Who sent it to the second inspector, as in the audit.</summary>
    public string? FilledBy { get; set; }

    public string? ConfirmedBy { get; set; }

    /// <summary>Real time, UTC.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>Whether every required item is met; null until it is sent.</summary>
    public bool? Met { get; set; }

    /// <summary>Why the second inspector gave it back; null when he did not.</summary>
    public string? ReturnedReason { get; set; }

    /// <summary>Optimistic lock.</summary>
    public long Version { get; set; }
}

/// <summary>The answer to one item of an inspection.</summary>
public sealed class InspectionAnswer : IInDivision
{
    public int Id { get; set; }

    public int InspectionId { get; set; }

    public long Division { get; set; }

    /// <summary>Code of the have.</summary>
    public required string Have { get; set; }

    /// <summary>Code of the item.</summary>
    public required string Item { get; set; }

    public bool Required { get; set; }

    public bool? Yes { get; set; }

    /// <summary>Thousandths.</summary>
    public long? ValueMilli { get; set; }

    /// <summary>By what a measured value was measured; or a remark.</summary>
    public string? Note { get; set; }

    public bool Met { get; set; }

    /// <summary>Last day on which the evidence is fresh enough; set with the confirmation, null: it does not age.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>Who answered last, as in the audit.</summary>
    public required string Actor { get; set; }
}

/// <summary>A photo or a document that answers an item. The file stands in the store under its hash.</summary>
public sealed class Evidence : IInDivision
{
    public int Id { get; set; }

    public int StationId { get; set; }

    public int InspectionId { get; set; }

    public long Division { get; set; }

    public required string Item { get; set; }

    /// <summary>SHA-256 of the file as it came.</summary>
    public required string Hash { get; set; }

    public required string ContentType { get; set; }

    public required string FileName { get; set; }

    public int Bytes { get; set; }

    public int? Width { get; set; }

    public int? Height { get; set; }

    /// <summary>What the photo itself says, UTC; null: nothing.</summary>
    public DateTime? TakenAt { get; set; }

    public int? LatitudeMicro { get; set; }

    public int? LongitudeMicro { get; set; }

    public DateTime UploadedAt { get; set; }

    public required string Actor { get; set; }

    public bool IsPhoto => Width is not null;
}
