using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules;
using Yinong.Modules.Divisions;
using Yinong.Platform.Audit;

namespace Yinong.Database;

/// <summary>
/// The one unit of work over the one schema. It starts with <see cref="Reach.Nothing"/>: whoever forgets to say how far he sees, sees nothing.
/// </summary>
/// <param name="options">Which engine.</param>
/// <param name="current">The reach of the request's viewer, read at each query; null outside of requests.</param>
public sealed partial class AppDb(DbContextOptions<AppDb> options, CurrentReach? current = null) : DbContext(options), IDataProtectionKeyContext
{
    Reach? _aloud;

    /// <summary>How far this unit of work sees: what was said aloud, else the reach of the request's viewer, else nothing.</summary>
    public Reach Reach
    {
        get => _aloud ?? current?.Value ?? Reach.Nothing;
        set => _aloud = value;
    }

    // Read by the query filters: EF turns members of the context into parameters, evaluated at each query.
    internal long ReachFrom => Reach.From;

    internal long ReachTo => Reach.To;

    internal int? ReachOrganisation => Reach.Organisation;

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>This unit of work sees the whole nation; for jobs, commands, and public pages that show only what is public.</summary>
    public AppDb Nationwide()
    {
        Reach = Reach.Nation;
        return this;
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        AllModules.Model(model);
        model.UseSnakeCase();
        model.FilterByReach(this);
        if (Database.IsSqlite()) model.StoreForSqlite();
    }
}
