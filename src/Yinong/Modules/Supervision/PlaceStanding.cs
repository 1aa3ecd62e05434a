using Yinong.Modules.Divisions;
using Yinong.Modules.Programme;

namespace Yinong.Modules.Supervision;

/// <summary>From when to when a target runs.</summary>
public sealed record TargetClock(DateOnly Zero, DateOnly Last)
{
    /// <summary>Share of the time that has gone at the end of a day, 0 … 1.</summary>
    public double Gone(DateOnly day) => Math.Clamp((day.DayNumber - Zero.DayNumber) / (double)(Last.DayNumber - Zero.DayNumber), 0, 1);

    public int DaysLeft(DateOnly day) => Math.Max(0, Last.DayNumber - day.DayNumber);
}

/// <summary>
/// One place in the cockpit: its progress, what moves there, its services, and its target against the clock. Where a target asks for two things, the one that
/// is less done counts, because both must be reached (S-03). Without a target there is no verdict.
/// </summary>
/// <param name="Progress">Counts and targets; a station counts when it is accepted, serves and has served lately.</param>
/// <param name="Clock">When the target runs; null: no cohort.</param>
/// <param name="Today">The programme's day.</param>
/// <param name="Pace">What moves.</param>
/// <param name="Services">Services of the month.</param>
public sealed record PlaceStanding(ProgressRow Progress, TargetClock? Clock, DateOnly Today, StationPace Pace, TallySum Services)
{
    public DivisionCode Place => Progress.Division;

    public string Name => Progress.Name;

    public string? Cohort => Progress.Cohort;

    public StationCount Count => Progress.Count;

    /// <summary>Serving stations without a service in the days of the threshold.</summary>
    public int Silent => Count.Serving - Count.Alive;

    /// <summary>Of the serving stations those that live; null when there is none.</summary>
    public double? AliveShare => Count.Serving == 0 ? null : (double)Count.Alive / Count.Serving;

    public double? Coverage => Progress.Coverage;

    public int? TargetStations => Progress.TargetStations;

    /// <summary>Villages that the coverage target means, rounded up (domain 8.2); null without one.</summary>
    public int? TargetVillages => Progress.TargetVillages;

    public bool HasTarget => TargetStations is not null || TargetVillages is not null;

    /// <summary>Done share of the target, the lesser of its parts; null without target.</summary>
    public double? Done => Progress.Done;

    /// <summary>Gone share of the time; null without target or dates.</summary>
    public double? Time => HasTarget ? Clock?.Gone(Today) : null;

    /// <summary>Done minus gone, as shares; negative is behind.</summary>
    public double? Gap => ProgressRow.Rounded(Done - Time);

    /// <summary>
    /// Share of the target reached at the end at the pace of the last week. A new station covers at most one more village, so for coverage this is the best case.
    /// </summary>
    public double? Forecast => Clock is null ? null : Lesser(Part(Count.Alive + Expected, TargetStations), Part(Count.CoveredVillages + Expected, TargetVillages));

    /// <summary>At the pace of the last week the target is not reached in time.</summary>
    public bool WillMiss => Forecast < 1 - 1e-9;

    /// <summary>Stations still to come, at least.</summary>
    public int Left => Math.Max(0, Math.Max((TargetStations ?? 0) - Count.Alive, (TargetVillages ?? 0) - Count.CoveredVillages));

    /// <summary>Stations a week needed from now on; null without target, or when the time is over.</summary>
    public int? WeeklyNeed => HasTarget && Clock?.DaysLeft(Today) is > 0 and var days ? (int)Math.Ceiling(Left * 7.0 / days) : null;

    double Expected => Pace.Week * (Clock?.DaysLeft(Today) ?? 0) / 7.0;

    static double? Part(double done, int? wanted) => wanted is > 0 and var w ? done / w : null;

    static double? Lesser(double? a, double? b) => a is null ? b : b is null ? a : Math.Min(a.Value, b.Value);
}
