using System.Collections.Frozen;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Validation;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Platform.Jobs;

namespace Yinong.Modules.Identity.OAuth;

/// <summary>
/// Tokens that were found good. The first call with a token asks OpenIddict and the database; the next ones, for ten minutes, a dictionary.
/// Dropped when the client is disabled: here at once, in other processes within half a second.
/// </summary>
public sealed class ClientTokens
{
    /// <summary>Topic of the changes; key = id of the client.</summary>
    public const string Topic = "client";

    const string Prefix = "Bearer ";

    readonly IServiceScopeFactory _scopes;
    readonly TimeProvider _time;

    // Key: the whole header. Only good tokens come in, so nobody can fill it with noise.
    readonly ForgettableCache<string, KnownToken> _tokens;

    public ClientTokens(IServiceScopeFactory scopes, ChangeFeed changes, TimeProvider time)
    {
        (_scopes, _time) = (scopes, time);
        _tokens = new(20_000, TimeSpan.FromMinutes(10), time);
        changes.On(Topic, clientId => _tokens.ForgetWhere(t => t.Client.ClientId == clientId));
    }

    /// <summary>The token of an Authorization header; null when it is not a good one.</summary>
    internal async ValueTask<KnownToken?> FindAsync(string header)
    {
        var known = await _tokens.FindOrLoadAsync(header, LoadAsync);
        return known is not null && _time.GetUtcNow() < known.ExpiresAt ? known : null;
    }

    async Task<KnownToken?> LoadAsync(string header)
    {
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return null;
        await using var scope = _scopes.CreateAsyncScope();
        if (await ValidateAsync(scope.ServiceProvider, header[Prefix.Length..]) is not { } principal || principal.GetExpirationDate() is not { } expires) return null;
        var clientId = principal.GetClaim(OpenIddictConstants.Claims.Subject);
        var db = scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide();
        var client = await db.ApiClients.AsNoTracking().FirstOrDefaultAsync(c => c.ClientId == clientId && c.DisabledAt == null);
        return client is null ? null : new(KnownClient.From(client, principal.GetScopes()), expires);
    }

    static async Task<ClaimsPrincipal?> ValidateAsync(IServiceProvider services, string token)
    {
        try
        {
            return await services.GetRequiredService<OpenIddictValidationService>().ValidateAccessTokenAsync(token);
        }
        catch (OpenIddictExceptions.ProtocolException)
        {
            return null;
        }
    }
}

/// <summary>What a client with a good token is and may do; shared by all its requests.</summary>
/// <param name="ClientId">What it signs in with.</param>
/// <param name="Actor">As the audit writes it.</param>
/// <param name="Reach">How far it sees.</param>
/// <param name="Station">Number of the only station it speaks for; null: any in its reach.</param>
/// <param name="Permissions">The scopes of this token that the client still holds.</param>
sealed record KnownClient(string ClientId, string Actor, Reach Reach, string? Station, IReadOnlySet<string> Permissions)
{
    public static KnownClient From(ApiClient client, IEnumerable<string> scopes) => new(
        client.ClientId,
        $"client:{client.ClientId}",
        Reach.Of(new DivisionCode(client.Division), client.OrganisationId),
        client.Station,
        scopes.Intersect(client.Scopes.Split(' ')).ToFrozenSet());
}

/// <summary>A good token, with the answer of the authentication made once.</summary>
sealed class KnownToken(KnownClient client, DateTimeOffset expiresAt)
{
    public KnownClient Client { get; } = client;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    public AuthenticateResult Result { get; } =
        AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClientIdentity(client)), ClientTokenHandler.Scheme));
}

/// <summary>The identity of a machine; carries what the viewer needs.</summary>
sealed class ClientIdentity(KnownClient client) : ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, client.Actor)], ClientTokenHandler.Scheme)
{
    public KnownClient Client { get; } = client;
}
