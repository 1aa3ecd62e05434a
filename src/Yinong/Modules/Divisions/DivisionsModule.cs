using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yinong.Modules.Divisions.Import;

namespace Yinong.Modules.Divisions;

/// <summary>What the module adds to the services, the model and the addresses.</summary>
static class DivisionsModule
{
    public static void Services(IServiceCollection services)
    {
        services.AddSingleton<DivisionStore>().AddSingleton<DivisionLoader>().AddSingleton<DivisionTree>().AddSingleton<DivisionAnswers>().AddSingleton<ReviewShelf>();
        services.AddScoped<DivisionHistory>().AddScoped<DivisionImport>().AddScoped<DivisionRebase>().AddScoped<DivisionDecisions>();
        services.AddHostedService<TreeStart>();
        services.AddHealthChecks().AddCheck<TreeCheck>("divisions", tags: ["ready"]);
    }

    public static void Model(ModelBuilder model)
    {
        model.Entity<Division>().ToTable("divisions").HasKey(d => d.Code);
        model.Entity<Division>().Property(d => d.Code).ValueGeneratedNever();
        model.Entity<FormerDivision>().ToTable("former_divisions");
        model.Entity<RebaseCount>().ToTable("division_rebases");
        model.Entity<DivisionAttribute>().ToTable("division_attributes");
    }

    public static Web.MenuEntry[] Menu => [new("行政区划", Icon: "map-2", "/divisions", "divisions:import", 4)];

    public static void Endpoints(IEndpointRouteBuilder app)
    {
        DivisionsApi.Map(app);
        Pages.DivisionExport.Map(app);
    }

    /// <summary>Starts the reading of the tree beside the rest of the start.</summary>
    sealed class TreeStart(DivisionTree tree) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => tree.ReadyAsync();
    }

    sealed class TreeCheck(DivisionTree tree) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(tree.IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The division list is being read."));
    }
}
