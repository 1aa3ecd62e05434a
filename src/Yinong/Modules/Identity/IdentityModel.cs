using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using Yinong.Modules.Identity.OAuth;

namespace Yinong.Modules.Identity;

/// <summary>How accounts, posts, clients and keys stand in the tables.</summary>
static class IdentityModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<Organisation>().ToTable("organisations");
        Accounts(model);
        OAuth(model);
        model.Entity<DataProtectionKey>().ToTable("data_protection_keys");
    }

    static void Accounts(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.ToTable("accounts");
            account.Property(a => a.UserName).IsRequired();
            account.Property(a => a.NormalizedUserName).IsRequired();
            account.Property(a => a.SecurityStamp).IsRequired();
            account.Property(a => a.ConcurrencyStamp).IsRequired().IsConcurrencyToken();
            // Kept by the base class, used by nothing here.
            account.Ignore(a => a.NormalizedEmail).Ignore(a => a.EmailConfirmed).Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed);
        });
        model.Entity<AccountPost>().ToTable("posts");
        model.Entity<AccountSession>().ToTable("account_sessions");
        model.Entity<IdentityUserToken<int>>().ToTable("account_tokens").HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
        model.Entity<IdentityUserPasskey<int>>(passkey =>
        {
            passkey.ToTable("account_passkeys").HasKey(p => p.CredentialId);
            passkey.OwnsOne(p => p.Data).ToJson("data");
        });
    }

    static void OAuth(ModelBuilder model)
    {
        model.Entity<ApiClient>().ToTable("clients");
        model.Entity<OAuthKey>().ToTable("oauth_keys");
        model.UseOpenIddict<Guid>();
        model.Entity<OpenIddictEntityFrameworkCoreApplication<Guid>>().ToTable("oauth_applications");
        model.Entity<OpenIddictEntityFrameworkCoreAuthorization<Guid>>().ToTable("oauth_authorizations");
        model.Entity<OpenIddictEntityFrameworkCoreScope<Guid>>().ToTable("oauth_scopes");
        model.Entity<OpenIddictEntityFrameworkCoreToken<Guid>>().ToTable("oauth_tokens");
    }
}
