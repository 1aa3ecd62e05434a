using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers.Applications;
using Yinong.Modules.Officers.Assessments;
using Yinong.Modules.Officers.Personal;
using Yinong.Modules.Officers.Rules;
using Yinong.Modules.Officers.Standings;

namespace Yinong.Modules.Officers;

/// <summary>What the module adds to the services, the model and the addresses.</summary>
static class OfficersModule
{
    public static void Services(IServiceCollection services)
    {
        services.AddScoped<OfficerRegister>().AddScoped<CertificateRegister>().AddScoped<CertificateRests>().AddScoped<CertificatePapers>().AddScoped<OfficerList>().AddScoped<OfficerRules>();
        services.AddSingleton<PersonalVault>().AddSingleton(new Stations.Photos.FileReference("officer_application_files", "hash"));
        services.AddScoped<ApplicationDesk>().AddScoped<ApplicationRegister>().AddScoped<ObjectionDesk>().AddScoped<ApplicationList>();
        services.AddSingleton<ApplicationUpkeep>().AddHostedService(provider => provider.GetRequiredService<ApplicationUpkeep>());
        services.AddScoped<StandingRegister>().AddScoped<LeaveDesk>().AddScoped<TermDesk>().AddScoped<OfficerHandOverDesk>().AddScoped<OfficerAccounts>().AddScoped<StandingTasks>().AddScoped<AssessmentRegister>().AddScoped<OfficerTasks>();
        services.AddScoped<Stations.HandOvers.HandOverSource, PostingsHandedOver>();
    }

    public static Web.MenuEntry[] Menu =>
    [
        new("信息员", Icon: "user-check", "/officers", Permission.OfficersRead, 2),
        new("选聘申请", Icon: "user-plus", "/officers/applications", Permission.OfficersRead, 2),
    ];

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
        model.Entity<OfficerRuleEdition>().ToTable("officer_rule_editions");
        model.Entity<PersonalKey>().ToTable("personal_keys");
        model.Entity<OfficerApplication>().ToTable("officer_applications").Property(a => a.Version).IsConcurrencyToken();
        model.Entity<OfficerApplicationStep>().ToTable("officer_application_steps");
        model.Entity<OfficerApplicationFile>().ToTable("officer_application_files");
        model.Entity<OfficerObjection>().ToTable("officer_objections").Property(o => o.Outcome).IsConcurrencyToken();
        model.Entity<OfficerStandingStep>().ToTable("officer_standing_steps");
        model.Entity<OfficerPause>().ToTable("officer_pauses").Property(p => p.State).IsConcurrencyToken();
        model.Entity<OfficerHandOver>().ToTable("officer_hand_overs").Property(h => h.SignedAt).IsConcurrencyToken();
        model.Entity<OfficerAssessment>().ToTable("officer_assessments");
        model.Entity<OfficerHandOver>().Ignore(h => h.Matters);
        model.Entity<OfficerAssessment>().Ignore(a => a.Known);
        model.Entity<OfficerApplication>().Ignore(a => a.ConflictNames);
        model.Entity<OfficerPause>().Ignore(p => p.LastDay);
    }

    public static void Endpoints(IEndpointRouteBuilder app)
    {
        CertificatesApi.Map(app);
        CertificateFiles.Map(app);
        Pages.OfficerExport.Map(app);
        ApplicationFiles.Map(app);
        Applications.Pages.ApplicationExport.Map(app);
        Standings.Pages.AssessmentExport.Map(app);
    }
}
