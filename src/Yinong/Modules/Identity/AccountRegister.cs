using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity.SignIn;
using Yinong.Platform.Audit;
using Yinong.Platform.Jobs;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Identity;

/// <summary>An account that is to be made.</summary>
/// <param name="UserName">What it signs in with: letters, digits and - . _ @.</param>
/// <param name="Name">Name to greet with.</param>
/// <param name="Division">Who looks after it: the managers whose reach contains this place.</param>
/// <param name="Email">For notices; may be empty.</param>
/// <param name="Password">Chosen by the person; null: the program makes one and it has to be changed at the first sign-in.</param>
public sealed record NewAccount(string UserName, string Name, DivisionCode Division, string? Email = null, string? Password = null);

/// <summary>A new account, with its password when the program made it: shown once and never again.</summary>
public sealed record MadeAccount(int Id, string? Password);

/// <summary>
/// Accounts and their posts: made, given, taken away, closed. The only writer. Looks through the request's own reach, so what is out of it does not
/// exist; writes through the unit of work of Identity, together with the audit.
/// </summary>
public sealed class AccountRegister(
    AppDb db, AccountStore.Db store, UserManager<Account> users, Grants grants, AccountSessions sessions, SignInThrottle throttle, ChangeFeed changes, AuditLog audit, AuditActor actor,
    TimeProvider time)
{
    AppDb Write => store.Value;

    DateTime Now => time.GetUtcNow().UtcDateTime;

    DateOnly Today => ProgrammeClock.DayOf(Now);

    /// <summary>Makes an account with its first post. Throws when the post may not be given or the name is taken.</summary>
    public async Task<MadeAccount> CreateAsync(NewAccount input, NewPost? post)
    {
        if (post is not null) await grants.CheckAsync(post, null);
        var account = new Account
        {
            UserName = input.UserName,
            Name = input.Name,
            Email = input.Email,
            Division = input.Division.Value,
            CreatedAt = Now,
            MustChangePassword = input.Password is null,
        };
        var password = input.Password ?? Passwords.Make();
        // The set-up link brings its own transaction.
        await using var transaction = Write.Database.CurrentTransaction is null ? await Write.Database.BeginTransactionAsync() : null;
        IdentityProblems.ThrowIfFailed(await users.CreateAsync(account, password));
        audit.Record(Write, "account.created", Subject(account.Id), account.Division, new { account.UserName, account.Name });
        if (post is not null) AddPost(account, post);
        await Write.SaveChangesAsync();
        if (transaction is not null) await transaction.CommitAsync();
        return new(account.Id, input.Password is null ? password : null);
    }

    /// <summary>Gives a post to an account in reach.</summary>
    public async Task GrantAsync(int accountId, NewPost post)
    {
        var account = await GetAsync(accountId);
        await grants.CheckAsync(post, accountId);
        var held = (await HeldAsync(accountId)).Where(p => p.ValidTo is null || p.ValidTo >= Today).ToList();
        if (held.Any(p => p.Role == post.Role && p.Division == post.Division.Value && p.OrganisationId == post.Organisation)) throw IdentityProblems.PostHeldAlready();
        if (held.Any(p => p.Role != post.Role && (IsExclusive(p.Role) || IsExclusive(post.Role)))) throw IdentityProblems.RolesExclude();
        AddPost(account, post);
        await Write.SaveChangesAsync();
    }

    /// <summary>Takes a post away, from now on. It stays in the list with who, when and why.</summary>
    public async Task RevokeAsync(int accountId, int postId, string reason)
    {
        if (!await db.AccountPosts.AsNoTracking().AnyAsync(p => p.Id == postId && p.AccountId == accountId)) throw Problem.NotFound();
        var post = await Write.AccountPosts.FirstAsync(p => p.Id == postId);
        grants.CheckTaking(post);
        if (post.RevokedAt is not null) return;
        (post.RevokedAt, post.RevokedBy, post.RevokeReason) = (Now, actor.Actor, reason);
        audit.Record(Write, "post.revoked", Subject(post.AccountId), post.Division, new { post = Describe(post) }, reason);
        Announce(post.AccountId);
        await Write.SaveChangesAsync();
    }

    /// <summary>Closes an account: no sign-in, every session ends. Or opens it again.</summary>
    public async Task CloseAsync(int accountId, bool closed, string reason)
    {
        var account = await GetForActionAsync(accountId);
        if (account.ClosedAt is not null == closed) return;
        account.ClosedAt = closed ? Now : null;
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        audit.Record(Write, closed ? "account.closed" : "account.opened", Subject(accountId), account.Division, reason: reason);
        Announce(accountId);
        await Write.SaveChangesAsync();
        if (closed) await sessions.EndAsync(account, "account.sessions-ended");
    }

    /// <summary>Opens an account that failed sign-ins have locked for a while.</summary>
    public async Task UnlockAsync(int accountId, string reason)
    {
        var account = await GetForActionAsync(accountId);
        (account.LockoutEnd, account.AccessFailedCount) = (null, 0);
        audit.Record(Write, "account.unlocked", Subject(accountId), account.Division, reason: reason);
        await Write.SaveChangesAsync();
        throttle.Forget(account.UserName!);
    }

    /// <summary>A new password made by the program, and the second factor taken off when asked: for somebody who has lost them. Every session ends.</summary>
    public async Task<string> ResetAsync(int accountId, bool secondFactor, string reason)
    {
        var account = await GetForActionAsync(accountId);
        var password = Passwords.Make();
        await using var transaction = await Write.Database.BeginTransactionAsync();
        account.MustChangePassword = true;
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        if (account.PasswordHash is not null) IdentityProblems.ThrowIfFailed(await users.RemovePasswordAsync(account));
        IdentityProblems.ThrowIfFailed(await users.AddPasswordAsync(account, password));
        if (secondFactor) await RemoveSecondFactorAsync(account);
        audit.Record(Write, "account.reset", Subject(accountId), account.Division, new { secondFactor }, reason);
        Announce(accountId);
        await Write.SaveChangesAsync();
        await sessions.EndAsync(account, "account.sessions-ended");
        await transaction.CommitAsync();
        throttle.Forget(account.UserName!);
        return password;
    }

    async Task RemoveSecondFactorAsync(Account account)
    {
        IdentityProblems.ThrowIfFailed(await users.SetTwoFactorEnabledAsync(account, false));
        IdentityProblems.ThrowIfFailed(await users.ResetAuthenticatorKeyAsync(account));
        foreach (var passkey in await users.GetPasskeysAsync(account)) await users.RemovePasskeyAsync(account, passkey.CredentialId);
    }

    // Found through the reach of the request, handed out from the unit of work that writes.
    async Task<Account> GetAsync(int id)
    {
        var seen = grants.Installation || await db.Accounts.AsNoTracking().AnyAsync(a => a.Id == id);
        return (seen ? await Write.Accounts.FirstOrDefaultAsync(a => a.Id == id) : null) ?? throw Problem.NotFound();
    }

    async Task<Account> GetForActionAsync(int id)
    {
        var account = await GetAsync(id);
        grants.CheckHolder(account, await HeldAsync(id));
        return account;
    }

    Task<List<AccountPost>> HeldAsync(int accountId) => Write.AccountPosts.Where(p => p.AccountId == accountId && p.RevokedAt == null).ToListAsync();

    void AddPost(Account account, NewPost post)
    {
        var row = new AccountPost
        {
            AccountId = account.Id,
            Role = post.Role,
            Division = post.Division.Value,
            OrganisationId = post.Organisation,
            ValidFrom = post.ValidFrom ?? Today,
            ValidTo = post.ValidTo,
            GrantedBy = actor.Actor,
            GrantedAt = Now,
            Reason = post.Reason,
        };
        Write.Add(row);
        audit.Record(Write, "post.granted", Subject(account.Id), row.Division, new { post = Describe(row), row.ValidFrom, row.ValidTo }, post.Reason);
        Announce(account.Id);
    }

    void Announce(int accountId) => changes.Announce(Write, AccountDirectory.Topic, accountId.ToString(System.Globalization.CultureInfo.InvariantCulture));

    static bool IsExclusive(string role) => Roles.Find(role)?.Exclusive == true;

    static string Describe(AccountPost post) => new Post(post.Role, new DivisionCode(post.Division), post.OrganisationId).ToString();

    static string Subject(int id) => $"account:{id}";
}
