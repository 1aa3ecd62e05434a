using System.Security.Cryptography;

namespace Yinong.Modules.Marks;

/// <summary>A key that signs marks. Its public part is kept and published for ever; the private one is encrypted with the data-protection keys.</summary>
public sealed class MarkKey
{
    public int Id { get; set; }

    /// <summary>First eight hexadecimal digits of SHA-256 over the public key; stands in every mark.</summary>
    public required string Code { get; init; }

    /// <summary>One of <see cref="MarkAlgorithms"/>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>SubjectPublicKeyInfo in base64.</summary>
    public required string PublicKey { get; init; }

    public required string PrivateKey { get; init; }

    public DateTime CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>From then on it signs no more; what it signed stays genuine.</summary>
    public DateTime? RetiredAt { get; set; }

    public string? RetiredBy { get; set; }

    /// <summary>Marks that say they were issued on this day or later are forged: the key was in wrong hands.</summary>
    public DateOnly? RevokedFrom { get; set; }

    public DateTime? RevokedAt { get; set; }

    public string? RevokedBy { get; set; }

    public string? RevocationReason { get; set; }

    /// <summary>Whether it may sign.</summary>
    public bool Signs => RetiredAt is null && RevokedFrom is null;

    public static string CodeOf(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey).AsSpan(0, 4));
}

/// <summary>签发: a mark that was made for a plaque or a certificate. A later serial of the same number makes the earlier ones void.</summary>
public sealed class MarkIssue : Divisions.IInDivision
{
    public int Id { get; set; }

    /// <summary>One of <see cref="MarkKinds"/>.</summary>
    public required string Kind { get; init; }

    public required string Number { get; init; }

    /// <summary>第几版, from 1.</summary>
    public short Serial { get; init; }

    public long Division { get; init; }

    /// <summary>The name inside it.</summary>
    public required string Name { get; init; }

    /// <summary>The whole mark.</summary>
    public required string Text { get; init; }

    public required string KeyCode { get; init; }

    public DateOnly IssuedOn { get; init; }

    public DateTime IssuedAt { get; init; }

    public required string IssuedBy { get; init; }

    /// <summary>Code of <see cref="MarkReasons"/>.</summary>
    public required string ReasonCode { get; init; }

    public string? Reason { get; init; }
}
