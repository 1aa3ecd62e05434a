using System.Data.Common;
using Yinong.Platform.Database;

namespace Yinong.Commands.Simulation;

/// <summary>Whether a country may be simulated in this database at all: never among real data, never twice, never two by accident.</summary>
static class SimulationGuard
{
    /// <summary>
    /// The mark to go on from: a new one, or that of the same order broken off; null when it is there already. Throws <see cref="CommandFailed"/> with the way out
    /// when the database holds real data or another simulation.
    /// </summary>
    public static async Task<SimulationMark?> CheckAsync(SqlDatabase database, SimulationOrder order, FillOptions options, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var marks = await SimulationMark.AllAsync(connection, cancel);
        if (marks.Find(m => m.Order.Seed == order.Seed) is { } mine)
        {
            if (mine.Order != (options.UntilAsBefore ? order with { Until = mine.Order.Until } : order))
                throw new CommandFailed($"a simulation with seed {order.Seed} is there already, with {mine.Order.Stations} stations and {mine.Order.Days} days to {mine.Order.Until:u}; take another seed and --add.");
            return mine.Finished ? null : mine;
        }
        if (marks.Find(m => !m.Finished) is { } half)
            throw new CommandFailed($"a simulation with seed {half.Order.Seed} was broken off; finish it first: simulate --stations {half.Order.Stations} --days {half.Order.Days} --seed {half.Order.Seed} --until {half.Order.Until:O}");
        if (marks.Count > 0 && !options.Add) throw new CommandFailed($"the database holds a simulation with seed {marks[0].Order.Seed}; --add puts another beside it.");
        if (marks.Count == 0 && !options.Force && await HoldsDataAsync(connection, cancel))
            throw new CommandFailed("the database holds stations, officers or records that are not simulated; nothing was changed. --force mixes made-up data into it.");
        return new(order, (int)await SimulationSql.LongAsync(connection, "select max(id) from stations", cancel), (int)await SimulationSql.LongAsync(connection, "select max(id) from officers", cancel));
    }

    static async Task<bool> HoldsDataAsync(DbConnection connection, CancellationToken cancel) =>
        await SimulationSql.LongAsync(connection, "select count(*) from (select 1 from stations union all select 1 from officers union all select 1 from service_records limit 1) as data", cancel) > 0;
}
