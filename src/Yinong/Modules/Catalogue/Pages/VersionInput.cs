using System.ComponentModel.DataAnnotations;
using Yinong.Web;

namespace Yinong.Modules.Catalogue.Pages;

/// <summary>What the forms for an item and for a new version of one ask. The fee is typed in yuan, because people do; it is kept in fen.</summary>
public class VersionInput
{
    [Required, StringLength(30, MinimumLength = 2)]
    public string Name { get; set; } = "";

    [Required, StringLength(80, MinimumLength = 2)]
    public string NameEn { get; set; } = "";

    [Required]
    public Verdict Verdict { get; set; } = Verdict.Allowed;

    [StringLength(200)]
    public string? Condition { get; set; }

    [StringLength(200)]
    public string? Clause { get; set; }

    [InDigits, RegularExpression(@"^[0-9]{1,6}(\.[0-9]{1,2})?$", ErrorMessage = "费用写元，最多两位小数；由服务商定价的空着")]
    public string? FeeFen { get; set; }

    [StringLength(60)]
    public string? Seller { get; set; }

    [StringLength(60)]
    public string? Payee { get; set; }

    [StringLength(100)]
    public string? Licence { get; set; }

    [Required, StringLength(100, MinimumLength = 2)]
    public string Source { get; set; } = "";

    [Required]
    public DateOnly? ValidFrom { get; set; }

    /// <summary>What the use case takes.</summary>
    public NewItemVersion ToVersion() => new(Name.Trim(), NameEn.Trim(), Verdict, Verdict is Verdict.RedLine ? Clause : Condition?.Trim(), Fen(), Seller, Payee, Licence, Source.Trim(), ValidFrom!.Value);

    long? Fen() => string.IsNullOrWhiteSpace(FeeFen) ? null : (long)(decimal.Parse(FeeFen, System.Globalization.CultureInfo.InvariantCulture) * 100);
}
