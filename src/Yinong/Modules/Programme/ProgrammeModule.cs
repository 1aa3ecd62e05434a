using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;

namespace Yinong.Modules.Programme;

/// <summary>What the module adds to the services, the model and the addresses.</summary>
static class ProgrammeModule
{
    public static void Services(IServiceCollection services) =>
        services.AddSingleton<ProgrammeShelf>().AddSingleton<RosterVillages>().AddSingleton<StationCounts>().AddSingleton<ProgrammeProgress>().AddSingleton<StationRecount>().AddScoped<ProgrammePlan>().AddScoped<RosterImport>();

    public static Web.MenuEntry[] Menu => [new("目标进度", Icon: "target", "/programme", Permission.ProgrammeRead, 1)];

    public static void Model(ModelBuilder model)
    {
        model.Entity<ProgrammeYear>().ToTable("programmes").HasKey(p => p.Code);
        model.Entity<Cohort>().ToTable("cohorts").HasKey(c => new { c.Programme, c.Code });
        model.Entity<Rollout>().ToTable("rollouts").HasKey(r => new { r.Programme, r.Division });
        model.Entity<Target>().ToTable("targets");
        model.Entity<VillageRoster>().ToTable("village_rosters");
        model.Entity<VillageRosterUnit>().ToTable("village_roster_units").HasKey(u => new { u.RosterId, u.Division });
        model.Entity<RosterComparison>().ToTable("roster_comparisons").HasKey(c => new { c.Programme, c.Division, c.Basis });
        model.Entity<ProgrammeParameter>().ToTable("programme_parameters");
    }

    public static void Endpoints(IEndpointRouteBuilder app)
    {
        ProgrammeApi.Map(app);
        Pages.ProgrammeExports.Map(app);
    }
}
