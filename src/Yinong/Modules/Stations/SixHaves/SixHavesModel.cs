using Microsoft.EntityFrameworkCore;
using Yinong.Platform.Files;
using Yinong.Web;

namespace Yinong.Modules.Stations.SixHaves;

/// <summary>The part of the module about checklists, evidence and acceptance.</summary>
static class SixHavesModel
{
    public static void Services(IServiceCollection services)
    {
        services.AddSingleton<ContentStore>(provider => provider.GetRequiredService<YinongSettings>() is var settings && provider.GetRequiredService<ILogger<ContentStore>>() is var log && settings.Store is { } store
            ? new S3Store(store, log) : new DiskStore(Path.Combine(settings.DataFolder, "files"), log));
        services.AddSingleton(provider => provider.GetRequiredService<YinongSettings>().Files);
        services.AddSingleton<EvidenceStore>().AddScoped<Inspectors>().AddScoped<ChecklistEditions>().AddScoped<InspectionRegister>();
        services.AddSingleton<LivingAcceptance>().AddHostedService(provider => provider.GetRequiredService<LivingAcceptance>());
    }

    public static void Model(ModelBuilder model)
    {
        model.Entity<ChecklistEdition>().ToTable("checklist_editions");
        model.Entity<Inspection>().ToTable("inspections").Property(i => i.Version).IsConcurrencyToken();
        model.Entity<InspectionAnswer>().ToTable("inspection_answers");
        model.Entity<Evidence>().ToTable("evidence");
        var condition = model.Entity<StationCondition>().ToTable("station_conditions");
        condition.HasKey(c => c.StationId);
        condition.Property(c => c.StationId).ValueGeneratedNever();
        condition.Property(c => c.Version).IsConcurrencyToken();
        model.Entity<LostCriterion>().ToTable("lost_criteria").HasKey(c => new { c.StationId, c.Rule, c.Item });
    }
}
