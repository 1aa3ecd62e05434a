using Yinong.Modules.Divisions;
using Yinong.Platform.Time;

namespace Yinong.Modules.Programme;

/// <summary>One place against its target.</summary>
/// <param name="Division">The place.</param>
/// <param name="Name">Its name.</param>
/// <param name="Cohort">Code of the cohort; null when the province does not take part.</param>
/// <param name="Regime">How its target is set; null likewise.</param>
/// <param name="TargetStations">Stations to be built and operating; null: no number is set.</param>
/// <param name="TargetCoverage">Share of the roster's villages, 0 to 1; null: none is set.</param>
/// <param name="Count">What there is.</param>
/// <param name="TimeShare">Share of the cohort's time that has gone; null when no clock is set.</param>
/// <param name="Met">Whether the target is reached; null when there is nothing to judge by.</param>
public sealed record ProgressRow(
    DivisionCode Division, string Name, string? Cohort, string? Regime, int? TargetStations, double? TargetCoverage, StationCount Count, double? TimeShare, bool? Met)
{
    /// <summary>Distinct roster villages with a station that counts ÷ size of the roster; null when the roster is empty.</summary>
    public double? Coverage => Count.RosterVillages == 0 ? null : (double)Count.CoveredVillages / Count.RosterVillages;

    /// <summary>Stations that count ÷ target; null without a number.</summary>
    public double? StationShare => TargetStations is > 0 and var target ? (double)Count.Alive / target : null;

    /// <summary>Villages that the coverage target means, rounded up (domain 8.2); null without one.</summary>
    public int? TargetVillages => TargetCoverage is { } share && Count.RosterVillages > 0 ? (int)Math.Ceiling((Count.RosterVillages * share) - 1e-9) : null;

    /// <summary>Covered villages ÷ those the target means; null without a coverage target.</summary>
    public double? VillageShare => TargetVillages is > 0 and var target ? (double)Count.CoveredVillages / target : null;

    /// <summary>How much of what is wanted is done: where a number and a coverage are set the lesser, because both have to be reached; null when nothing is set.</summary>
    public double? Done => StationShare is { } stations && VillageShare is { } villages ? Math.Min(stations, villages) : StationShare ?? VillageShare;

    /// <summary>Share ahead of the clock to a tenth of a point, so that what is written and its colour agree; negative behind, null without target or clock.</summary>
    public double? Gap => Rounded(Done - TimeShare);

    /// <summary>A difference of shares to a tenth of a percentage point, never minus zero.</summary>
    public static double? Rounded(double? gap) => gap is { } g ? Math.Round(g, 3) + 0.0 : null;
}

/// <summary>The children of a place against their targets, and the place itself.</summary>
/// <param name="Book">What holds in the programme year.</param>
/// <param name="AsOf">When it was so, UTC, programme clock.</param>
/// <param name="Division">The place asked for.</param>
/// <param name="Rows">One per child; for the nation one per province that takes part.</param>
/// <param name="Total">The place itself; for the nation the provinces that take part together.</param>
/// <param name="Tag">Moves with every change of the content.</param>
public sealed record Progress(ProgrammeBook Book, DateTime AsOf, DivisionCode Division, IReadOnlyList<ProgressRow> Rows, ProgressRow Total, string Tag);

/// <summary>
/// Progress against targets at every level. A station counts when it is accepted, in a state that serves, and alive by its services; coverage is distinct roster
/// villages with such a station ÷ the roster, never stations ÷ villages. Public: it shows numbers, no rows. Singleton.
/// </summary>
public sealed class ProgrammeProgress(ProgrammeShelf shelf, StationCounts counts, DivisionTree tree, ProgrammeClock clock)
{
    /// <summary>The programme of the notice.</summary>
    public const string Current = "2018";

    /// <summary>Progress of a place and its children. Throws <c>division.unknown</c> and <c>programme.unknown</c> (404).</summary>
    public async ValueTask<Progress> OfAsync(DivisionCode division, string programme = Current, CancellationToken cancel = default)
    {
        var book = await shelf.GetAsync(programme);
        var place = tree.Get(division);
        var (standing, asOf, tag) = await counts.CurrentAsync(programme, cancel);
        var today = clock.Today;
        var rows = Children(book, division).Select(child => Row(book, child, standing.Of(child.Code), today)).ToList();
        var total = division == DivisionCode.Nation ? Together(place, rows) : Row(book, place, standing.Of(division), today);
        return new(book, asOf, division, rows, total, tag);
    }

    /// <summary>Villages of the roster below a place without a station that counts, in the order of their codes.</summary>
    public async Task<IReadOnlyList<DivisionInfo>> BlindSpotsAsync(DivisionCode below, DivisionCode after, int limit, string programme = Current, CancellationToken cancel = default)
    {
        var (standing, _, _) = await counts.CurrentAsync(programme, cancel);
        return [.. standing.BlindSpots(below).Where(village => village.CompareTo(after) > 0).Take(limit).Select(village => new DivisionInfo(village, tree.Name(village)))];
    }

    IEnumerable<DivisionInfo> Children(ProgrammeBook book, DivisionCode division) => division == DivisionCode.Nation
        ? book.Rollouts.Keys.Order().Select(province => new DivisionCode(province)).Where(province => tree.Exists(province)).Select(province => tree.Get(province))
        : tree.Children(division);

    static ProgressRow Row(ProgrammeBook book, DivisionInfo place, StationCount count, DateOnly today)
    {
        var cohort = book.CohortOf(place.Code);
        var target = book.Targets.GetValueOrDefault(place.Code.Value);
        // Full coverage means every village of the province, so it binds each place below as well.
        var coverage = target?.Coverage ?? (cohort?.Regime == TargetRegime.FullCoverage ? 10_000 : null);
        var row = new ProgressRow(place.Code, place.Name, cohort?.Code, target?.Regime ?? cohort?.Regime, target?.Stations, coverage / 10_000.0, count, cohort?.TimeGone(today), null);
        return row with { Met = Verdict.Of(book, row, today) };
    }

    static ProgressRow Together(DivisionInfo nation, List<ProgressRow> rows)
    {
        var count = rows.Aggregate(default(StationCount), (sum, row) => new(
            sum.Built + row.Count.Built, sum.Serving + row.Count.Serving, sum.Alive + row.Count.Alive,
            sum.BuiltVillages + row.Count.BuiltVillages, sum.CoveredVillages + row.Count.CoveredVillages, sum.RosterVillages + row.Count.RosterVillages));
        return new(nation.Code, nation.Name, null, null, rows.Sum(r => r.TargetStations), null, count, null, null);
    }
}
