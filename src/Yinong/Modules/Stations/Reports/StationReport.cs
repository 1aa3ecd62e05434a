using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Stations.Reports;

/// <summary>What the county found; null while it waits.</summary>
public enum ReportOutcome : short
{
    [Display(Name = "属实")] Confirmed = 1,
    [Display(Name = "不属实")] Unfounded = 2,
    [Display(Name = "查不清")] Unclear = 3,
    [Display(Name = "重复反映")] Duplicate = 4,
}

/// <summary>
/// A problem that somebody reported from a station's public page (P1, P2, P8). He gets a receipt and finds the county's answer behind it. The contact is
/// optional, masked, and seen whole only for a reason that is audited.
/// </summary>
public sealed class StationReport : IInDivision
{
    public int Id { get; set; }

    /// <summary>Ten characters that nobody guesses; opens the answer.</summary>
    public required string Receipt { get; set; }

    public int StationId { get; set; }

    public long Division { get; set; }

    /// <summary>Code in report-kinds.json.</summary>
    public required string Kind { get; set; }

    /// <summary>In own words.</summary>
    public required string Text { get; set; }

    /// <summary>Phone of who reported, when he wants to be called back.</summary>
    public string? Contact { get; set; }

    /// <summary>When it came, programme clock, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>Until when it is to be answered.</summary>
    public DateOnly DueOn { get; set; }

    public ReportOutcome? Outcome { get; set; }

    /// <summary>What was found and done; read by who holds the receipt.</summary>
    public string? Finding { get; set; }

    public DateOnly? HandledOn { get; set; }

    /// <summary>Who answered, as in the audit.</summary>
    public string? HandledBy { get; set; }

    /// <summary>Optimistic lock.</summary>
    public long Version { get; set; }
}
