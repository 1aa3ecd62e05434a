using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Identity;

/// <summary>Organisations that posts are given for: made, renamed, closed. The only writer.</summary>
public sealed class OrganisationRegister(AppDb db, Viewer viewer, AuditLog audit, TimeProvider time)
{
    /// <summary>Makes an organisation inside the reach of the viewer.</summary>
    public async Task<int> CreateAsync(string name, OrganisationKind kind, DivisionCode division)
    {
        if (!viewer.Reach.Contains(division)) throw Problem.NotFound();
        if (viewer.Reach.Organisation is not null) throw IdentityProblems.OrganisationNotYours();
        if (await db.Organisations.AnyAsync(o => o.Name == name && o.Kind == kind && o.ClosedAt == null)) throw IdentityProblems.OrganisationKnown();
        var organisation = new Organisation { Name = name, Kind = kind, Division = division.Value, CreatedAt = time.GetUtcNow().UtcDateTime };
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(organisation);
        await db.SaveChangesAsync();
        audit.Record(db, "organisation.created", $"organisation:{organisation.Id}", organisation.Division, new { name, kind = kind.ToString() });
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return organisation.Id;
    }

    /// <summary>Closes it: no new posts for it. Posts that are held stay until they are revoked.</summary>
    public async Task CloseAsync(int id, string reason)
    {
        var organisation = await db.Organisations.FirstOrDefaultAsync(o => o.Id == id) ?? throw Problem.NotFound();
        if (viewer.Reach.Organisation is not null) throw IdentityProblems.OrganisationNotYours();
        if (organisation.ClosedAt is not null) return;
        organisation.ClosedAt = time.GetUtcNow().UtcDateTime;
        audit.Record(db, "organisation.closed", $"organisation:{id}", organisation.Division, reason: reason);
        await db.SaveChangesAsync();
    }
}
