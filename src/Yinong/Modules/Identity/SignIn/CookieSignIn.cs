using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Yinong.Web;

namespace Yinong.Modules.Identity.SignIn;

/// <summary>The cookies of people: what they look like and when one is good.</summary>
static class CookieSignIn
{
    public const string CookieName = "yn-session";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = CookieName;
        Harden(options.Cookie);
        options.LoginPath = "/sign-in";
        options.LogoutPath = "/sign-out";
        options.ReturnUrlParameter = "to";
        // The session's row says when it ends; the cookie only must not end earlier.
        options.ExpireTimeSpan = AccountSessions.RememberedIdle;
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    /// <summary>For the steps between password and second factor: minutes, not days.</summary>
    public static void ConfigureSmall(CookieAuthenticationOptions options, string name)
    {
        options.Cookie.Name = name;
        Harden(options.Cookie);
        options.ExpireTimeSpan = TimeSpan.FromMinutes(5);
    }

    /// <summary>Not for scripts, not for other sites, only over https where the page is.</summary>
    public static void Harden(CookieBuilder cookie)
    {
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.IsEssential = true;
    }

    static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var found = Read(context.Principal) is var (account, session)
            ? await services.GetRequiredService<AccountDirectory>().FindAsync(account, session)
            : null;
        if (found is not { } signedIn)
        {
            context.RejectPrincipal();
            context.HttpContext.Response.Cookies.Delete(CookieName);
            return;
        }
        await services.GetRequiredService<AccountSessions>().TouchAsync(signedIn.Session);
        context.HttpContext.Features.Set(new SignedIn(signedIn.Account, signedIn.Session));
    }

    static (int Account, Guid Session)? Read(ClaimsPrincipal? principal) =>
        int.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var account)
        && Guid.TryParse(principal?.FindFirstValue(AccountSignIn.SessionClaim), out var session)
            ? (account, session)
            : null;

    // A page sends people to the sign-in and back; a machine wants the status.
    static Task AnswerAsync(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (ProblemHandling.IsMachine(context.Request)) context.Response.StatusCode = status;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}

/// <summary>Account and session of this request, as the cookie's check found them.</summary>
sealed record SignedIn(KnownAccount Account, KnownSession Session);
