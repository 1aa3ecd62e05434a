using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Yinong.Platform.Access;

/// <summary>
/// Who may come in: the permission that a page or an endpoint needs, in one line. Without it an endpoint is closed
/// (the fallback policy refuses); a test insists that every endpoint carries this or <c>[AllowAnonymous]</c>.
/// </summary>
/// <param name="permission">Code of the permission, e.g. <c>stations:read</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequireAttribute(string permission) : Attribute, IAuthorizeData, IAuthorizationRequirementData
{
    public string Permission { get; } = permission;

    public string? Policy { get; set; }

    public string? Roles { get; set; }

    public string? AuthenticationSchemes { get; set; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new PermissionRequirement(Permission)];
}

/// <summary>The viewer holds the named permission in the post in force.</summary>
public sealed record PermissionRequirement(string Permission) : IAuthorizationRequirement;

public static class RequireExtensions
{
    /// <summary>The same line for Minimal APIs.</summary>
    public static TBuilder Require<TBuilder>(this TBuilder builder, string permission) where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(new RequireAttribute(permission));
}
