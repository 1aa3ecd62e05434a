using Yinong.Database;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Divisions;
using Yinong.Modules.Programme;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Supervision;

/// <summary>
/// Puts together what the cockpit says of a place, the same at every level: stations against targets and the clock, services of the month, what to look at.
/// </summary>
public sealed class Cockpit(AppDb db, ProgrammeProgress progress, PaceBoard board, Indicators indicators, ProgrammeClock clock)
{
    /// <summary>Months shown of the mix, the present one included.</summary>
    const int MixMonths = 5;

    const int AlertsOfAKind = 2;

    /// <summary>Behind by more than this share is late.</summary>
    const double Late = 0.05;

    /// <summary>The cockpit of a place. Throws <see cref="Problem.NotFound"/> when it does not exist or is out of reach.</summary>
    /// <param name="place">Where.</param>
    /// <param name="cohort">At the nation: only the provinces of this cohort; null: all.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<CockpitView> OfAsync(DivisionCode place, string? cohort = null, CancellationToken cancel = default)
    {
        if (!db.Reach.Contains(place)) throw Problem.NotFound();
        var today = clock.Today;
        var services = await indicators.AskAsync(new(place, new(today.Year, today.Month, 1), today, Breakdown.Division), cancel);
        var standing = await progress.OfAsync(place, cancel: cancel);
        var paces = await board.OfAsync(place, cancel);
        var served = services.Rows.ToDictionary(r => r.Key, r => r.Sum);
        var rows = standing.Rows.Where(r => cohort is null || r.Cohort == cohort)
            .Select(r => new PlaceStanding(r, ClockOf(standing.Book, r), today, paces.Paces.GetValueOrDefault(r.Division), served.GetValueOrDefault(r.Division.ToString()))).ToList();
        var whole = place == DivisionCode.Nation ? OfNation(standing, rows, paces, services.Total, cohort) : Whole(standing, paces, services.Total, today);
        var counted = rows.Where(r => r.TargetStations is not null).ToList();
        var partly = whole.TargetStations is null && counted.Count > 0;
        return new()
        {
            AsOf = services.AsOf,
            Today = today,
            Book = standing.Book,
            Whole = whole,
            Rows = rows,
            Cohorts = place == DivisionCode.Nation ? Cohorts(standing, rows) : [],
            Mix = await MixAsync(cohort is null ? [place] : [.. rows.Select(r => r.Place)], today, cancel),
            Trend = partly ? Trend(counted, counted.Select(r => r.Place), paces, today) : Trend([whole], cohort is null ? paces.Opened.Keys : rows.Select(r => r.Place), paces, today),
            TrendOf = partly ? counted : [whole],
            Alerts = Alerts(rows),
        };
    }

    static TargetClock? ClockOf(ProgrammeBook book, ProgressRow row) =>
        row.Cohort is { } code && book.Cohorts[code] is { ZeroDay: { } zero, LastDay: { } last } ? new(zero, last) : null;

    static PlaceStanding Whole(Progress standing, PacesOfPlace paces, TallySum services, DateOnly today)
    {
        var pace = new StationPace();
        foreach (var part in paces.Paces.Values) pace.Add(part);
        return new(standing.Total, ClockOf(standing.Book, standing.Total), today, pace, services);
    }

    /// <summary>The provinces shown as one; without a choice of a cohort the openings and services of the others count too.</summary>
    PlaceStanding OfNation(Progress standing, IReadOnlyList<PlaceStanding> rows, PacesOfPlace paces, TallySum services, string? cohort)
    {
        var together = Together(standing.Total, rows);
        return cohort is not null ? together : Whole(standing, paces, services, clock.Today) with { Progress = together.Progress, Clock = together.Clock };
    }

    /// <summary>Provinces as one: sums against the sum of their targets, as far as all of them have the same sort of target and the same clock.</summary>
    PlaceStanding Together(ProgressRow like, IReadOnlyList<PlaceStanding> rows)
    {
        var (count, pace, services) = (default(StationCount), default(StationPace), default(TallySum));
        foreach (var row in rows)
        {
            count = new(count.Built + row.Count.Built, count.Serving + row.Count.Serving, count.Alive + row.Count.Alive, count.BuiltVillages + row.Count.BuiltVillages,
                count.CoveredVillages + row.Count.CoveredVillages, count.RosterVillages + row.Count.RosterVillages);
            pace.Add(row.Pace);
            services.Add(row.Services);
        }
        var clocks = rows.Select(r => r.Clock).Distinct().ToList();
        var same = clocks.Count == 1;
        return new(like with
        {
            Count = count,
            TargetStations = same && rows.All(r => r.TargetStations is not null) ? rows.Sum(r => r.TargetStations) : null,
            TargetCoverage = same && count.RosterVillages > 0 && rows.All(r => r.TargetVillages is not null) ? rows.Sum(r => r.TargetVillages!.Value) / (double)count.RosterVillages : null,
        }, same ? clocks[0] : null, clock.Today, pace, services);
    }

    List<CohortStanding> Cohorts(Progress standing, IReadOnlyList<PlaceStanding> rows) =>
        [.. rows.Where(r => r.Cohort is not null).GroupBy(r => r.Cohort!).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new CohortStanding(standing.Book.Cohorts[g.Key], g.Count(), Together(standing.Total, [.. g]), g.Count(r => r.Gap < 0)))];

    async Task<List<MixMonth>> MixAsync(IReadOnlyList<DivisionCode> places, DateOnly today, CancellationToken cancel)
    {
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - MixMonths);
        var sums = await indicators.KindsByMonthAsync(places, first, today, cancel);
        return [.. Enumerable.Range(0, MixMonths).Select(i => first.AddMonths(i))
            .Select(month => new MixMonth(month, Enum.GetValues<ServiceKind>().ToDictionary(kind => kind, kind => sums.GetValueOrDefault((month, kind)))))];
    }

    /// <summary>From January (with what stood before) to today, and an even pace from zero to the number over its time.</summary>
    static List<TrendPoint> Trend(IReadOnlyList<PlaceStanding> of, IEnumerable<DivisionCode> places, PacesOfPlace paces, DateOnly today)
    {
        var opened = places.SelectMany(p => paces.Opened.GetValueOrDefault(p) ?? new Dictionary<DateOnly, int>()).ToList();
        var points = new List<TrendPoint>();
        for (var month = new DateOnly(today.Year, 1, 1); month <= today; month = month.AddMonths(1))
        {
            var end = month.AddMonths(1).AddDays(-1);
            points.Add(new(month, opened.Where(o => o.Key <= month).Sum(o => o.Value), Plan(end < today ? end : today)));
        }
        return points;

        double? Plan(DateOnly day) => of.Any(r => r.TargetStations is null || r.Clock is null) ? null : of.Sum(r => r.TargetStations!.Value * r.Clock!.Gone(day));
    }

    static List<CockpitAlert> Alerts(IReadOnlyList<PlaceStanding> rows)
    {
        IEnumerable<CockpitAlert> Most(AlertKind kind, int most, Func<PlaceStanding, int> count) =>
            rows.Where(r => count(r) > 0).OrderByDescending(count).Take(most).Select(r => new CockpitAlert(kind, r, count(r)));
        var late = rows.Where(r => r.Gap < -Late).OrderBy(r => r.Gap).Take(AlertsOfAKind).Select(r => new CockpitAlert(AlertKind.Progress, r, r.Left));
        return [.. late, .. Most(AlertKind.Silence, AlertsOfAKind, r => r.Silent), .. Most(AlertKind.CertificateEnded, 1, r => r.Pace.Ended), .. Most(AlertKind.CertificateEnding, 1, r => r.Pace.Ending)];
    }
}
