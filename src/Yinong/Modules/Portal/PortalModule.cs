using Yinong.Modules.Identity;
using Yinong.Web;

namespace Yinong.Modules.Portal;

/// <summary>The public site: home, finding a station, progress, statements, and the page for everything that went wrong.</summary>
static class PortalModule
{
    public static void Services(IServiceCollection services)
    {
        services.AddScoped<StationFinder>().AddScoped<MarkCheck>().AddSingleton<PublicFigures>();
    }

    public static MenuEntry[] Menu => [new("待办", Icon: "checklist", "/tasks", Permission.StationsRead, 1)];

    public static void Endpoints(IEndpointRouteBuilder app)
    {
        app.MapGet("/view", ViewSettings.Change).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/progress.csv", Pages.ProgressModel.CsvAsync).AllowAnonymous().ExcludeFromDescription();
        MarkCheckApi.Map(app);
        VerifyWorker.Map(app);
        app.MapGet("/home", (Viewer viewer) => TypedResults.LocalRedirect(HomeOf(viewer))).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Where the day begins: what has to be done before anything else, the officer's phone page, else the first entry of the desk's menu.</summary>
    static string HomeOf(Viewer viewer) => viewer switch
    {
        { IsKnown: false } => "/sign-in",
        { First: { } first } => first,
        _ when viewer.Has(Permission.DeskUse) => "/desk",
        _ => AllModules.Menu.Where(entry => viewer.Has(entry.Permission)).MinBy(entry => entry.Group)?.Href ?? "/",
    };
}
