using Yinong.Modules.Divisions;

namespace Yinong.Modules.Identity;

/// <summary>A role at a place, for an organisation or not: what somebody may do and how far.</summary>
/// <param name="Role">Code of the role in roles.json, e.g. <c>county-manager</c>.</param>
/// <param name="Division">Where it holds; everything below is included.</param>
/// <param name="Organisation">For an operator's or provider's people: the organisation whose rows they see.</param>
public sealed record Post(string Role, DivisionCode Division, int? Organisation)
{
    /// <summary>Key of the post in the table, for the switch in the page head.</summary>
    public int Id { get; init; }

    /// <summary>As the audit keeps it: readable years later.</summary>
    public override string ToString() => Organisation is { } o ? $"{Role} {Division} organisation:{o}" : $"{Role} {Division}";
}

/// <summary>
/// Who is looking: the account (or API client) of this request, the post in force, its permissions and reach. Scoped; empty until the
/// request has been authenticated. Read anew with each request, so that a revoked right is gone with the next one.
/// </summary>
public sealed class Viewer(CurrentReach reach)
{
    static readonly IReadOnlySet<string> None = new HashSet<string>();
    static readonly IReadOnlySet<string> SelfOnly = new HashSet<string> { Permission.AccountSelf };

    public int? AccountId { get; private set; }

    /// <summary>The sign-in of this browser.</summary>
    public Guid? SessionId { get; private set; }

    /// <summary>Name to greet with; the client id for machines.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Id of the API client, when a machine asks.</summary>
    public string? ClientId { get; private set; }

    /// <summary>Number of the station that the API client speaks for; null: for any in its reach.</summary>
    public string? ClientStation { get; private set; }

    /// <summary>The post in force; null for machines, and for an account that holds none at the moment.</summary>
    public Post? Post { get; private set; }

    /// <summary>Every post that holds today, for the switch in the page head.</summary>
    public IReadOnlyList<Post> Posts { get; private set; } = [];

    public IReadOnlySet<string> Permissions { get; private set; } = None;

    public Reach Reach => reach.Value;

    public bool IsKnown => AccountId is not null || ClientId is not null;

    public bool Has(string permission) => Permissions.Contains(permission);

    /// <summary>A person signed in with the post in force.</summary>
    public void Become(int accountId, string name, Post post, IReadOnlySet<string> permissions)
    {
        (AccountId, Name, Post, Permissions) = (accountId, name, post, permissions);
        reach.Value = Reach.Of(post.Division, post.Organisation);
    }

    /// <summary>
    /// A person signed in who may look after the own account and nothing else: holds no post today, or has first to change the password or set up
    /// the second factor.
    /// </summary>
    public void BecomeRestricted(int accountId, string name, string? first) => (AccountId, Name, Permissions, First) = (accountId, name, SelfOnly, first);

    /// <summary>The page that has to be visited before any other (the own password, the second factor); null: none.</summary>
    public string? First { get; private set; }

    /// <summary>Where the sign-in stands, for the page head and the account page.</summary>
    public void SignedInWith(Guid session, IReadOnlyList<Post> posts) => (SessionId, Posts) = (session, posts);

    /// <summary>A machine with a token.</summary>
    public void BecomeClient(string clientId, Reach clientReach, IReadOnlySet<string> permissions, string? station = null)
    {
        (ClientId, Name, Permissions, ClientStation) = (clientId, clientId, permissions, station);
        reach.Value = clientReach;
    }
}
