using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Officers.Pages;

/// <summary>登记信息员: name, phone, place; nothing else about the person is kept.</summary>
[Require(Permission.OfficersWrite)]
public sealed class NewModel(OfficerRegister register, Texts t) : PageModel
{
    [BindProperty]
    public OfficerInput Input { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        try
        {
            var officer = await register.RegisterAsync(new(Input.Name, Input.Phone, Input.Division));
            return Redirect($"/officers/{officer.Number}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }
}
