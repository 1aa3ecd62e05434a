using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Marks.Pages;

/// <summary>作废密钥: a key that was in wrong hands.</summary>
[Require(Permission.MarkKeysManage)]
public sealed class RevokeKeyModel(MarkKeyring keyring, ProgrammeClock clock, Texts t) : PageModel
{
    public required MarkKey Key { get; set; }

    [BindProperty]
    public RevokeKeyInput Input { get; set; } = new();

    public DateOnly Today => clock.Today;

    public async Task OnGetAsync(string code)
    {
        Key = await keyring.FindAsync(code, HttpContext.RequestAborted) ?? throw Problem.NotFound();
        Input = new() { From = Today };
    }

    public async Task<IActionResult> OnPostAsync(string code)
    {
        Key = await keyring.FindAsync(code, HttpContext.RequestAborted) ?? throw Problem.NotFound();
        if (!ModelState.IsValid) return Page();
        try
        {
            await keyring.RevokeAsync(code, Input.From!.Value, Input.Reason, HttpContext.RequestAborted);
            return Redirect("/mark-keys");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    /// <summary>What the form holds.</summary>
    public sealed class RevokeKeyInput
    {
        [Required]
        public DateOnly? From { get; set; }

        [StringLength(300, ErrorMessage = "最多300个字")]
        public string? Reason { get; set; }
    }
}
