using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Catalogue.Pages;

/// <summary>增加事项: code and kind are for ever, everything else may change with a version.</summary>
[Require(Permission.CatalogueWrite)]
public sealed class NewItemModel(CatalogueEditor editor, ProgrammeClock clock, Texts t) : PageModel
{
    [BindProperty]
    public NewItemInput Input { get; set; } = new();

    public void OnGet() => Input = new() { ValidFrom = clock.Today, FeeFen = "0" };

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        try
        {
            var item = await editor.AddAsync(Input.Code.Trim().ToUpperInvariant(), Input.Kind, Input.ToVersion());
            return Redirect($"/catalogue/{item.Code}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    /// <summary>What the form holds.</summary>
    public sealed class NewItemInput : VersionInput
    {
        [Required, StringLength(6)]
        public string Code { get; set; } = "";

        [Required]
        public ServiceKind Kind { get; set; } = ServiceKind.Public;
    }
}
