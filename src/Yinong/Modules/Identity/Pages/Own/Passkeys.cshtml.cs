using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity.SignIn;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Identity.Pages.Own;

/// <summary>The own passkeys: seen and removed here; added by wwwroot/identity/passkey.js.</summary>
[Require(Permission.AccountSelf), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PasskeysModel(OwnAccount own) : PageModel
{
    public IList<UserPasskeyInfo> Passkeys { get; private set; } = [];

    public async Task OnGetAsync() => Passkeys = await own.PasskeysAsync();

    public async Task<IActionResult> OnPostRemoveAsync(string id)
    {
        if (!Base64Url.IsValid(id)) throw Problem.NotFound();
        await own.RemovePasskeyAsync(Base64Url.DecodeFromChars(id));
        return RedirectToPage();
    }

    public static string Id(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);
}
