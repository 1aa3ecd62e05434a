using System.Diagnostics;
using System.Globalization;
using Yinong.Modules.Stations.Siting;

namespace Yinong.Bench.Parts;

/// <summary>The siting of a county: 500 invented villages, spread evenly or in valleys, seeded; the solver beside the greedy choice.</summary>
static class Siting
{
    const int Villages = 500, Seconds = 8;

    public static Task RunAsync(Report report)
    {
        var before = Process.GetCurrentProcess().WorkingSet64;
        foreach (var (how, valleys) in new[] { ("spread", 0), ("in valleys", 12) })
            foreach (var (sites, radius) in new[] { (20, 3000), (50, 3000), (30, 6000) })
            {
                var problem = Make(valleys, sites, radius);
                var watch = Stopwatch.StartNew();
                var answer = CoverSolver.Solve(problem, Seconds);
                var gap = answer.Bound == 0 ? 0 : (double)(answer.Bound - answer.Objective) / answer.Bound;
                report.Below($"{Villages} villages {how}, {sites} sites, {radius} m", watch.Elapsed.TotalSeconds, "s", 10, string.Create(CultureInfo.InvariantCulture,
                    $"gap {gap:P2}; greedy reaches {(double)answer.Greedy / answer.Objective:P1} of it"));
            }
        report.Note("memory that the solver adds", (Process.GetCurrentProcess().PeakWorkingSet64 - before) / 1048576.0, "MB", "peak of the process");
        return Task.CompletedTask;
    }

    static CoverProblem Make(int valleys, int sites, int radius)
    {
        var random = new Random(20180605);
        var middles = Enumerable.Range(0, valleys).Select(_ => (Lat: random.Next(500_000), Lon: random.Next(600_000))).ToList();
        (int Lat, int Lon) Place()
        {
            if (middles.Count == 0) return (random.Next(500_000), random.Next(600_000));
            var (lat, lon) = middles[random.Next(middles.Count)];
            return (lat + random.Next(-40_000, 40_000), lon + random.Next(-40_000, 40_000));
        }
        return new([.. Enumerable.Range(0, Villages).Select(i =>
        {
            var (lat, lon) = Place();
            return new CoverVillage(i, random.Next(200, 4000), random.Next(4) == 0, 29_000_000 + lat, 109_000_000 + lon, random.Next(12) == 0);
        })], radius, sites, 200);
    }
}
