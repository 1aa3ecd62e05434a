using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Yinong.Modules.Identity.SignIn;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Identity.Pages;

/// <summary>The second step: the code of the authenticator app, or a recovery code.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SignInTotpModel(PasswordSignIn signIn, Texts t) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Remember { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Recovery { get; set; }

    [InDigits, BindProperty, Required(ErrorMessage = "请填口令"), StringLength(40)]
    public string Code { get; set; } = "";

    public async Task<IActionResult> OnGetAsync()
    {
        ModelState.Clear();
        return await signIn.AwaitedAsync() is null ? RedirectToPage("SignIn", new { To }) : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await signIn.AwaitedAsync() is null) return RedirectToPage("SignIn", new { To });
        try
        {
            if (ModelState.IsValid)
            {
                var outcome = Recovery ? await signIn.TryRecoveryCodeAsync(HttpContext, Code) : await signIn.TryCodeAsync(HttpContext, Code, Remember);
                if (outcome == SignInOutcome.Done) return LocalRedirect(Url.IsLocalUrl(To) ? To : "/home");
                ModelState.AddModelError(nameof(Code), Recovery ? t["恢复码不对，或者已经用过"] : t["口令不对。每30秒换一个，请看最新的"]);
            }
        }
        catch (Problem problem)
        {
            this.Show(problem, t, "");
        }
        return Page();
    }
}
