using Yinong.Modules.Divisions;

namespace Yinong.Modules.Officers;

/// <summary>暂停证件: from a day on, until a day or until it is lifted, a certificate gives no right to serve. What was imposed stays written; lifting only adds to it.</summary>
public sealed class CertificateSuspension : IInDivision
{
    public int Id { get; set; }

    public int CertificateId { get; set; }

    public long Division { get; set; }

    public DateOnly FromDate { get; set; }

    /// <summary>Last day as it was imposed; null: until it is lifted.</summary>
    public DateOnly? UntilDate { get; set; }

    /// <summary>Code in reason-codes.json (officer).</summary>
    public required string ReasonCode { get; set; }

    public string? Reason { get; set; }

    public DateTime ImposedAt { get; set; }

    public required string ImposedBy { get; set; }

    /// <summary>From this day on it holds no more; null: it was not lifted.</summary>
    public DateOnly? LiftedOn { get; set; }

    public DateTime? LiftedAt { get; set; }

    public string? LiftedBy { get; set; }

    public string? LiftingReason { get; set; }

    public bool HoldsOn(DateOnly day) => FromDate <= day && (UntilDate is null || day <= UntilDate) && (LiftedOn is null || day < LiftedOn);
}
