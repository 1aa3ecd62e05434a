using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity.OAuth;
using Yinong.Platform.Audit;
using Yinong.Platform.Jobs;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Identity;

/// <summary>What a new API client shall be.</summary>
/// <param name="Name">For people, e.g. 省平台对接.</param>
/// <param name="Scopes">Codes of permissions.</param>
/// <param name="Division">Its reach.</param>
/// <param name="Station">Number of the only station it speaks for; null: any.</param>
/// <param name="Organisation">The organisation whose rows it sees; null: all.</param>
public sealed record NewClient(string Name, IReadOnlyList<string> Scopes, DivisionCode Division, string? Station = null, int? Organisation = null);

/// <summary>What is shown once and never again.</summary>
public sealed record ClientSecret(string ClientId, string Secret);

/// <summary>API clients: created, disabled. The only writer.</summary>
public sealed class ClientRegister(AppDb db, IOpenIddictApplicationManager applications, IOpenIddictTokenManager tokens, ChangeFeed changes, AuditLog audit, AuditActor actor, TimeProvider time)
{
    /// <summary>Creates a client. The secret is random, 256 bits, and only its hash is kept.</summary>
    public async Task<ClientSecret> CreateAsync(NewClient input)
    {
        if (input.Scopes.Count == 0) throw IdentityProblems.ScopeMissing();
        if (input.Scopes.FirstOrDefault(s => !Roles.Scopes.Contains(s)) is { } unknown) throw IdentityProblems.ScopeUnknown(unknown);
        var made = new ClientSecret($"yn-{RandomNumberGenerator.GetHexString(16, lowercase: true)}", Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
        await using var transaction = await db.Database.BeginTransactionAsync();
        await applications.CreateAsync(Descriptor(made, input));
        db.Add(new ApiClient
        {
            ClientId = made.ClientId,
            Name = input.Name,
            Division = input.Division.Value,
            Station = input.Station,
            OrganisationId = input.Organisation,
            Scopes = string.Join(' ', input.Scopes),
            CreatedBy = actor.Actor,
            CreatedAt = time.GetUtcNow().UtcDateTime,
        });
        audit.Record(db, "client.created", $"client:{made.ClientId}", input.Division.Value, new { input.Name, scopes = input.Scopes, input.Station });
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return made;
    }

    /// <summary>Ends a client and all its tokens, at once.</summary>
    public async Task DisableAsync(int id, string reason)
    {
        var client = await db.ApiClients.FirstOrDefaultAsync(c => c.Id == id) ?? throw Problem.NotFound();
        if (client.DisabledAt is not null) return;
        client.DisabledAt = time.GetUtcNow().UtcDateTime;
        client.DisabledBy = actor.Actor;
        audit.Record(db, "client.disabled", $"client:{client.ClientId}", client.Division, reason: reason);
        changes.Announce(db, ClientTokens.Topic, client.ClientId);
        await db.SaveChangesAsync();
        if (await applications.FindByClientIdAsync(client.ClientId) is { } application && await applications.GetIdAsync(application) is { } key)
            await tokens.RevokeByApplicationIdAsync(key);
    }

    static OpenIddictApplicationDescriptor Descriptor(ClientSecret made, NewClient input)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = made.ClientId,
            ClientSecret = made.Secret,
            ClientType = OpenIddictConstants.ClientTypes.Confidential,
            DisplayName = input.Name,
            Permissions = { OpenIddictConstants.Permissions.Endpoints.Token, OpenIddictConstants.Permissions.GrantTypes.ClientCredentials },
        };
        foreach (var scope in input.Scopes) descriptor.Permissions.Add(OpenIddictConstants.Permissions.Prefixes.Scope + scope);
        return descriptor;
    }
}
