using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Yinong.Modules.Identity.OAuth;

/// <summary>
/// Which scheme a request uses: a token when it carries an Authorization header, the cookie otherwise. OpenIddict's server looks at every request
/// before authentication; here it is asked only for its own addresses, since that look costs more than all the rest of a token's check.
/// </summary>
sealed class RequestSchemes(IOptions<AuthenticationOptions> options, IHttpContextAccessor http) : AuthenticationSchemeProvider(options)
{
    static readonly Task<IEnumerable<AuthenticationScheme>> None = Task.FromResult<IEnumerable<AuthenticationScheme>>([]);

    public override Task<IEnumerable<AuthenticationScheme>> GetRequestHandlerSchemesAsync() =>
        http.HttpContext is { } context && OAuthSetup.IsOAuth(context.Request.Path) ? base.GetRequestHandlerSchemesAsync() : None;

    public override Task<AuthenticationScheme?> GetDefaultAuthenticateSchemeAsync() => OfRequest();

    public override Task<AuthenticationScheme?> GetDefaultChallengeSchemeAsync() => OfRequest();

    public override Task<AuthenticationScheme?> GetDefaultForbidSchemeAsync() => OfRequest();

    Task<AuthenticationScheme?> OfRequest() =>
        GetSchemeAsync(http.HttpContext?.Request.Headers.Authorization.Count > 0 ? ClientTokenHandler.Scheme : IdentityConstants.ApplicationScheme);
}
