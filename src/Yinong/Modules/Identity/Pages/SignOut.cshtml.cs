using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity.SignIn;

namespace Yinong.Modules.Identity.Pages;

/// <summary>Ends this sign-in.</summary>
[AllowAnonymous]
public sealed class SignOutModel(AccountSessions sessions, UserManager<Account> users, Viewer viewer) : PageModel
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (viewer is { AccountId: { } id, SessionId: { } session } && await users.FindByIdAsync(id.ToString(System.Globalization.CultureInfo.InvariantCulture)) is { } account)
            await sessions.EndAsync(account, "account.signed-out", only: session);
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return LocalRedirect("/");
    }
}
