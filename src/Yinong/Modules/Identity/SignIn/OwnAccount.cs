using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Audit;
using Yinong.Platform.Jobs;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Identity.SignIn;

/// <summary>What everybody does with the own account: password, second factor, passkeys, sessions, the post in force. Every change is in the audit.</summary>
public sealed class OwnAccount(Viewer viewer, AccountStore.Db store, UserManager<Account> users, AccountSessions sessions, ChangeFeed changes, AuditLog audit)
{
    /// <summary>How many recovery codes are made at a time.</summary>
    public const int RecoveryCodes = 10;

    Account? _account;

    AppDb Db => store.Value;

    /// <summary>The account of the one who asks; throws 401 when nobody has signed in.</summary>
    public async Task<Account> GetAsync() =>
        _account ??= viewer.AccountId is { } id ? await users.FindByIdAsync(id.ToString(CultureInfo.InvariantCulture)) ?? throw Problem.NotFound() : throw IdentityProblems.NotSignedIn();

    public async Task ChangePasswordAsync(string current, string next)
    {
        var account = await GetAsync();
        await DoAsync(account, "account.password-changed", async () =>
        {
            IdentityProblems.ThrowIfFailed(await users.ChangePasswordAsync(account, current, next));
            account.MustChangePassword = false;
        });
        await EndOthersAsync();
    }

    /// <summary>The key for the authenticator app, the same until it is confirmed.</summary>
    public async Task<string> GetAuthenticatorKeyAsync()
    {
        var account = await GetAsync();
        if (account.TwoFactorEnabled) throw IdentityProblems.TwoFactorOnAlready();
        if (await users.GetAuthenticatorKeyAsync(account) is { Length: > 0 } key) return key;
        IdentityProblems.ThrowIfFailed(await users.ResetAuthenticatorKeyAsync(account));
        return (await users.GetAuthenticatorKeyAsync(account))!;
    }

    /// <summary>Turns the second factor on when the code proves that the app has the key. Answers the recovery codes, shown once.</summary>
    public async Task<IReadOnlyList<string>> EnableTwoFactorAsync(string code)
    {
        var account = await GetAsync();
        var digits = string.Concat(code.Where(char.IsAsciiDigit));
        if (!await users.VerifyTwoFactorTokenAsync(account, users.Options.Tokens.AuthenticatorTokenProvider, digits)) throw IdentityProblems.CodeWrong();
        IReadOnlyList<string> codes = [];
        await DoAsync(account, "account.two-factor-on", async () =>
        {
            IdentityProblems.ThrowIfFailed(await users.SetTwoFactorEnabledAsync(account, true));
            codes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes) ?? []];
        });
        await EndOthersAsync();
        return codes;
    }

    /// <summary>New recovery codes; the old ones are worth nothing from now on.</summary>
    public async Task<IReadOnlyList<string>> MakeRecoveryCodesAsync(string password)
    {
        var account = await ProveAsync(password);
        IReadOnlyList<string> codes = [];
        await DoAsync(account, "account.recovery-codes-made", async () => codes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes) ?? []]);
        return codes;
    }

    /// <summary>Turns the second factor off and forgets its key. Whoever must have one is asked for a new one at once.</summary>
    public async Task DisableTwoFactorAsync(string password)
    {
        var account = await ProveAsync(password);
        await DoAsync(account, "account.two-factor-off", async () =>
        {
            IdentityProblems.ThrowIfFailed(await users.SetTwoFactorEnabledAsync(account, false));
            IdentityProblems.ThrowIfFailed(await users.ResetAuthenticatorKeyAsync(account));
        });
    }

    public async Task<int> CountRecoveryCodesAsync() => await users.CountRecoveryCodesAsync(await GetAsync());

    public async Task<IList<UserPasskeyInfo>> PasskeysAsync() => await users.GetPasskeysAsync(await GetAsync());

    public async Task AddPasskeyAsync(UserPasskeyInfo passkey)
    {
        var account = await GetAsync();
        await DoAsync(account, "account.passkey-added", async () => IdentityProblems.ThrowIfFailed(await users.AddOrUpdatePasskeyAsync(account, passkey)));
    }

    public async Task RemovePasskeyAsync(byte[] credentialId)
    {
        var account = await GetAsync();
        if (await users.GetPasskeyAsync(account, credentialId) is null) throw Problem.NotFound();
        await DoAsync(account, "account.passkey-removed", async () => IdentityProblems.ThrowIfFailed(await users.RemovePasskeyAsync(account, credentialId)));
    }

    /// <summary>The own sign-ins that are alive, the newest first.</summary>
    public async Task<List<AccountSession>> SessionsAsync(DateTime now) =>
        await Db.AccountSessions.AsNoTracking().Where(s => s.AccountId == viewer.AccountId && s.EndsAt > now).OrderByDescending(s => s.SeenAt).ToListAsync();

    public async Task EndSessionAsync(Guid session)
    {
        if (await sessions.EndAsync(await GetAsync(), "account.sessions-ended", only: session) == 0) throw Problem.NotFound();
    }

    /// <summary>Ends every sign-in but this one.</summary>
    public async Task EndOthersAsync() => await sessions.EndAsync(await GetAsync(), "account.sessions-ended", except: viewer.SessionId);

    /// <summary>Puts another of the own posts in force. Throws 404 when it is not one of them.</summary>
    public async Task ChoosePostAsync(int postId)
    {
        var post = viewer.Posts.FirstOrDefault(p => p.Id == postId) ?? throw Problem.NotFound();
        if (viewer is { AccountId: { } account, SessionId: { } session }) await sessions.ChoosePostAsync(account, session, post);
    }

    async Task<Account> ProveAsync(string password)
    {
        var account = await GetAsync();
        return await users.CheckPasswordAsync(account, password) ? account : throw IdentityProblems.PasswordWrong();
    }

    async Task DoAsync(Account account, string action, Func<Task> work)
    {
        await using var transaction = await Db.Database.BeginTransactionAsync();
        await work();
        audit.Record(Db, action, $"account:{account.Id}", account.Division);
        changes.Announce(Db, AccountDirectory.Topic, account.Id.ToString(CultureInfo.InvariantCulture));
        await Db.SaveChangesAsync();
        await transaction.CommitAsync();
    }
}
