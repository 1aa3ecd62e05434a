using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity.SignIn;
using Yinong.Web;

namespace Yinong.Modules.Identity;

/// <summary>An account of the demonstration.</summary>
/// <param name="UserName">What it signs in with.</param>
/// <param name="Name">Who it is.</param>
/// <param name="Role">Code of the role.</param>
/// <param name="Division">Digits of the place.</param>
/// <param name="OrganisationId">For operators: the organisation; null: none.</param>
public sealed record DemoAccount(string UserName, string Name, string Role, string Division, int? OrganisationId = null);

/// <summary>
/// The accounts of the demonstration (contract.md), one of each kind: those of demo-accounts.json, and those that depend on what was simulated (an
/// operator's, an officer's), which the one who simulated names. They exist in a demonstration only.
/// </summary>
public sealed class DemoAccounts(AccountStore.Db store, AccountRegister register, Grants grants, IPasswordHasher<Account> hasher, StartMode mode)
{
    const string Reason = "demonstration";

    /// <summary>Those whose place is known without a simulation.</summary>
    public static IReadOnlyList<DemoAccount> Fixed { get; } = Load();

    /// <summary>
    /// Makes the accounts that are not there yet and gives all of them the password; nobody has to change it. Answers the key of each by its name.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, int>> EnsureAsync(string password, IEnumerable<DemoAccount> accounts)
    {
        if (!mode.IsDemonstration) throw new InvalidOperationException("Accounts with a known password exist in a demonstration only.");
        grants.Installation = true;
        var known = await KnownAsync();
        foreach (var account in accounts.Where(a => !known.ContainsKey(a.UserName)))
        {
            var division = DivisionCode.Parse(account.Division);
            await register.CreateAsync(new(account.UserName, account.Name, division, Password: Passwords.Make()), new(account.Role, division, account.OrganisationId, Reason));
        }
        known = await KnownAsync();
        await SetPasswordAsync([.. known.Values], password);
        return known.ToDictionary(k => k.Key, k => k.Value.Id);
    }

    /// <summary>What the sign-in page offers; nothing in real use.</summary>
    public async Task<IReadOnlyList<DemoAccount>> ListAsync()
    {
        if (!mode.IsDemonstration) return [];
        var rows = await (from post in store.Value.AccountPosts
                          join account in store.Value.Accounts on post.AccountId equals account.Id
                          where post.Reason == Reason && post.RevokedAt == null && account.ClosedAt == null
                          orderby post.Division % 10, account.Id
                          select new { account.UserName, account.Name, post.Role, post.Division, post.OrganisationId }).ToListAsync();
        return [.. rows.Select(r => new DemoAccount(r.UserName!, r.Name, r.Role, new DivisionCode(r.Division).ToString(), r.OrganisationId))];
    }

    async Task<Dictionary<string, Account>> KnownAsync() =>
        await (from account in store.Value.Accounts
               where store.Value.AccountPosts.Any(p => p.AccountId == account.Id && p.Reason == Reason)
               orderby account.Id
               select account).ToDictionaryAsync(a => a.UserName!);

    // The person who starts a demonstration may choose any password, also a short one. One hash for all: a later start shall not spend half a second
    // on a secret that it prints anyway.
    async Task SetPasswordAsync(IReadOnlyList<Account> accounts, string password)
    {
        if (accounts.Count == 0 || accounts.All(a => a.PasswordHash == accounts[0].PasswordHash) && hasher.VerifyHashedPassword(accounts[0], accounts[0].PasswordHash!, password) != PasswordVerificationResult.Failed) return;
        var hash = hasher.HashPassword(accounts[0], password);
        foreach (var account in accounts) account.PasswordHash = hash;
        await store.Value.SaveChangesAsync();
    }

    static List<DemoAccount> Load()
    {
        using var file = typeof(DemoAccounts).Assembly.GetManifestResourceStream("Yinong.Modules.Identity.demo-accounts.json")!;
        return JsonSerializer.Deserialize<List<DemoAccount>>(file, JsonSerializerOptions.Web)!;
    }
}
