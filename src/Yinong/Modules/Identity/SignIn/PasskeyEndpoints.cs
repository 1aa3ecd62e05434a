using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Yinong.Platform.Access;
using Yinong.Web;

namespace Yinong.Modules.Identity.SignIn;

/// <summary>
/// What wwwroot/identity/passkey.js talks to (WebAuthn). JSON, with the antiforgery token in a header. A passkey asks for the person itself
/// (fingerprint, face or PIN), so it counts as a second factor.
/// </summary>
static class PasskeyEndpoints
{
    const int MostBytes = 64 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        var signIn = app.MapGroup("/sign-in/passkey").AllowAnonymous().RequireRateLimiting(RateLimits.SignIn).ExcludeFromDescription();
        signIn.MapPost("/options", SignInOptionsAsync);
        signIn.MapPost("", SignInAsync);
        var own = app.MapGroup("/account/passkeys").Require(Permission.AccountSelf).ExcludeFromDescription();
        own.MapPost("/options", RegisterOptionsAsync);
        own.MapPost("/register", RegisterAsync);
    }

    static async Task<IResult> SignInOptionsAsync(HttpContext context, IAntiforgery antiforgery, AccountSignIn signIn)
    {
        await antiforgery.ValidateRequestAsync(context);
        return Json(await signIn.MakePasskeyRequestOptionsAsync(null));
    }

    static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery antiforgery, PasswordSignIn signIn)
    {
        await antiforgery.ValidateRequestAsync(context);
        return await signIn.TryPasskeyAsync(context, await ReadAsync(context)) == SignInOutcome.Done ? Results.NoContent() : throw IdentityProblems.PasskeyRefused();
    }

    static async Task<IResult> RegisterOptionsAsync(HttpContext context, IAntiforgery antiforgery, AccountSignIn signIn, OwnAccount own)
    {
        await antiforgery.ValidateRequestAsync(context);
        var account = await own.GetAsync();
        return Json(await signIn.MakePasskeyCreationOptionsAsync(new()
        {
            Id = account.Id.ToString(CultureInfo.InvariantCulture),
            Name = account.UserName!,
            DisplayName = account.Name,
        }));
    }

    static async Task<IResult> RegisterAsync(HttpContext context, IAntiforgery antiforgery, AccountSignIn signIn, OwnAccount own, TimeProvider time)
    {
        await antiforgery.ValidateRequestAsync(context);
        var result = await AttestAsync(signIn, await ReadAsync(context));
        if (!result.Succeeded) throw IdentityProblems.PasskeyRefused();
        result.Passkey.Name = UserAgents.Short(context.Request.Headers.UserAgent.ToString());
        await own.AddPasskeyAsync(result.Passkey);
        return Results.NoContent();
    }

    // What is no answer of a browser, or answers nothing that was asked, is refused like a wrong one.
    static async Task<PasskeyAttestationResult> AttestAsync(AccountSignIn signIn, string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAttestationAsync(credential);
        }
        catch (Exception e) when (AccountSignIn.IsNoCredential(e))
        {
            throw IdentityProblems.PasskeyRefused();
        }
    }

    static IResult Json(string json) => Results.Text(json, "application/json", Encoding.UTF8);

    static async Task<string> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not (> 0 and <= MostBytes)) throw WebProblems.ForStatus(StatusCodes.Status400BadRequest);
        using var reader = new StreamReader(context.Request.Body);
        return await reader.ReadToEndAsync(context.RequestAborted);
    }
}
