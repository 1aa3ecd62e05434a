using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yinong.Database;
using Yinong.Platform.Database;

namespace Yinong.Web;

/// <summary>
/// <c>/healthz</c>: the process answers. <c>/readyz</c>: it can be given work: the database is reached, its schema is current, no simulation is half done,
/// and what the modules add (the tree of places).
/// </summary>
static class Readiness
{
    const string Tag = "ready";

    public static void AddReadiness(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database", tags: [Tag]);
        services.AddHostedService<Look>();
    }

    public static void MapReadiness(this WebApplication app)
    {
        app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/readyz", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Tag) }).AllowAnonymous();
    }

    // Once, at the start: a simulation is another process's work and its pages are looked at after the next start.
    sealed class Look(SqlDatabase database, StartMode mode) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken) => mode.HoldsSimulation = (await SimulatedData.FindAsync(database, cancellationToken)).Any;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    sealed class DatabaseCheck(SqlDatabase database) : IHealthCheck
    {
        // The schema only ever moves forward, so one good answer is enough.
        volatile bool _current;

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            _current = _current || Migrator.IsCurrent(database.Settings, typeof(Installation).Assembly);
            if (!_current) return HealthCheckResult.Unhealthy("The schema is not current.");
            var data = await SimulatedData.FindAsync(database, cancellationToken);
            return data.Whole ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("A simulation was broken off and is not finished.");
        }
    }
}

/// <summary>What the settings say of made-up data (示例数据): one row for each simulation, <c>simulation.{seed}</c>.</summary>
/// <param name="Any">The installation holds some.</param>
/// <param name="Whole">None of it is half done.</param>
readonly record struct SimulatedData(bool Any, bool Whole)
{
    public static async Task<SimulatedData> FindAsync(SqlDatabase database, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*), coalesce(sum(case when value like '%\"finished\":false%' then 1 else 0 end), 0) from settings where name >= 'simulation.' and name < 'simulation/'";
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return new(Convert.ToInt64(row.GetValue(0)) > 0, Convert.ToInt64(row.GetValue(1)) == 0);
    }
}
