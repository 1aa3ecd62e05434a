using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Yinong.Database;

namespace Yinong.Modules.Identity.OAuth;

/// <summary>
/// The authorization server for machines (OpenIddict). Access tokens are reference tokens: 43 characters instead of a kilobyte in every request,
/// nothing to read in them, and one row to withdraw; what a JWT would save, the look-up, is saved by <see cref="ClientTokens"/>.
/// </summary>
static class OAuthSetup
{
    public const string TokenPath = "/connect/token";

    static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(1);

    public static bool IsOAuth(PathString path) => path.StartsWithSegments("/connect") || path.StartsWithSegments("/.well-known");

    public static void Services(IServiceCollection services)
    {
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<AppDb>().ReplaceDefaultEntities<Guid>())
            .AddServer(Server)
            .AddValidation(validation =>
            {
                validation.UseLocalServer();
                validation.EnableTokenEntryValidation();
                validation.UseAspNetCore();
            });
        services.AddSingleton<OAuthKeys>().AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(p => p.GetRequiredService<OAuthKeys>());
        services.AddSingleton(p => p.GetRequiredService<OAuthKeys>().OfServer).AddSingleton(p => p.GetRequiredService<OAuthKeys>().OfValidation);
        services.AddSingleton<ClientTokens>();
        services.AddSingleton<IAuthenticationSchemeProvider, RequestSchemes>();
        services.AddScoped<ClientRegister>();
    }

    static void Server(OpenIddictServerBuilder server)
    {
        server.SetTokenEndpointUris(TokenPath.TrimStart('/'));
        server.AllowClientCredentialsFlow();
        server.UseReferenceAccessTokens();
        server.SetAccessTokenLifetime(TokenLifetime);
        server.RegisterScopes([.. Roles.Scopes]);
        // Only S256 is offered once the code flow is opened; plain protects nothing.
        server.Configure(options => options.CodeChallengeMethods.Remove(OpenIddictConstants.CodeChallengeMethods.Plain));
        // Behind a proxy TLS ends there; forwarded headers say so. Plain http stays possible on the loopback address and in a county's intranet.
        server.UseAspNetCore().EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();
    }
}
