using Microsoft.AspNetCore.Identity;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Identity;

/// <summary>
/// Somebody who can sign in. What an account may do is said by its posts; <see cref="Division"/> only says who looks after it: the managers whose
/// reach contains it.
/// </summary>
public sealed class Account : IdentityUser<int>, IInDivision
{
    /// <summary>Name to greet with, e.g. 张伟 or 山东省农业厅信息处.</summary>
    public required string Name { get; set; }

    public long Division { get; set; }

    /// <summary>Set when somebody else chose the password; the account then has to change it before anything else.</summary>
    public bool MustChangePassword { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>Closed by a manager: no sign-in any more; null: open.</summary>
    public DateTime? ClosedAt { get; set; }
}

/// <summary>A post given to an account. Stays for ever; a revoked one says who, when and why.</summary>
public sealed class AccountPost : IInDivision
{
    public int Id { get; set; }

    public int AccountId { get; set; }

    /// <summary>Code of the role in roles.json.</summary>
    public required string Role { get; set; }

    public long Division { get; set; }

    public int? OrganisationId { get; set; }

    /// <summary>First day (real calendar, China).</summary>
    public DateOnly ValidFrom { get; set; }

    /// <summary>Last day; null: open.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>Who gave it, as in the audit.</summary>
    public required string GrantedBy { get; set; }

    public DateTime GrantedAt { get; set; }

    public required string Reason { get; set; }

    public string? RevokedBy { get; set; }

    public DateTime? RevokedAt { get; set; }

    public string? RevokeReason { get; set; }

    /// <summary>Whether it gives rights on a day.</summary>
    public bool HoldsOn(DateOnly day) => RevokedAt is null && ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

/// <summary>One sign-in on one device. The cookie only names it; when the row is gone the cookie is worth nothing.</summary>
public sealed class AccountSession
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int AccountId { get; init; }

    /// <summary>The post chosen in the page head; null: the first that holds.</summary>
    public int? PostId { get; set; }

    /// <summary>How the person proved who he is: <c>password</c>, <c>totp</c>, <c>recovery-code</c>, <c>passkey</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Stays for thirty days of use on this device instead of two hours.</summary>
    public bool Remembered { get; init; }

    public string? Origin { get; init; }

    /// <summary>What the browser says it is; shown to its owner only.</summary>
    public string? Agent { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>Last use, to within five minutes.</summary>
    public DateTime SeenAt { get; set; }

    /// <summary>After this it has to sign in again; slides with use.</summary>
    public DateTime EndsAt { get; set; }
}
