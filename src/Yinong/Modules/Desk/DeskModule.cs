using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Database;

namespace Yinong.Modules.Desk;

/// <summary>What the module adds to the services, the model and the addresses.</summary>
static class DeskModule
{
    public static void Services(IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<IConfiguration>().GetSection("Desk").Get<DeskLimits>() ?? new DeskLimits());
        services.AddSingleton<DeskMetrics>().AddSingleton<DeskReference>().AddSingleton<RecordPartitions>().AddSingleton<RecordReader>().AddSingleton<RecordList>().AddSingleton<RecordAuditCheck>();
        services.AddSingleton<RecordStore>(provider => provider.GetRequiredService<SqlDatabase>().Engine == Engine.Postgres
            ? ActivatorUtilities.CreateInstance<PostgresRecords>(provider)
            : ActivatorUtilities.CreateInstance<SqliteRecords>(provider));
        services.AddSingleton<RecordWriter>().AddHostedService(provider => provider.GetRequiredService<RecordWriter>());
        services.AddScoped<ServiceDesk>().AddScoped<RecordCorrections>();
        services.AddScoped<OfficerDesk>().AddScoped<OfficerRecords>().AddScoped<RecordChain>().AddScoped<Stations.HandOvers.HandOverSource, CasesHandedOver>().AddSingleton<DeskAssets>();
    }

    public static Web.MenuEntry[] Menu => [new("服务记录", Icon: "list-details", "/records", Permission.ServiceRecordsRead, 2)];

    public static void Model(ModelBuilder model)
    {
        model.Entity<ServiceRecord>().ToTable("service_records");
        model.Entity<ServiceRecordCorrection>().ToTable("service_record_corrections").HasKey(c => c.RecordId);
    }

    public static void Endpoints(IEndpointRouteBuilder app)
    {
        DeskApi.Map(app);
        RecordListApi.Map(app);
        CorrectionApi.Map(app);
        OutboxApi.Map(app);
        app.MapGet("/records.csv", Pages.RecordsModel.CsvAsync).Require(Permission.ServiceRecordsRead).ExcludeFromDescription();
        app.ServiceProvider.GetRequiredService<DeskAssets>().Map(app);
    }
}
