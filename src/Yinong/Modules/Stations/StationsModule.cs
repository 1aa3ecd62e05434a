using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations.Equipment;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Modules.Stations.Hosting;
using Yinong.Modules.Stations.Import;
using Yinong.Modules.Stations.Rechecks;
using Yinong.Modules.Stations.Reports;

namespace Yinong.Modules.Stations;

/// <summary>What the module adds to the services, the model and the addresses.</summary>
static class StationsModule
{
    public static void Services(IServiceCollection services)
    {
        services.AddScoped<StationRegister>().AddScoped<StationOperators>().AddSingleton<StationFacts>().AddSingleton<StationCounting>().AddScoped<StationTasks>();
        services.AddScoped<ReportDesk>().AddScoped<ReportList>().AddScoped<RecheckDesk>().AddScoped<RecheckList>();
        services.AddScoped<EquipmentRegister>().AddScoped<EquipmentHandover>().AddScoped<HostingRegister>().AddScoped<HostingFacts>();
        services.AddScoped<Plaques.PlaqueDesk>();
        HandOverModel.Services(services);
        Siting.SitingModel.Services(services);
        SixHaves.SixHavesModel.Services(services);
        Photos.PhotosModel.Services(services);
        services.AddSingleton(provider => ImportLimits.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<ImportShelf>().AddSingleton<ImportChecker>().AddSingleton<ImportWriter>();
        services.AddSingleton<ImportWorker>().AddHostedService(provider => provider.GetRequiredService<ImportWorker>());
        services.AddScoped<ImportRegister>().AddScoped<ImportCorrections>().AddScoped<ImportWithdrawal>().AddScoped<Pages.ImportSheet>();
    }

    public static Web.MenuEntry[] Menu =>
    [
        new("服务站", Icon: "building-store", "/stations", Permission.StationsRead, 2),
        new("交接", Icon: "checklist", "/hand-overs", Permission.StationsRead, 3),
        new("选点", Icon: "map-pin", "/siting", Permission.StationsRead, 2),
        new("抽查复核", Icon: "shield-check", "/rechecks", Permission.StationsRead, 3),
        new("疑似重复照片", Icon: "scan", "/photos", Permission.StationsRead, 3),
        new("群众反映", Icon: "flag", "/reports", Permission.StationsRead, 3),
    ];

    public static void Model(ModelBuilder model)
    {
        model.Entity<Station>().ToTable("stations").Property(s => s.Version).IsConcurrencyToken();
        model.Entity<StationTransition>().ToTable("station_transitions");
        model.Entity<RecheckDraw>().ToTable("recheck_draws");
        model.Entity<RecheckItem>().ToTable("recheck_items").Property(i => i.Version).IsConcurrencyToken();
        model.Entity<StationReport>().ToTable("station_reports").Property(r => r.Version).IsConcurrencyToken();
        model.Entity<EquipmentCard>().ToTable("equipment_cards").Property(c => c.Version).IsConcurrencyToken();
        model.Entity<EquipmentEvent>().ToTable("equipment_events");
        model.Entity<StationLicence>().ToTable("station_licences");
        model.Entity<StationHours>().ToTable("station_hours");
        model.Entity<StationClosure>().ToTable("station_closures");
        model.Entity<StationContact>().ToTable("station_contacts");
        model.Entity<ContactCheck>().ToTable("contact_checks");
        HandOverModel.Model(model);
        Siting.SitingModel.Model(model);
        SixHaves.SixHavesModel.Model(model);
        Photos.PhotosModel.Model(model);
        model.Entity<StationImport>().ToTable("station_imports");
        model.Entity<StationImportRow>().ToTable("station_import_rows").HasKey(r => new { r.ImportId, r.RowNo });
    }

    public static void Endpoints(IEndpointRouteBuilder app)
    {
        StationsApi.Map(app);
        Pages.StationExport.Map(app);
        Reports.Pages.ReportExport.Map(app);
        Rechecks.Pages.RecheckExport.Map(app);
        Hosting.Pages.LicencePhotos.Map(app);
        Plaques.PlaqueFiles.Map(app);
        SixHaves.EvidenceFiles.Map(app);
        SixHaves.Pages.LostExport.Map(app);
        Photos.Pages.PhotoExport.Map(app);
        Pages.ImportDownloads.Map(app);
        Siting.Pages.SitingExport.Map(app);
    }
}
