using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Yinong.Modules.Identity.SignIn;

/// <summary>
/// Identity's sign-in with one difference: every sign-in is a row in <c>account_sessions</c>, and the cookie only names account and row.
/// </summary>
public sealed class AccountSignIn(
    UserManager<Account> users,
    IHttpContextAccessor http,
    IUserClaimsPrincipalFactory<Account> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Account> confirmation,
    AccountSessions sessions,
    AccountDirectory directory)
    : SignInManager<Account>(users, http, claims, options, log, schemes, confirmation)
{
    /// <summary>Claim with the id of the session.</summary>
    public const string SessionClaim = "sid";

    /// <summary>How the person has proved who he is, set by the page before it signs in.</summary>
    public string Method { get; set; } = "password";

    /// <summary>How the framework says that a text is no passkey's answer, or the answer to a question that was not asked.</summary>
    public static bool IsNoCredential(Exception e) => e is InvalidOperationException or System.Text.Json.JsonException or FormatException or ArgumentException;

    public override async Task<bool> CanSignInAsync(Account user) => user.ClosedAt is null && await base.CanSignInAsync(user);

    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        // Whoever manages others signs in each day; only an officer's or provider's own device is remembered.
        var remember = authenticationProperties?.IsPersistent == true && !await IsManagerAsync(user);
        var session = await sessions.BeginAsync(user, Method, remember, Context);
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, user.Id.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new(SessionClaim, session.Id.ToString()));
        var principal = new ClaimsPrincipal(identity);
        await Context.SignInAsync(AuthenticationScheme, principal, new() { IsPersistent = remember });
        Context.User = principal;
    }

    async Task<bool> IsManagerAsync(Account user)
    {
        var posts = await directory.PostsAsync(user.Id);
        return posts.Any(p => Roles.Find(p.Role)?.TwoFactor == true);
    }
}

/// <summary>The cookie carries no name, no rights and no stamp: only who and which session (see <see cref="AccountSignIn"/>).</summary>
sealed class AccountClaims : IUserClaimsPrincipalFactory<Account>
{
    public Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, user.Id.ToString(CultureInfo.InvariantCulture)));
        return Task.FromResult(new ClaimsPrincipal(identity));
    }
}
