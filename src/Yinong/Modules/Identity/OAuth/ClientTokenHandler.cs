using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Yinong.Modules.Identity.OAuth;

/// <summary>Reads the token of an API call. Small, because tens of thousands of requests a second come through here.</summary>
sealed class ClientTokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, ClientTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public new const string Scheme = "Bearer";

    static readonly AuthenticateResult Refused = AuthenticateResult.Fail("The token is unknown, expired or withdrawn.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header.Count != 1) return AuthenticateResult.NoResult();
        return await tokens.FindAsync(header[0]!) is { } token ? token.Result : Refused;
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.Append(HeaderNames.WWWAuthenticate, "Bearer error=\"invalid_token\"");
        return Task.CompletedTask;
    }
}
