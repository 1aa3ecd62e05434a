using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity.SignIn;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Time;

namespace Yinong.Modules.Identity;

/// <summary>
/// The first administrator of a new installation: while there is none, <c>serve</c> prints a link that works once, for a day. Only its hash is kept.
/// Whoever can read the terminal owns the machine; there is no default password.
/// </summary>
public sealed class SetUpLink(AccountStore.Db store, AccountRegister register, Grants grants, AuditActor actor, TimeProvider time)
{
    const string SettingName = "set-up-link", FirstRole = "security-administrator";

    static readonly TimeSpan Life = TimeSpan.FromHours(24);

    AppDb Db => store.Value;

    /// <summary>A new link's path while nobody can give posts for the whole installation; null otherwise. An older link is worth nothing from now on.</summary>
    public async Task<string?> OfferAsync()
    {
        if (await HasAdministratorAsync()) return null;
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await Db.Settings.Where(s => s.Name == SettingName).ExecuteDeleteAsync();
        Db.Add(new Setting { Name = SettingName, Value = JsonSerializer.Serialize(new Offer(Hash(token), time.GetUtcNow() + Life)) });
        await Db.SaveChangesAsync();
        return $"/setup?token={token}";
    }

    /// <summary>Whether the token opens the page.</summary>
    public async Task<bool> IsGoodAsync(string? token) => await FindAsync(token) is not null;

    /// <summary>Makes the first administrator and spends the link. Throws 404 when it is spent, expired or wrong.</summary>
    public async Task UseAsync(string? token, string userName, string name, string password)
    {
        var offer = await FindAsync(token) ?? throw IdentityProblems.SetUpLinkSpent();
        actor.Actor = "set-up-link";
        grants.Installation = true;
        // One transaction: of two who come at the same moment one finds the link gone, and a password that is not taken does not cost it.
        await using var transaction = await Db.Database.BeginTransactionAsync();
        if (await Db.Settings.Where(s => s.Name == SettingName && s.Value == offer).ExecuteDeleteAsync() != 1) throw IdentityProblems.SetUpLinkSpent();
        await register.CreateAsync(new(userName, name, DivisionCode.Nation, Password: password), new(FirstRole, DivisionCode.Nation, null, "first administrator"));
        await transaction.CommitAsync();
    }

    async Task<string?> FindAsync(string? token)
    {
        if (token is not { Length: > 0 and < 100 }) return null;
        var value = await Db.Settings.AsNoTracking().Where(s => s.Name == SettingName).Select(s => s.Value).FirstOrDefaultAsync();
        if (value is null || JsonSerializer.Deserialize<Offer>(value) is not { } offer || offer.Ends <= time.GetUtcNow()) return null;
        return CryptographicOperations.FixedTimeEquals(Convert.FromHexString(offer.Hash), Convert.FromHexString(Hash(token))) ? value : null;
    }

    async Task<bool> HasAdministratorAsync()
    {
        var roles = Roles.All.Where(r => r.Permissions.Contains(Permission.AccountsGrant)).Select(r => r.Code).ToList();
        var today = ProgrammeClock.DayOf(time.GetUtcNow().UtcDateTime);
        return await Db.AccountPosts.AnyAsync(p => p.Division == 0 && roles.Contains(p.Role) && p.RevokedAt == null && p.ValidFrom <= today && (p.ValidTo == null || p.ValidTo >= today)
            && Db.Accounts.Any(a => a.Id == p.AccountId && a.ClosedAt == null));
    }

    static string Hash(string token) => Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));

    sealed record Offer(string Hash, DateTimeOffset Ends);
}
