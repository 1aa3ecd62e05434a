using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Stations.Siting;

/// <summary>Where the working out of a plan stands.</summary>
public enum SitingState : short
{
    [Display(Name = "等待计算")] Waiting = 1,
    [Display(Name = "正在计算")] Running = 2,
    [Display(Name = "已算出")] Done = 3,
    [Display(Name = "已停止")] Stopped = 4,
    [Display(Name = "算不出")] Failed = 5,
}

/// <summary>What a village is in a plan.</summary>
public enum SiteRole : short
{
    [Display(Name = "没有站点")] None = 1,
    [Display(Name = "已有站点")] Station = 2,
    [Display(Name = "已有其他设施")] Facility = 3,
    [Display(Name = "建议建站")] Chosen = 4,
}

/// <summary>
/// 选点: in which villages of a county new stations cover most people within a radius, people of poor villages counted more. Kept with what was asked, a hash of all that
/// went in, what the solver found, and the bound that no plan can exceed.
/// </summary>
public sealed class SitingPlan : IInDivision
{
    public int Id { get; set; }

    /// <summary>The county.</summary>
    public long Division { get; set; }

    /// <summary>Straight line, metres.</summary>
    public int RadiusMetres { get; set; }

    /// <summary>How many new stations at most.</summary>
    public int Sites { get; set; }

    /// <summary>Percent that a person of a poor village counts.</summary>
    public int PoorWeight { get; set; }

    public SitingState State { get; set; }

    public bool StopAsked { get; set; }

    /// <summary>How much of its time the search has used, percent.</summary>
    public short Share { get; set; }

    /// <summary>Villages that take part.</summary>
    public int Villages { get; set; }

    /// <summary>Villages left out because their people or place are not known.</summary>
    public int UnknownVillages { get; set; }

    /// <summary>JSON: codes of villages with another facility that serves.</summary>
    public required string Facilities { get; set; }

    /// <summary>SHA-256 over everything that went in; the same inputs, the same hash.</summary>
    public required string InputsHash { get; set; }

    public required string Solver { get; set; }

    /// <summary>Weighted people newly covered, in hundredths of a person; null: nothing was found.</summary>
    public long? Objective { get; set; }

    /// <summary>What no choice can exceed, same unit.</summary>
    public long? Bound { get; set; }

    /// <summary>What taking the best village one after the other reaches, same unit.</summary>
    public long? Greedy { get; set; }

    /// <summary>People of the villages that take part.</summary>
    public long People { get; set; }

    /// <summary>Of these, within the radius of what there is.</summary>
    public long CoveredBefore { get; set; }

    /// <summary>And with the chosen ones.</summary>
    public long? CoveredAfter { get; set; }

    public int? Milliseconds { get; set; }

    public string? Fault { get; set; }

    /// <summary>Real time, UTC.</summary>
    public DateTime MadeAt { get; set; }

    public required string MadeBy { get; set; }

    /// <summary>When it was turned into planned stations, once; real time, UTC.</summary>
    public DateTime? PlannedAt { get; set; }

    public string? PlannedBy { get; set; }

    /// <summary>Optimistic lock.</summary>
    public long Version { get; set; }

    /// <summary>How far the plan may be from the best, share of the bound; 0: proven best. Null: nothing was found.</summary>
    public double? Gap => Bound is { } bound && Objective is { } found ? bound == 0 ? 0 : Math.Max(0, (double)(bound - found) / bound) : null;

    public IReadOnlyList<long> FacilityCodes => JsonSerializer.Deserialize<long[]>(Facilities) ?? [];
}

/// <summary>A village as it stood when the plan was worked out.</summary>
public sealed class SitingVillage : IInDivision
{
    public int PlanId { get; set; }

    /// <summary>The village.</summary>
    public long Division { get; set; }

    public SiteRole Role { get; set; }

    public int Population { get; set; }

    public bool Poor { get; set; }

    public int LatitudeMicro { get; set; }

    public int LongitudeMicro { get; set; }

    /// <summary>Whether it lies within the radius of a site of the plan.</summary>
    public bool Covered { get; set; }

    /// <summary>Order of the chosen ones: each adds most to those before it.</summary>
    public int? Rank { get; set; }

    /// <summary>People whom a chosen one adds to those before it.</summary>
    public long Adds { get; set; }

    /// <summary>People who are no longer covered when this site alone closes.</summary>
    public long Loses { get; set; }

    public string? Reason { get; set; }

    /// <summary>The planned station that was made of it.</summary>
    public int? StationId { get; set; }
}
