using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Marks;

/// <summary>
/// The keys that sign marks, shared by all processes over the database: one signs, made at first use; older ones stay to verify. The only writer of them.
/// </summary>
public sealed class MarkKeyring(AppDb db, Viewer viewer, MarkSettings settings, IDataProtectionProvider protection, ProgrammeClock clock, TimeProvider time, AuditLog audit, AuditActor actor)
{
    const string Purpose = "Yinong.Marks.Keys.v1";

    readonly IDataProtector _protector = protection.CreateProtector(Purpose);

    /// <summary>Signs with the key in use. A key is made when there is none, or none of the algorithm that the setting asks for.</summary>
    public async Task<(MarkKey Key, byte[] Signature)> SignAsync(Func<MarkKey, byte[]> payload, CancellationToken cancel = default)
    {
        var key = await InUseAsync(cancel) ?? await MakeAsync(cancel);
        var secret = _protector.Unprotect(Convert.FromBase64String(key.PrivateKey));
        return (key, MarkAlgorithms.Sign(key.Algorithm, secret, payload(key)));
    }

    /// <summary>Every key there ever was, the newest first.</summary>
    public Task<List<MarkKey>> AllAsync(CancellationToken cancel = default) => db.MarkKeys.AsNoTracking().OrderByDescending(k => k.Id).ToListAsync(cancel);

    public Task<MarkKey?> FindAsync(string code, CancellationToken cancel = default) => db.MarkKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Code == code, cancel);

    /// <summary>Makes a new key that signs from now on; the others only verify. Throws 403.</summary>
    public async Task<MarkKey> RotateAsync(CancellationToken cancel = default)
    {
        May();
        return await MakeAsync(cancel);
    }

    /// <summary>
    /// Gives a key up from a day on, because it was in wrong hands: marks issued then or later are forged, earlier ones are taken only where the register
    /// holds them. Throws 403, 404, 409, or 400 with the field.
    /// </summary>
    public async Task RevokeAsync(string code, DateOnly from, string? reason, CancellationToken cancel = default)
    {
        May();
        var key = await db.MarkKeys.FirstOrDefaultAsync(k => k.Code == code, cancel) ?? throw Problem.NotFound();
        if (key.RevokedFrom is not null) throw MarkProblems.KeyRevoked();
        if (from > clock.Today) throw MarkProblems.RevokedInFuture();
        if (reason is null || reason.Trim().Length < 5) throw MarkProblems.WhyNeeded();
        (key.RevokedFrom, key.RevokedAt, key.RevokedBy, key.RevocationReason) = (from, Now, actor.Actor, reason.Trim());
        audit.Record(db, "mark-key.revoked", $"mark-key:{code}", 0, new { key.Algorithm, key.RevokedFrom }, key.RevocationReason);
        await db.SaveChangesAsync(cancel);
    }

    DateTime Now => time.GetUtcNow().UtcDateTime;

    Task<MarkKey?> InUseAsync(CancellationToken cancel) =>
        db.MarkKeys.AsNoTracking().Where(k => k.RetiredAt == null && k.RevokedFrom == null && k.Algorithm == settings.Algorithm).OrderByDescending(k => k.Id).FirstOrDefaultAsync(cancel);

    // Two processes that start together may make one each: both are published, and the newer one signs.
    async Task<MarkKey> MakeAsync(CancellationToken cancel)
    {
        var (open, secret) = MarkAlgorithms.MakePair(settings.Algorithm);
        var key = new MarkKey
        {
            Code = MarkKey.CodeOf(open), Algorithm = settings.Algorithm, PublicKey = Convert.ToBase64String(open), PrivateKey = Convert.ToBase64String(_protector.Protect(secret)), CreatedAt = Now, CreatedBy = actor.Actor,
        };
        foreach (var older in await db.MarkKeys.Where(k => k.RetiredAt == null).ToListAsync(cancel)) (older.RetiredAt, older.RetiredBy) = (Now, actor.Actor);
        db.Add(key);
        audit.Record(db, "mark-key.made", $"mark-key:{key.Code}", 0, new { key.Algorithm });
        await db.SaveChangesAsync(cancel);
        return key;
    }

    void May()
    {
        if (viewer.Reach != Reach.Nation || !viewer.Has(Permission.MarkKeysManage)) throw MarkProblems.NotYours();
    }
}
