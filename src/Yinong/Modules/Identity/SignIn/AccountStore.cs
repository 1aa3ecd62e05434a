using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;

namespace Yinong.Modules.Identity.SignIn;

/// <summary>
/// Where ASP.NET Core Identity keeps accounts. It works over its own unit of work that sees the nation, because whoever signs in has no reach yet;
/// pages that show accounts use the request's, which is filtered. Key of the authenticator app and recovery codes are encrypted.
/// </summary>
public sealed class AccountStore(AccountStore.Db context, IDataProtectionProvider protection)
    : UserOnlyStore<Account, AppDb, int, IdentityUserClaim<int>, IdentityUserLogin<int>, IdentityUserToken<int>, IdentityUserPasskey<int>>(context.Value)
{
    readonly IDataProtector _protector = protection.CreateProtector("Yinong.Identity.AccountTokens.v1");

    public override Task SetTokenAsync(Account user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : _protector.Protect(value), cancellationToken);

    public override async Task<string?> GetTokenAsync(Account user, string loginProvider, string name, CancellationToken cancellationToken) =>
        await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { } value ? _protector.Unprotect(value) : null;

    /// <summary>The unit of work of Identity in this request; sees the nation.</summary>
    public sealed class Db(DbContextOptions<AppDb> options) : IAsyncDisposable, IDisposable
    {
        public AppDb Value { get; } = new AppDb(options).Nationwide();

        public ValueTask DisposeAsync() => Value.DisposeAsync();

        public void Dispose() => Value.Dispose();
    }
}
