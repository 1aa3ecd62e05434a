using System.Globalization;
using Google.OrTools.Sat;

namespace Yinong.Modules.Stations.Siting;

/// <summary>What was found.</summary>
/// <param name="Chosen">Positions of the chosen villages, in the order in which each adds most.</param>
/// <param name="Objective">Weighted people that they add.</param>
/// <param name="Bound">What no choice can exceed.</param>
/// <param name="Greedy">What the simple way reaches; never more than the objective.</param>
public sealed record CoverAnswer(IReadOnlyList<(int Site, long Weight, long People)> Chosen, long Objective, long Bound, long Greedy);

/// <summary>
/// Solves a covering problem with the CP-SAT solver of OR-Tools on one thread of low priority, so that the requests of the web do not wait for it. It starts from the greedy
/// choice, so that the answer is never worse, and ends at the latest after the given time with the bound that it has proven.
/// </summary>
public static class CoverSolver
{
    public const string Name = "OR-Tools 9.15 CP-SAT";

    /// <param name="problem">What to solve.</param>
    /// <param name="seconds">At most.</param>
    /// <param name="stopped">Asked some times a second with the share of the time used; true ends the search.</param>
    public static CoverAnswer Solve(CoverProblem problem, int seconds, Func<double, bool>? stopped = null)
    {
        var greedy = problem.Greedy(problem.Candidates, problem.Sites);
        var start = greedy.Select(g => g.Site).ToHashSet();
        var floor = problem.Value(start);
        // Everything that any site could add: the bound before anything is proven.
        var ceiling = problem.Value(problem.Candidates);
        if (floor == ceiling) return new(greedy, floor, floor, floor);
        var (chosen, bound) = OnOwnThread(() => Search(problem, start, seconds, stopped));
        var objective = chosen is null ? floor : problem.Value(chosen);
        if (chosen is null || objective < floor) (chosen, objective) = (start, floor);
        return new(problem.Greedy(chosen, problem.Sites), objective, Math.Clamp(bound ?? ceiling, objective, ceiling), floor);
    }

    static (HashSet<int>? Chosen, long? Bound) Search(CoverProblem problem, HashSet<int> start, int seconds, Func<double, bool>? stopped)
    {
        var model = new CpModel();
        var sites = problem.Candidates.ToDictionary(i => i, i => model.NewBoolVar($"s{i}"));
        var open = Enumerable.Range(0, problem.Villages.Count).Where(v => !problem.CoveredBefore(v) && problem.Near(v).Any(sites.ContainsKey)).ToList();
        var covered = open.ToDictionary(v => v, v => model.NewBoolVar($"c{v}"));
        // A village counts only when a site near it is chosen.
        foreach (var village in open) model.AddBoolOr(problem.Near(village).Where(sites.ContainsKey).Select(i => (ILiteral)sites[i]).Append(covered[village].Not()));
        model.Add(LinearExpr.Sum(sites.Values) <= problem.Sites);
        model.Maximize(LinearExpr.WeightedSum(open.Select(v => covered[v]), open.Select(v => problem.Weights[v])));
        foreach (var (site, variable) in sites) model.AddHint(variable, start.Contains(site));
        var solver = new CpSolver { StringParameters = string.Create(CultureInfo.InvariantCulture, $"max_time_in_seconds:{seconds} num_workers:1 linearization_level:2 random_seed:1") };
        var began = System.Diagnostics.Stopwatch.StartNew();
        using var watch = stopped is null ? null : new Timer(_ =>
        {
            if (stopped(Math.Min(1, began.Elapsed.TotalSeconds / seconds))) solver.StopSearch();
        }, null, 250, 250);
        var status = solver.Solve(model);
        var bound = (long)Math.Ceiling(solver.BestObjectiveBound - 1e-6);
        return status is CpSolverStatus.Optimal or CpSolverStatus.Feasible
            ? (sites.Where(s => solver.BooleanValue(s.Value)).Select(s => s.Key).ToHashSet(), bound)
            : (null, null);
    }

    // One worker works on the thread that asks; this one steps back for the others.
    static T OnOwnThread<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>();
        var thread = new Thread(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        { IsBackground = true, Priority = ThreadPriority.BelowNormal, Name = "siting" };
        thread.Start();
        thread.Join();
        return done.Task.GetAwaiter().GetResult();
    }
}
