using Microsoft.EntityFrameworkCore;
using Yinong.Modules.AuditTrail;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Desk;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Marks;
using Yinong.Modules.Officers;
using Yinong.Modules.Portal;
using Yinong.Modules.Programme;
using Yinong.Modules.Stations;
using Yinong.Modules.Supervision;
using Yinong.Modules.Training;

namespace Yinong.Modules;

/// <summary>The table of contents: every module with what it adds to the services, the model and the addresses. Lower modules first.</summary>
static class AllModules
{
    public static void Services(IServiceCollection services, Web.YinongSettings settings)
    {
        DivisionsModule.Services(services);
        IdentityModule.Services(services, settings);
        MarksModule.Services(services);
        StationsModule.Services(services);
        ProgrammeModule.Services(services);
        OfficersModule.Services(services);
        CatalogueModule.Services(services);
        DeskModule.Services(services);
        TrainingModule.Services(services);
        SupervisionModule.Services(services);
        AuditTrailModule.Services(services);
        PortalModule.Services(services);
    }

    /// <summary>The desk's side navigation, in the order shown within each group. A module lists its own entries.</summary>
    public static IReadOnlyList<Web.MenuEntry> Menu { get; } =
    [
        .. SupervisionModule.Menu,
        .. PortalModule.Menu,
        .. ProgrammeModule.Menu,
        .. StationsModule.Menu,
        .. OfficersModule.Menu,
        .. TrainingModule.Menu,
        .. CatalogueModule.Menu,
        .. DeskModule.Menu,
        .. IdentityModule.Menu,
        .. MarksModule.Menu,
        .. DivisionsModule.Menu,
        .. AuditTrailModule.Menu,
    ];

    public static void Model(ModelBuilder model)
    {
        Database.PlatformModel.Model(model);
        DivisionsModule.Model(model);
        IdentityModule.Model(model);
        MarksModule.Model(model);
        StationsModule.Model(model);
        ProgrammeModule.Model(model);
        OfficersModule.Model(model);
        CatalogueModule.Model(model);
        DeskModule.Model(model);
        TrainingModule.Model(model);
        SupervisionModule.Model(model);
    }

    public static void Endpoints(IEndpointRouteBuilder app)
    {
        DivisionsModule.Endpoints(app);
        IdentityModule.Endpoints(app);
        MarksModule.Endpoints(app);
        StationsModule.Endpoints(app);
        ProgrammeModule.Endpoints(app);
        OfficersModule.Endpoints(app);
        CatalogueModule.Endpoints(app);
        DeskModule.Endpoints(app);
        TrainingModule.Endpoints(app);
        AuditTrailModule.Endpoints(app);
        SupervisionModule.Endpoints(app);
        PortalModule.Endpoints(app);
    }
}
