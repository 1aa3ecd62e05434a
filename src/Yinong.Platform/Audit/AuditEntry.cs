namespace Yinong.Platform.Audit;

/// <summary>
/// One line of the audit trail: who did what to what, before and after, when, from where, why. Append-only: triggers refuse change and removal.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>Time-ordered, UUIDv7.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Real time, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>Stable name of what was done, e.g. <c>station.accepted</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Who: <c>account:12</c>, <c>client:abc</c>, <c>command:import</c>, <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>The post in force (role and place), so that the line can be read years later.</summary>
    public string? Post { get; init; }

    /// <summary>What it was done to, e.g. <c>station:370102011201B011</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Where the subject is: a place code value, 0 when it concerns the whole.</summary>
    public long Division { get; init; }

    /// <summary>From which address.</summary>
    public string? Origin { get; init; }

    /// <summary>Why: the reason given by the person.</summary>
    public string? Reason { get; init; }

    /// <summary>JSON before and after, or what was read or exported. No personal data in the clear.</summary>
    public string? Details { get; init; }
}
