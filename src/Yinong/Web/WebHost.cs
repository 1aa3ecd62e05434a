using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Yinong.Database;
using Yinong.Modules;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;
using Yinong.Platform.Time;

namespace Yinong.Web;

/// <summary>Puts the web application together: services, then the way of a request, then the addresses.</summary>
public static class WebHost
{
    /// <summary>How the platform was started.</summary>
    public enum Mode
    {
        /// <summary>Real use.</summary>
        Serve,

        /// <summary>The demonstration: marked 示例数据, its accounts listed on the sign-in page.</summary>
        Demonstration,
    }

    public static WebApplication Build(Mode mode, string[]? args = null, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args ?? [], ApplicationName = typeof(WebHost).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        // A build that was not published serves its style sheets from the source tree: cached and compressed like a published one, not
        // patched at run time (the patching answers "br" with gzip bytes).
        builder.WebHost.UseStaticWebAssets();
        builder.Configuration["EnableStaticAssetsDevelopmentCaching"] = "true";
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("OpenIddict", LogLevel.Warning);
        configure?.Invoke(builder);
        var settings = YinongSettings.From(builder.Configuration);
        builder.WebHost.UseUrls(settings.Urls);
        builder.Services.AddSingleton(new StartMode(mode));
        builder.AddObservability();
        AddServices(builder.Services, settings);
        var app = builder.Build();
        Installation.Migrate(settings.Database);
        UseAndMap(app);
        return app;
    }

    static void AddServices(IServiceCollection services, YinongSettings settings)
    {
        services.AddSingleton(settings).AddSingleton(settings.Database).AddSingleton<SqlDatabase>();
        // The clocks are the only things a test replaces.
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new ProgrammeClock(provider.GetRequiredService<TimeProvider>(), settings.Clock));
        services.AddSingleton<ChangeFeed>();
        services.AddScoped<Texts>().AddScoped<Frame>();
        services.AddSingleton<ErrorPageBranch>();
        services.AddScoped<AuditActor>().AddScoped<AuditLog>();
        services.AddDbContext<AppDb>((provider, options) =>
        {
            provider.GetRequiredService<SqlDatabase>().Configure(options);
            options.AddInterceptors(provider.GetRequiredService<ChangeFeed>());
        });
        // Chinese text stays readable in the HTML instead of six bytes of entity per character.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorPages(options => options.RootDirectory = "/Modules")
            .AddRazorOptions(options => options.PageViewLocationFormats.Add("/Web/Layouts/{0}.cshtml"))
            .AddFormMessages()
            .AddCleanForms();
        services.AddPageCompression();
        services.AddProxies(settings);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "yn-form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddHttpContextAccessor();
        services.AddReadiness();
        services.AddProblemDetails();
        services.AddOpenApi();
        AllModules.Services(services, settings);
    }

    static void UseAndMap(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseResponseCompression();
        app.UseLanguage();
        app.UsePageHeaders();
        app.UseProblems();
        app.UseErrorPage();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseBodyLimit();
        app.UseCleanText();
        app.UseAuthentication();
        app.UseMiddleware<ViewerMiddleware>();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapReadiness();
        app.MapMetrics();
        app.MapOpenApi().AllowAnonymous();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        AllModules.Endpoints(app);
    }
}

/// <summary>How this process was started, for pages that say so.</summary>
public sealed class StartMode(WebHost.Mode mode)
{
    /// <summary>The demonstration: everybody may know its accounts.</summary>
    public bool IsDemonstration => mode == WebHost.Mode.Demonstration;

    /// <summary>Pages say that their data is made up: in the demonstration, and wherever a country was simulated.</summary>
    public bool ShowsMadeUpData => IsDemonstration || HoldsSimulation;

    internal bool HoldsSimulation { get; set; }
}
