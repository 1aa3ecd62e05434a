using Microsoft.EntityFrameworkCore;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;

namespace Yinong.Database;

/// <summary>Tables of the kernel.</summary>
static class PlatformModel
{
    public static void Model(ModelBuilder model)
    {
        model.Entity<AuditEntry>().ToTable("audit_entries");
        model.Entity<Change>().ToTable("changes");
        model.Entity<Setting>().ToTable("settings").HasKey(s => s.Name);
    }
}
