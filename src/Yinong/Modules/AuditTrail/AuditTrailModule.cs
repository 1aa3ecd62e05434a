using Yinong.Modules.Identity;
using Yinong.Platform.Audit;

namespace Yinong.Modules.AuditTrail;

/// <summary>What the module adds to the services: the sealing of the audit and its reading.</summary>
static class AuditTrailModule
{
    public static void Services(IServiceCollection services)
    {
        services.AddSingleton(provider => SettingsOf(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<AuditSealer>().AddHostedService(provider => provider.GetRequiredService<AuditSealer>());
        services.AddSingleton<AuditVerifier>();
        services.AddScoped<AuditReading>();
    }

    public static Web.MenuEntry[] Menu => [new("审计日志", Icon: "history", "/audit", Permission.AuditRead, 4)];

    public static void Endpoints(IEndpointRouteBuilder app) => Pages.AuditExport.Map(app);

    static AuditSettings SettingsOf(IConfiguration configuration)
    {
        var algorithm = configuration["Audit:Algorithm"] ?? AuditHash.Sha256;
        return AuditHash.Knows(algorithm) ? new(algorithm) : throw new FormatException($"Audit:Algorithm must be {AuditHash.Sha256} or {AuditHash.Sm3}, not '{algorithm}'.");
    }
}
