using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;

namespace Yinong.Modules.Stations;

/// <summary>What the module adds to the services, the model and the addresses.</summary>
static class StationsModule
{
    public static void Services(IServiceCollection services)
    {
        services.AddScoped<StationRegister>().AddSingleton<StationFacts>().AddSingleton<StationCounting>();
        SixHaves.SixHavesModel.Services(services);
    }

    public static Web.MenuEntry[] Menu => [new("服务站", Icon: "building-store", "/stations", Permission.StationsRead, 2)];

    public static void Model(ModelBuilder model)
    {
        model.Entity<Station>().ToTable("stations").Property(s => s.Version).IsConcurrencyToken();
        model.Entity<StationTransition>().ToTable("station_transitions");
        SixHaves.SixHavesModel.Model(model);
    }

    public static void Endpoints(IEndpointRouteBuilder app)
    {
        StationsApi.Map(app);
        Pages.StationExport.Map(app);
        SixHaves.EvidenceFiles.Map(app);
        SixHaves.Pages.LostExport.Map(app);
    }
}
