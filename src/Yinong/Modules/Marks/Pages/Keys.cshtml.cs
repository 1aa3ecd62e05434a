using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Marks.Pages;

/// <summary>签章密钥: every key there was, and a new one.</summary>
[Require(Permission.MarkKeysManage)]
public sealed class KeysModel(MarkKeyring keyring, Texts t) : PageModel
{
    public IReadOnlyList<MarkKey> Keys { get; private set; } = [];

    public async Task OnGetAsync() => Keys = await keyring.AllAsync(HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostAsync(string? last)
    {
        var cancel = HttpContext.RequestAborted;
        Keys = await keyring.AllAsync(cancel);
        try
        {
            // Pressed twice: the key that the page showed as the newest is not the newest any more, so it is done already.
            if (Keys.Count == 0 || Keys[0].Code == last) await keyring.RotateAsync(cancel);
            return Redirect("/mark-keys");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }
}
