using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Identity.Pages;

/// <summary>The first administrator, by the link that <c>serve</c> printed.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SetUpModel(SetUpLink link, Texts t) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public async Task OnGetAsync()
    {
        if (!await link.IsGoodAsync(Token)) throw IdentityProblems.SetUpLinkSpent();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (!await link.IsGoodAsync(Token)) throw IdentityProblems.SetUpLinkSpent();
            if (!ModelState.IsValid) return Page();
            await link.UseAsync(Token, Input.UserName, Input.Name, Input.Password);
            return RedirectToPage("SignIn", new { To = "/account/two-factor" });
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    public sealed class Form
    {
        [Required, StringLength(40, MinimumLength = 2)]
        public string UserName { get; set; } = "";

        [Required, StringLength(40)]
        public string Name { get; set; } = "";

        [Required, StringLength(200)]
        public string Password { get; set; } = "";

        [Compare(nameof(Password))]
        public string Again { get; set; } = "";
    }
}
