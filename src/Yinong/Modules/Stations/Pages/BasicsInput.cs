using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Yinong.Modules.Identity;
using Yinong.Web;

namespace Yinong.Modules.Stations.Pages;

/// <summary>What both forms ask of a station.</summary>
public class BasicsInput
{
    [Required, StringLength(40, MinimumLength = 2)]
    public string Name { get; set; } = "";

    [Required]
    public string HostClass { get; set; } = "";

    public bool PoorVillage { get; set; }

    [StringLength(120)]
    public string? Address { get; set; }

    // Digits, with the signs that people put between them; 400 and 12316-like numbers too.
    [InDigits, RegularExpression(@"^[0-9][0-9\- ]{4,18}$", ErrorMessage = "电话写数字，区号后可加“-”，例如0531-88001234")]
    public string? Phone { get; set; }

    [StringLength(60)]
    public string? OpeningHours { get; set; }

    /// <summary>A plan of the week says the hours; the text cannot be typed over it.</summary>
    [BindNever]
    public bool HoursPlanned { get; set; }

    /// <summary>Degrees, WGS-84.</summary>
    [StringLength(40)]
    public string? Latitude { get; set; }

    [StringLength(40)]
    public string? Longitude { get; set; }

    public int? OrganisationId { get; set; }

    /// <summary>Operators to choose from; null: this viewer does not name one.</summary>
    [BindNever, ValidateNever]
    public IReadOnlyList<Organisation>? Operators { get; set; }
}
