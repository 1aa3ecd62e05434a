using System.ComponentModel.DataAnnotations;
using Yinong.Web;

namespace Yinong.Modules.Officers.Pages;

/// <summary>What the forms for entering and changing an officer ask.</summary>
public sealed class OfficerInput
{
    [Required, StringLength(20, MinimumLength = 2)]
    public string Name { get; set; } = "";

    [InDigits, StringLength(20)]
    public string? Phone { get; set; }

    [InDigits, Required, StringLength(12, MinimumLength = 6, ErrorMessage = "区划代码是6、9或12位数字")]
    public string Division { get; set; } = "";

    public long Version { get; set; }
}

/// <summary>From when an officer serves at which station.</summary>
public sealed class PostInput
{
    [Required, StringLength(40)]
    public string Station { get; set; } = "";

    [Required]
    public DateOnly? From { get; set; }
}

/// <summary>How a posting ends, and who takes over.</summary>
public sealed class EndInput
{
    [Required]
    public DateOnly? LastDay { get; set; }

    [StringLength(40)]
    public string? ReasonCode { get; set; }

    [StringLength(300)]
    public string? Reason { get; set; }

    /// <summary>Number of the officer who takes over from the next day; null: nobody yet.</summary>
    [StringLength(40)]
    public string? To { get; set; }
}

/// <summary>A certificate to issue.</summary>
public sealed class CertificateInput
{
    [Required]
    public string Kind { get; set; } = "";

    [Required]
    public DateOnly? ValidFrom { get; set; }

    [Required]
    public DateOnly? ValidTo { get; set; }

    [Required, StringLength(40, MinimumLength = 2)]
    public string Issuer { get; set; } = "";

    /// <summary>The passed examination it rests on; null: one outside of this system, of which the paper is named.</summary>
    public int? Ground { get; set; }

    [StringLength(60)]
    public string? PaperBody { get; set; }

    [StringLength(60)]
    public string? PaperNumber { get; set; }

    public DateOnly? PaperOn { get; set; }
}

/// <summary>From when and why a certificate is taken away.</summary>
public sealed class RevokeInput
{
    [Required]
    public DateOnly? On { get; set; }

    [StringLength(40)]
    public string? ReasonCode { get; set; }

    [StringLength(300)]
    public string? Reason { get; set; }
}
