using Microsoft.AspNetCore.Identity;
using Yinong.Platform.Audit;

namespace Yinong.Modules.Identity.SignIn;

/// <summary>How a try to sign in ended.</summary>
public enum SignInOutcome
{
    /// <summary>Name, password or code are wrong, or the account is closed: from outside these are the same.</summary>
    Refused,

    /// <summary>The password was right; the code is still to come.</summary>
    SecondFactor,

    Done,
}

/// <summary>Signing in with a password, a code, a recovery code: throttled per address and per account, every try in the audit.</summary>
public sealed class PasswordSignIn(AccountSignIn signIn, UserManager<Account> users, AccountStore.Db store, SignInThrottle throttle, AuditLog audit)
{
    // Failed passkeys count for the address alone: nobody knows whose they were meant to be.
    const string PasskeyName = "";

    // Checked when there is no such account, so that the answer takes as long as when there is one.
    static readonly string NoOnesHash = new PasswordHasher<Account>().HashPassword(Nobody, Passwords.Make());

    static Account Nobody => new() { Name = "" };

    /// <summary>Name and password. Throws <c>sign-in.throttled</c> after too many failures.</summary>
    public async Task<SignInOutcome> TryAsync(HttpContext context, string userName, string password, bool remember)
    {
        throttle.Check(context, userName);
        var account = await users.FindByNameAsync(userName);
        if (account is null)
        {
            users.PasswordHasher.VerifyHashedPassword(Nobody, NoOnesHash, password);
            return await RefuseAsync(context, userName, null, "unknown");
        }
        return await AnswerAsync(context, account, await signIn.PasswordSignInAsync(account, password, remember, lockoutOnFailure: true));
    }

    /// <summary>The code of the authenticator app, after the password.</summary>
    public Task<SignInOutcome> TryCodeAsync(HttpContext context, string code, bool remember) =>
        TrySecondAsync(context, "totp", () => signIn.TwoFactorAuthenticatorSignInAsync(Digits(code), remember, rememberClient: false));

    /// <summary>One of the recovery codes, after the password; each is good once.</summary>
    public Task<SignInOutcome> TryRecoveryCodeAsync(HttpContext context, string code) =>
        TrySecondAsync(context, "recovery-code", () => signIn.TwoFactorRecoveryCodeSignInAsync(code.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant()));

    /// <summary>A passkey instead of name, password and code; <paramref name="credential"/> is what the browser answered.</summary>
    public async Task<SignInOutcome> TryPasskeyAsync(HttpContext context, string credential)
    {
        throttle.Check(context, PasskeyName);
        signIn.Method = "passkey";
        var result = SignInResult.Failed;
        try
        {
            result = await signIn.PasskeySignInAsync(credential);
        }
        catch (Exception e) when (AccountSignIn.IsNoCredential(e))
        {
            // Counted below like any other failure.
        }
        return result.Succeeded ? SignInOutcome.Done : await RefuseAsync(context, PasskeyName, null, "passkey");
    }

    /// <summary>Whose code is awaited; null when the password was given too long ago.</summary>
    public Task<Account?> AwaitedAsync() => signIn.GetTwoFactorAuthenticationUserAsync();

    async Task<SignInOutcome> TrySecondAsync(HttpContext context, string method, Func<Task<SignInResult>> check)
    {
        if (await AwaitedAsync() is not { } account) return SignInOutcome.Refused;
        throttle.Check(context, account.UserName!);
        signIn.Method = method;
        return await AnswerAsync(context, account, await check());
    }

    async Task<SignInOutcome> AnswerAsync(HttpContext context, Account account, SignInResult result)
    {
        if (result.RequiresTwoFactor) return SignInOutcome.SecondFactor;
        if (result.Succeeded)
        {
            throttle.Forget(account.UserName!);
            return SignInOutcome.Done;
        }
        await RefuseAsync(context, account.UserName!, account, result.IsLockedOut ? "locked" : result.IsNotAllowed ? "closed" : "wrong");
        if (result.IsLockedOut) throw IdentityProblems.TooManySignIns((int)SignInThrottle.Window.TotalSeconds);
        return SignInOutcome.Refused;
    }

    // The typed name of an unknown account is not kept: people type passwords there.
    async Task<SignInOutcome> RefuseAsync(HttpContext context, string userName, Account? account, string why)
    {
        throttle.Failed(context, userName);
        audit.Record(store.Value, "account.sign-in-refused", account is null ? "account:unknown" : $"account:{account.Id}", account?.Division ?? 0, new { why });
        await store.Value.SaveChangesAsync();
        return SignInOutcome.Refused;
    }

    static string Digits(string code) => string.Concat(code.Where(char.IsAsciiDigit));
}
