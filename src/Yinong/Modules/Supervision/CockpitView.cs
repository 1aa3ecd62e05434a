using Yinong.Modules.Catalogue;
using Yinong.Modules.Programme;

namespace Yinong.Modules.Supervision;

/// <summary>Provinces that entered together, as one standing.</summary>
/// <param name="Cohort">Its name and clock.</param>
/// <param name="Provinces">How many.</param>
/// <param name="Whole">Their sums against the sum of their targets.</param>
/// <param name="Late">How many of them are behind the clock.</param>
public sealed record CohortStanding(Cohort Cohort, int Provinces, PlaceStanding Whole, int Late);

public enum AlertKind
{
    /// <summary>Behind the clock by more than five points.</summary>
    Progress,

    /// <summary>Serving stations without a service.</summary>
    Silence,

    /// <summary>Certificates that end soon.</summary>
    CertificateEnding,

    /// <summary>Officers on post whose certificate has ended.</summary>
    CertificateEnded,
}

/// <summary>What to look at: the place and how many.</summary>
public sealed record CockpitAlert(AlertKind Kind, PlaceStanding Place, int Count);

/// <summary>A month of the line: serving stations that had opened by its end (or today), and where an even pace would be; null without a number to reach.</summary>
public sealed record TrendPoint(DateOnly Month, int Opened, double? Plan);

/// <summary>The four kinds of a month.</summary>
public sealed record MixMonth(DateOnly Month, IReadOnlyDictionary<ServiceKind, TallySum> Kinds);

/// <summary>Everything the cockpit says of a place.</summary>
public sealed record CockpitView
{
    /// <summary>Every record before this instant is counted, UTC.</summary>
    public required DateTime AsOf { get; init; }

    public required DateOnly Today { get; init; }

    public required ProgrammeBook Book { get; init; }

    /// <summary>The place itself; at the nation the provinces shown.</summary>
    public required PlaceStanding Whole { get; init; }

    /// <summary>Its children; with a cohort chosen only those.</summary>
    public required IReadOnlyList<PlaceStanding> Rows { get; init; }

    public required IReadOnlyList<CohortStanding> Cohorts { get; init; }

    public required IReadOnlyList<MixMonth> Mix { get; init; }

    public required IReadOnlyList<TrendPoint> Trend { get; init; }

    /// <summary>Of what the line speaks: the rows with a number to reach when the whole has none, else the whole.</summary>
    public required IReadOnlyList<PlaceStanding> TrendOf { get; init; }

    public required IReadOnlyList<CockpitAlert> Alerts { get; init; }

    /// <summary>Rows that miss their target at the pace of the last week, the furthest behind first.</summary>
    public IEnumerable<PlaceStanding> Missing => Rows.Where(r => r.WillMiss).OrderBy(r => r.Forecast);

    /// <summary>Slowest first against the clock; without targets the least covered first.</summary>
    public IEnumerable<PlaceStanding> Ranked => Rows.OrderBy(r => r.Gap is null).ThenBy(r => r.Gap).ThenBy(r => r.Coverage is null).ThenBy(r => r.Coverage).ThenByDescending(r => r.Silent);
}
