namespace Yinong.Modules.Programme;

/// <summary>A goal that the notice judges apart.</summary>
/// <param name="Code">full-coverage, no-blind-spot, sustainable, count or coverage.</param>
/// <param name="Reached">What there is.</param>
/// <param name="Wanted">What there must be.</param>
public sealed record Goal(string Code, int Reached, int Wanted)
{
    public bool Met => Reached >= Wanted;
}

/// <summary>Whether a target is reached: all its goals, each counted in whole stations or villages.</summary>
public static class Verdict
{
    /// <summary>The goals of a place; empty when nothing is set (S-02: the other document's figures are not entered yet).</summary>
    public static IReadOnlyList<Goal> Goals(ProgrammeBook book, ProgressRow row, DateOnly day)
    {
        var goals = new List<Goal>();
        var count = row.Count;
        if (row.Regime == TargetRegime.FullCoverage)
        {
            // S-01 names three goals: a station in every village, none of them blind, and able to go on.
            goals.Add(new("full-coverage", count.BuiltVillages, count.RosterVillages));
            goals.Add(new("no-blind-spot", count.CoveredVillages, count.RosterVillages));
            goals.Add(new("sustainable", count.Alive, Part(count.Built, book.Parameter(ProgrammeParameter.SustainablePercent, row.Division, day), 100)));
        }
        else if (row.TargetCoverage is { } coverage)
            goals.Add(new("coverage", count.CoveredVillages, Part(count.RosterVillages, (int)Math.Round(coverage * 10_000), 10_000)));
        if (row.TargetStations is { } stations) goals.Add(new("count", count.Alive, stations));
        return goals;
    }

    /// <summary>True when every goal is met, false when one is not, null when there is none.</summary>
    public static bool? Of(ProgrammeBook book, ProgressRow row, DateOnly day)
    {
        var goals = Goals(book, row, day);
        return goals.Count == 0 || row.Count.RosterVillages == 0 && row.TargetStations is null ? null : goals.All(goal => goal.Met);
    }

    // Target counts are rounded up (domain 8.2): 40 % of 3,682 villages are 1,473.
    static int Part(int whole, int part, int of) => (int)(((long)whole * part + of - 1) / of);
}
