using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;

namespace Yinong.Modules.Supervision;

/// <summary>What the module adds to the services, the model and the addresses.</summary>
static class SupervisionModule
{
    public static void Services(IServiceCollection services)
    {
        services.AddSingleton<TallyFolder>().AddHostedService(provider => provider.GetRequiredService<TallyFolder>());
        services.AddSingleton<TallyRecount>();
        services.AddSingleton<ServiceCounts>().AddSingleton<TallyVersion>().AddSingleton<StatisticsShelf>();
        services.AddSingleton<StationPaces>().AddSingleton<PaceBoard>().AddSingleton<MapGeometry>();
        services.AddScoped<Indicators>().AddScoped<Cockpit>().AddScoped<VillageStations>();
    }

    public static Web.MenuEntry[] Menu =>
    [
        new("总览", Icon: "dashboard", "/cockpit", Permission.StatisticsRead, 1),
        new("服务成效", Icon: "chart-bar", "/services", Permission.StatisticsRead, 1),
    ];

    public static void Model(ModelBuilder model)
    {
        model.Entity<ServiceTally>().ToTable("service_tallies").HasKey(t => new { t.Period, t.Division, t.Subject });
    }

    public static void Endpoints(IEndpointRouteBuilder app)
    {
        StatisticsApi.Map(app);
        MapGeometry.Map(app);
    }
}
