using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Identity;

/// <summary>A role as roles.json describes it.</summary>
/// <param name="Code">Stable, e.g. <c>county-manager</c>.</param>
/// <param name="Zh">Name on Chinese pages.</param>
/// <param name="En">Name on English pages.</param>
/// <param name="Levels">Levels of division at which it may be given.</param>
/// <param name="Permissions">What its holder may do.</param>
public sealed record Role(string Code, string Zh, string En, DivisionLevel[] Levels, string[] Permissions)
{
    /// <summary>What its holder may give to others without being able to do it himself: the one who grants does not act.</summary>
    public string[] PassesOn { get; init; } = [];

    /// <summary>Kind of organisation that the post has to name; null: none.</summary>
    public OrganisationKind? Organisation { get; init; }

    /// <summary>Sign-in needs a second factor (domain §12.2: managers).</summary>
    public bool TwoFactor { get; init; }

    /// <summary>Whoever holds it holds no other role: system, security and audit administration stay apart (domain §12.2).</summary>
    public bool Exclusive { get; init; }

    public string Name(bool english) => english ? En : Zh;

    /// <summary>The permissions as a set, shared by every request of its holders.</summary>
    [JsonIgnore]
    public IReadOnlySet<string> Rights { get; } = Permissions.Append(Permission.AccountSelf).ToFrozenSet();

    /// <summary>What may be given by its holder: what he can do and what he may pass on.</summary>
    public bool CoversGrantOf(Role other) => other.Permissions.Concat(other.PassesOn).All(p => Permissions.Contains(p) || PassesOn.Contains(p));
}

/// <summary>A right, for lists and docs.</summary>
/// <param name="Code">As in <see cref="Permission"/>.</param>
/// <param name="Zh">What it lets one do, in Chinese.</param>
/// <param name="En">The same in English.</param>
/// <param name="Scope">Whether an API client may hold it.</param>
public sealed record PermissionText(string Code, string Zh, string En, bool Scope = false)
{
    public string Name(bool english) => english ? En : Zh;
}

/// <summary>Roles and rights as data: the one file roles.json.</summary>
public static class Roles
{
    static readonly RolesFile File = Load();
    static readonly FrozenDictionary<string, Role> ByCode = File.Roles.ToFrozenDictionary(r => r.Code);

    /// <summary>In the order of the file.</summary>
    public static IReadOnlyList<Role> All => File.Roles;

    /// <summary>In the order of the file.</summary>
    public static IReadOnlyList<PermissionText> Permissions => File.Permissions;

    /// <summary>What an API client may hold.</summary>
    public static IReadOnlyList<string> Scopes { get; } = [.. File.Permissions.Where(p => p.Scope).Select(p => p.Code)];

    public static Role? Find(string? code) => code is not null && ByCode.TryGetValue(code, out var role) ? role : null;

    static RolesFile Load()
    {
        using var file = typeof(Roles).Assembly.GetManifestResourceStream("Yinong.Modules.Identity.roles.json")!;
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
        return JsonSerializer.Deserialize<RolesFile>(file, options)!;
    }

    sealed record RolesFile(List<PermissionText> Permissions, List<Role> Roles);
}
