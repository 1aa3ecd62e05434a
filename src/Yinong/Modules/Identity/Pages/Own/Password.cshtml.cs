using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Yinong.Modules.Identity.SignIn;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Identity.Pages.Own;

/// <summary>A new password; every other sign-in ends.</summary>
[Require(Permission.AccountSelf), EnableRateLimiting(RateLimits.SignIn), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PasswordModel(OwnAccount own, Texts t) : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public bool Done { get; private set; }

    public bool MustChange { get; private set; }

    public async Task OnGetAsync(bool done)
    {
        Done = done;
        MustChange = (await own.GetAsync()).MustChangePassword;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                await own.ChangePasswordAsync(Input.Current, Input.Password);
                return RedirectToPage(new { done = true });
            }
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
        }
        MustChange = (await own.GetAsync()).MustChangePassword;
        return Page();
    }

    public sealed class Form
    {
        [Required, StringLength(200)]
        public string Current { get; set; } = "";

        [Required, StringLength(200)]
        public string Password { get; set; } = "";

        [Compare(nameof(Password))]
        public string Again { get; set; } = "";
    }
}
