using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Yinong.Database;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Yinong.Modules.Identity.OAuth;

/// <summary><c>POST /connect/token</c>, <c>client_credentials</c>. OpenIddict has already checked id, secret and scopes.</summary>
static class TokenEndpoint
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost(OAuthSetup.TokenPath, IssueAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Tokens).ExcludeFromDescription();

    static async Task<IResult> IssueAsync(HttpContext context, AppDb db)
    {
        var request = context.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("Not an OAuth request.");
        var client = await db.Nationwide().ApiClients.AsNoTracking().FirstOrDefaultAsync(c => c.ClientId == request.ClientId && c.DisabledAt == null);
        if (client is null || !request.IsClientCredentialsGrantType()) return Refuse(client is null ? Errors.InvalidClient : Errors.UnsupportedGrantType);

        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, client.ClientId);
        // Who asks for no scope gets all that the client holds.
        var asked = request.GetScopes();
        identity.SetScopes(asked.IsEmpty ? [.. client.Scopes.Split(' ')] : asked);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    static IResult Refuse(string error) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?> { [OpenIddictServerAspNetCoreConstants.Properties.Error] = error }),
        [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
}
