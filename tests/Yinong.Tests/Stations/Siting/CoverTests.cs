using CsCheck;
using Yinong.Modules.Stations.Siting;

namespace Yinong.Tests.Stations.Siting;

/// <summary>The solver is right: equal to trying everything where that can be done, never below the simple way, never above its own bound.</summary>
public class CoverTests
{
    static readonly Gen<CoverProblem> Problems =
        from villages in Gen.Select(Gen.Int[0, 3000], Gen.Bool, Gen.Int[36_000_000, 36_060_000], Gen.Int[117_000_000, 117_060_000], Gen.Int[0, 5]).Array[2, 12]
        from radius in Gen.Int[500, 4000]
        from sites in Gen.Int[1, 4]
        from weight in Gen.Int[100, 400]
        select new CoverProblem([.. villages.Select((v, i) => new CoverVillage(i, v.Item1, v.Item2, v.Item3, v.Item4, v.Item5 == 0))], radius, sites, weight);

    [Fact]
    public void It_finds_what_trying_everything_finds() => Problems.Sample(problem =>
    {
        var answer = CoverSolver.Solve(problem, 20);
        Assert.Equal(Everything(problem), answer.Objective);
        Assert.Equal(answer.Objective, answer.Bound);
        Assert.Equal(answer.Objective, problem.Value(answer.Chosen.Select(c => c.Site)));
        Assert.Equal(answer.Objective, answer.Chosen.Sum(c => c.Weight));
        Assert.True(answer.Chosen.Count <= problem.Sites);
        Assert.DoesNotContain(answer.Chosen, c => problem.Villages[c.Site].Serves);
    }, iter: 60, threads: 1);

    [Fact]
    public void It_is_never_below_the_greedy_choice_nor_above_the_bound() => Gen.Int[1, 1_000_000].Sample(seed =>
    {
        var problem = Large(seed, 120, 12);
        var answer = CoverSolver.Solve(problem, 3);
        Assert.InRange(answer.Objective, answer.Greedy, answer.Bound);
        Assert.True(answer.Greedy >= (1 - 1 / Math.E) * answer.Objective - 1);
    }, iter: 6, threads: 1);

    [Fact]
    public void It_stops_when_it_is_told_and_still_answers()
    {
        var answer = CoverSolver.Solve(Large(7, 1500, 60), 30, _ => true);
        Assert.InRange(answer.Objective, answer.Greedy, answer.Bound);
    }

    [Fact]
    public void What_is_lost_when_a_site_closes_is_what_no_other_one_reaches() => Problems.Sample(problem =>
    {
        var sites = Enumerable.Range(0, problem.Villages.Count).Where(i => i % 2 == 0).ToHashSet();
        long People(IEnumerable<int> open) => open.SelectMany(problem.Near).Distinct().Sum(v => (long)problem.Villages[v].Population);
        foreach (var site in sites) Assert.Equal(People(sites) - People(sites.Where(s => s != site)), problem.LostWithout(site, sites));
    }, iter: 200);

    [Fact]
    public void A_degree_of_latitude_is_111_kilometres() =>
        Assert.InRange(new CoverVillage(1, 0, false, 36_000_000, 117_000_000, false).Point.MetresTo(new CoverVillage(2, 0, false, 37_000_000, 117_000_000, false).Point), 111_000, 111_300);

    static CoverProblem Large(int seed, int villages, int sites)
    {
        var random = new Random(seed);
        return new([.. Enumerable.Range(0, villages).Select(i => new CoverVillage(i, random.Next(200, 3000), random.Next(4) == 0, 36_000_000 + random.Next(500_000), 117_000_000 + random.Next(500_000), random.Next(10) == 0))], 3000, sites, 200);
    }

    static long Everything(CoverProblem problem)
    {
        var best = 0L;
        for (var mask = 0; mask < 1 << problem.Villages.Count; mask++)
        {
            if (System.Numerics.BitOperations.PopCount((uint)mask) > problem.Sites) continue;
            best = Math.Max(best, problem.Value(Enumerable.Range(0, problem.Villages.Count).Where(i => (mask >> i & 1) == 1)));
        }
        return best;
    }
}
