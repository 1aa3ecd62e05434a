using Microsoft.EntityFrameworkCore;

namespace Yinong.Modules.Stations.Siting;

/// <summary>The part of the module about siting.</summary>
static class SitingModel
{
    public static void Services(IServiceCollection services)
    {
        services.AddScoped<VillageFacts>().AddScoped<VillageSheet>().AddScoped<SitingDesk>();
        services.AddSingleton<SitingWorker>().AddHostedService(provider => provider.GetRequiredService<SitingWorker>());
    }

    public static void Model(ModelBuilder model)
    {
        model.Entity<SitingPlan>().ToTable("siting_plans").Property(p => p.Version).IsConcurrencyToken();
        model.Entity<SitingVillage>().ToTable("siting_villages").HasKey(v => new { v.PlanId, v.Division });
    }
}
