using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Database;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Stations.Siting;

/// <summary>Works out the plans that wait, one at a time, beside the requests. A plan left behind by a process that ended is taken up again after a while.</summary>
public sealed class SitingWorker(SqlDatabase database, IServiceScopeFactory scopes, TimeProvider time, ILogger<SitingWorker> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(3), Abandoned = TimeSpan.FromMinutes(5);

    readonly SemaphoreSlim _called = new(0, 1);

    /// <summary>There is something to do at once, in this process.</summary>
    public void Call()
    {
        try
        {
            _called.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been called already.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _called.WaitAsync(Pause, stoppingToken);
                while (await NextAsync(stoppingToken) is { } id) await RunAsync(id, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "A siting plan was broken off, will be taken up again.");
            }
        }
    }

    // Whoever changes the state first has it.
    async Task<int?> NextAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide();
        var old = time.GetUtcNow().UtcDateTime - Abandoned;
        foreach (var plan in await db.SitingPlans.AsNoTracking().Where(p => p.State == SitingState.Waiting || p.State == SitingState.Running && p.MadeAt < old).OrderBy(p => p.Id).Select(p => new { p.Id, p.State, p.Version }).ToListAsync(cancel))
        {
            var taken = await database.InWritingAsync(() => db.SitingPlans.Where(p => p.Id == plan.Id && p.State == plan.State && p.Version == plan.Version)
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.State, SitingState.Running).SetProperty(x => x.Version, plan.Version + 1), cancel), cancel);
            if (taken == 1) return plan.Id;
        }
        return null;
    }

    async Task RunAsync(int id, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide();
        var plan = await db.SitingPlans.SingleAsync(p => p.Id == id, cancel);
        var villages = await db.SitingVillages.Where(v => v.PlanId == id).OrderBy(v => v.Division).ToListAsync(cancel);
        var problem = ProblemOf(plan, villages);
        var watch = Stopwatch.StartNew();
        var stop = false;
        try
        {
            var search = Task.Factory.StartNew(() => CoverSolver.Solve(problem, SitingRules.Current.SolverSeconds, share =>
            {
                stop = stop || cancel.IsCancellationRequested || Pulse(id, share);
                return stop;
            }), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            Write(plan, villages, problem, await search);
            plan.State = stop ? SitingState.Stopped : SitingState.Done;
        }
        catch (Exception e) when (e is not OperationCanceledException and not DbException)
        {
            log.LogError(e, "Siting plan {Id} cannot be worked out.", id);
            (plan.State, plan.Fault) = (SitingState.Failed, PlainText.Whole(e.Message).Cut(400));
        }
        (plan.Milliseconds, plan.Share, plan.Version) = ((int)watch.ElapsedMilliseconds, 100, plan.Version + 1);
        await database.InWritingAsync(() => db.SaveChangesAsync(CancellationToken.None), CancellationToken.None);
    }

    // Says how far the search is and hears whether somebody has asked to stop.
    bool Pulse(int id, double share)
    {
        try
        {
            using var scope = scopes.CreateScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide();
            db.SitingPlans.Where(p => p.Id == id).ExecuteUpdate(p => p.SetProperty(x => x.Share, (short)(share * 99)));
            return db.SitingPlans.Where(p => p.Id == id).Select(p => p.StopAsked).Single();
        }
        catch (DbException)
        {
            // The next one tries again.
            return false;
        }
    }

    /// <summary>The same for a plan that nobody waits for, at once; the villages in the order of their codes.</summary>
    internal static void Solve(SitingPlan plan, List<SitingVillage> villages)
    {
        var problem = ProblemOf(plan, villages);
        Write(plan, villages, problem, CoverSolver.Solve(problem, SitingRules.Current.SolverSeconds));
    }

    static CoverProblem ProblemOf(SitingPlan plan, List<SitingVillage> villages) =>
        new([.. villages.Select(v => new CoverVillage(v.Division, v.Population, v.Poor, v.LatitudeMicro, v.LongitudeMicro, v.Role is SiteRole.Station or SiteRole.Facility))], plan.RadiusMetres, plan.Sites, plan.PoorWeight);

    static void Write(SitingPlan plan, List<SitingVillage> villages, CoverProblem problem, CoverAnswer answer)
    {
        for (var rank = 0; rank < answer.Chosen.Count; rank++)
        {
            var (site, _, people) = answer.Chosen[rank];
            var village = villages[site];
            (village.Role, village.Rank, village.Adds) = (SiteRole.Chosen, rank + 1, people);
            village.Reason = string.Format(CultureInfo.InvariantCulture, SitingRules.Current.Reason, plan.RadiusMetres, problem.Near(site).Count, people) + (village.Poor ? SitingRules.Current.ReasonPoor : "");
        }
        var sites = Enumerable.Range(0, villages.Count).Where(i => villages[i].Role is not SiteRole.None).ToHashSet();
        for (var i = 0; i < villages.Count; i++)
        {
            villages[i].Covered = problem.CoveredBefore(i) || problem.Near(i).Any(sites.Contains);
            if (sites.Contains(i)) villages[i].Loses = problem.LostWithout(i, sites);
        }
        (plan.Objective, plan.Bound, plan.Greedy) = (answer.Objective, answer.Bound, answer.Greedy);
        plan.CoveredBefore = Enumerable.Range(0, villages.Count).Where(problem.CoveredBefore).Sum(i => (long)villages[i].Population);
        plan.CoveredAfter = villages.Where(v => v.Covered).Sum(v => (long)v.Population);
    }
}
