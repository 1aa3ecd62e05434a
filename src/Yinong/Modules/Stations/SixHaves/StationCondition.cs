using Yinong.Modules.Divisions;

namespace Yinong.Modules.Stations.SixHaves;

/// <summary>What was found out about a station and grows old; the rules of the living acceptance read it. Null: not collected.</summary>
public sealed class StationCondition : IInDivision
{
    public int StationId { get; set; }

    public long Division { get; set; }

    /// <summary>Last valid day of the host's licence.</summary>
    public DateOnly? LicenceEndsOn { get; set; }

    /// <summary>When somebody last rang the station's number.</summary>
    public DateOnly? PhoneCheckedOn { get; set; }

    /// <summary>Whether it was answered then.</summary>
    public bool? PhoneAnswered { get; set; }

    /// <summary>Opening hours a week, thousandths.</summary>
    public long? WeeklyHoursMilli { get; set; }

    /// <summary>The least that the checklist of the last inspection asked for, thousandths.</summary>
    public long? HoursMinimumMilli { get; set; }

    /// <summary>Optimistic lock.</summary>
    public long Version { get; set; }
}

/// <summary>A criterion of the acceptance that a station has lost since: kept by the living acceptance, gone when it is met again.</summary>
public sealed class LostCriterion : IInDivision
{
    public int StationId { get; set; }

    /// <summary>Code of the rule, see <see cref="CriterionRules"/>.</summary>
    public required string Rule { get; set; }

    /// <summary>What exactly: the item whose evidence is too old, how the phone check went; empty where the rule says it all.</summary>
    public required string Item { get; set; }

    public long Division { get; set; }

    /// <summary>Code of the have that is no longer there.</summary>
    public required string Have { get; set; }

    /// <summary>First day without it (business day).</summary>
    public DateOnly Since { get; set; }

    /// <summary>The day that the reason names: when a certificate or licence ended, of the last service, of the last phone check; null: there is none.</summary>
    public DateOnly? LastDay { get; set; }
}
