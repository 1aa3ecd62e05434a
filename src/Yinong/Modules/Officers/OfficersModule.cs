using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;

namespace Yinong.Modules.Officers;

/// <summary>What the module adds to the services, the model and the addresses.</summary>
static class OfficersModule
{
    public static void Services(IServiceCollection services) => services.AddScoped<OfficerRegister>().AddScoped<CertificateRegister>().AddScoped<CertificateRests>().AddScoped<CertificatePapers>().AddScoped<OfficerList>()
        .AddScoped<Stations.HandOvers.HandOverSource, PostingsHandedOver>();

    public static Web.MenuEntry[] Menu => [new("信息员", Icon: "user-check", "/officers", Permission.OfficersRead, 2)];

    public static void Model(ModelBuilder model)
    {
        model.Entity<Officer>().ToTable("officers").Property(o => o.Version).IsConcurrencyToken();
        model.Entity<Posting>().ToTable("postings");
        model.Entity<Certificate>().ToTable("certificates");
        model.Entity<CertificateSuspension>().ToTable("certificate_suspensions");
        model.Entity<Certificate>().HasMany(c => c.Suspensions).WithOne().HasForeignKey(s => s.CertificateId);
        // Whether a certificate holds is never asked without them.
        model.Entity<Certificate>().Navigation(c => c.Suspensions).AutoInclude();
        model.Entity<Qualification>().ToTable("qualifications");
    }

    public static void Endpoints(IEndpointRouteBuilder app)
    {
        CertificatesApi.Map(app);
        CertificateFiles.Map(app);
        Pages.OfficerExport.Map(app);
    }
}
