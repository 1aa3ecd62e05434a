using Yinong.Modules.Divisions;
using Yinong.Modules.Programme;
using Yinong.Platform.Database;

namespace Yinong.Commands.Simulation;

/// <param name="Add">Beside another simulation.</param>
/// <param name="Force">Also into a database with real data.</param>
/// <param name="UntilAsBefore">No last instant was asked for: a simulation with the same seed keeps its own.</param>
/// <param name="Fresh">The database is a file of its own that is thrown away when anything goes wrong.</param>
readonly record struct FillOptions(bool Add = false, bool Force = false, bool UntilAsBefore = false, bool Fresh = false);

/// <summary>Checks whether a country may be simulated here, and does it.</summary>
static class Simulator
{
    /// <summary>Fills, or goes on where a broken-off run stands. Null: it is there already. Needs divisions and the programme.</summary>
    public static async Task<SimulationResult?> FillAsync(IServiceProvider services, Func<CountryPlan, SimulationOrder> order, FillOptions options, ProgressBoard board, CancellationToken cancel)
    {
        var database = services.GetRequiredService<SqlDatabase>();
        var plan = await CountryPlan.MakeAsync(services.GetRequiredService<RosterVillages>(), services.GetRequiredService<DivisionTree>());
        if (await SimulationGuard.CheckAsync(database, order(plan), options, cancel) is not { } mark) return null;
        return await ActivatorUtilities.CreateInstance<SimulationRun>(services, plan, mark).RunAsync(options.Fresh, board, cancel);
    }
}
