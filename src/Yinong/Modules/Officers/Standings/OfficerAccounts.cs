using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers.Personal;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;

namespace Yinong.Modules.Officers.Standings;

/// <summary>The account with which an officer signs in, and the look at his identity number.</summary>
public sealed class OfficerAccounts(AppDb db, Viewer viewer, OfficerRegister officers, PersonalVault vault, AuditLog audit, ChangeFeed feed)
{
    /// <summary>Links an account of one's reach that holds the post of an officer.</summary>
    public async Task LinkAsync(string number, string? userName, CancellationToken cancel = default)
    {
        var officer = await officers.GetAsync(number, cancel);
        if (viewer.Reach.Organisation is not null) throw StandingProblems.AuthorityOnly();
        if (!viewer.Has(Permission.OfficersWrite)) throw OfficerProblems.NotYours();
        var wanted = (userName ?? "").Trim().ToUpperInvariant();
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.NormalizedUserName == wanted && a.ClosedAt == null && db.AccountPosts.Any(p => p.AccountId == a.Id && p.RevokedAt == null && p.Role == "officer"), cancel)
            ?? throw StandingProblems.UnknownAccount();
        var before = officer.AccountId;
        (officer.AccountId, officer.Version) = (account.Id, officer.Version + 1);
        audit.Record(db, "officer.account-linked", $"officer:{officer.Number}", officer.Division, new { before, after = account.Id });
        feed.Announce(db, OfficerRegister.Topic, officer.Number);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (e.IsTaken("ux_officers_account", "officers.account_id"))
        {
            throw StandingProblems.AccountTaken();
        }
    }

    /// <summary>The identity number as it may be seen; null: none is kept.</summary>
    public async Task<string?> MaskedIdentityAsync(Officer officer) => officer.IdentityCipher is null ? null : IdentityNumber.Mask(await vault.OpenAsync(officer.IdentityCipher, officer.IdentityIndex!));

    /// <summary>The whole identity number, for a reason; the look is audited before it is shown.</summary>
    public async Task<string> RevealIdentityAsync(string number, string? why, CancellationToken cancel = default)
    {
        if (!viewer.Has(Permission.PersonalRead)) throw OfficerProblems.NotYours();
        var officer = await officers.GetAsync(number, cancel);
        if (why is null || why.Trim().Length < 4) throw OfficerProblems.WhyNeeded();
        if (officer.IdentityCipher is null) throw StandingProblems.NoIdentity();
        audit.Record(db, "personal.revealed", $"officer:{officer.Number}", officer.Division, new { field = "identity" }, why.Trim());
        await db.SaveChangesAsync(cancel);
        return await vault.OpenAsync(officer.IdentityCipher, officer.IdentityIndex!);
    }
}
