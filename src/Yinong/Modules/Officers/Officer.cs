using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Divisions;
using Yinong.Modules.Officers.Standings;

namespace Yinong.Modules.Officers;

/// <summary>A village information officer 村级信息员.</summary>
public sealed class Officer : IInDivision
{
    public int Id { get; set; }

    /// <summary>Permanent number, given once.</summary>
    public required string Number { get; set; }

    public required string Name { get; set; }

    /// <summary>Mobile number; shown masked.</summary>
    public string? Phone { get; set; }

    /// <summary>The village where the officer lives or serves.</summary>
    public long Division { get; set; }

    /// <summary>The account with which the officer signs in; null: none yet.</summary>
    public int? AccountId { get; set; }

    public DateTime RegisteredAt { get; set; }

    /// <summary>Encrypted identity number; null: none is kept.</summary>
    public string? IdentityCipher { get; set; }

    /// <summary>Keyed hash of it: one person is one officer.</summary>
    public string? IdentityIndex { get; set; }

    /// <summary>Where he stands on the ladder of measures.</summary>
    public OfficerStanding Standing { get; set; } = OfficerStanding.Normal;

    /// <summary>Since when; null: from the beginning.</summary>
    public DateOnly? StandingSince { get; set; }

    /// <summary>Until when the next step is due, of a notice until when he may answer; null: nothing waits.</summary>
    public DateOnly? StandingDue { get; set; }

    public long Version { get; set; }
}

/// <summary>What a posting is for. Numbers are kept.</summary>
public enum PostingKind : short
{
    [Display(Name = "聘任")] Term = 1,
    [Display(Name = "顶岗")] Substitute = 2,
}

/// <summary>上岗: an officer's term at a station. Without one on the day of service no record (S-14).</summary>
public sealed class Posting : IInDivision
{
    public int Id { get; set; }

    public int OfficerId { get; set; }

    public int StationId { get; set; }

    public long Division { get; set; }

    public DateOnly FromDate { get; set; }

    /// <summary>Last day, for a term its end; null: open.</summary>
    public DateOnly? ToDate { get; set; }

    public PostingKind Kind { get; set; } = PostingKind.Term;

    /// <summary>The leave during which he stands in for somebody; null: a term of his own.</summary>
    public int? PauseId { get; set; }

    /// <summary>The day on which a dismissal cut it short.</summary>
    public DateOnly? CutOn { get; set; }

    /// <summary>The last day it would have had without that.</summary>
    public DateOnly? PlannedTo { get; set; }

    /// <summary>Code in reason-codes.json (officer); null while it is open or when it only ran out.</summary>
    public string? EndReasonCode { get; set; }

    public string? EndReason { get; set; }

    /// <summary>Whether somebody ended it, or it ran out before the day.</summary>
    public bool IsOver(DateOnly today) => EndReasonCode is not null || ToDate < today;

    public bool HoldsOn(DateOnly day) => FromDate <= day && (ToDate is null || day <= ToDate);

    /// <summary>The last day of a posting that ends with the given day: one that would begin later is left without a day.</summary>
    public DateOnly EndingWith(DateOnly last) => last < FromDate ? FromDate.AddDays(-1) : last;
}

/// <summary>上岗证: proof of passed training and exam. Outside its days, or from the day of revocation, no record (S-14).</summary>
public sealed class Certificate : IInDivision
{
    public int Id { get; set; }

    public required string Number { get; set; }

    public int OfficerId { get; set; }

    public long Division { get; set; }

    /// <summary>Kind: <c>duty</c> 上岗证, <c>training</c> 合格证.</summary>
    public required string Kind { get; set; }

    public DateOnly ValidFrom { get; set; }

    /// <summary>Last valid day.</summary>
    public DateOnly ValidTo { get; set; }

    /// <summary>From this day on not valid any more; null: not revoked.</summary>
    public DateOnly? RevokedOn { get; set; }

    /// <summary>Code in reason-codes.json (officer).</summary>
    public string? RevocationReasonCode { get; set; }

    public string? RevocationReason { get; set; }

    /// <summary>Who issued it.</summary>
    public required string Issuer { get; set; }

    /// <summary>The passed examination it rests on; null: one outside of this system.</summary>
    public int? QualificationId { get; set; }

    /// <summary>Who examined outside of this system; null: it rests on an examination of the system, or is from before this was asked.</summary>
    public string? PaperBody { get; set; }

    /// <summary>Number of the paper that says so.</summary>
    public string? PaperNumber { get; set; }

    /// <summary>Day of the paper, not after the first valid day: training and examination come before duty (S-14).</summary>
    public DateOnly? PaperOn { get; set; }

    /// <summary>暂停: when it rests for a time; read with every certificate.</summary>
    public List<CertificateSuspension> Suspensions { get; } = [];

    public CertificateStatus StatusOn(DateOnly day) => this switch
    {
        _ when RevokedOn <= day => CertificateStatus.Revoked,
        _ when day < ValidFrom => CertificateStatus.NotYet,
        _ when day > ValidTo => CertificateStatus.Expired,
        _ when Suspensions.Any(s => s.HoldsOn(day)) => CertificateStatus.Suspended,
        _ => CertificateStatus.Valid,
    };
}

/// <summary>考试合格: an examination that an officer passed; the ground on which one certificate may be issued (S-14).</summary>
public sealed class Qualification : IInDivision
{
    public int Id { get; set; }

    public int OfficerId { get; set; }

    public long Division { get; set; }

    /// <summary>Name of the examination.</summary>
    public required string Title { get; set; }

    public short Score { get; set; }

    /// <summary>Points of the whole paper.</summary>
    public short OutOf { get; set; }

    public DateOnly PassedOn { get; set; }

    /// <summary>The certificate it stands for.</summary>
    public required string CertificateKind { get; set; }

    /// <summary>For how many months that is to be issued.</summary>
    public short ValidMonths { get; set; }

    /// <summary>Where it is written down, as the audit names it; once only.</summary>
    public required string Source { get; set; }

    /// <summary>Last day of a certificate that begins on the given one.</summary>
    public DateOnly ValidTo(DateOnly from) => from.AddMonths(ValidMonths).AddDays(-1);
}

/// <summary>Whether a certificate gives the right to serve on a day (S-14).</summary>
public enum CertificateStatus
{
    [Display(Name = "有效")] Valid,
    [Display(Name = "未到生效日期")] NotYet,
    [Display(Name = "已过期")] Expired,
    [Display(Name = "已撤销")] Revoked,
    [Display(Name = "暂停中")] Suspended,
}
