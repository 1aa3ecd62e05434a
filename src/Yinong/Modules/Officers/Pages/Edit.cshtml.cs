using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Officers.Pages;

/// <summary>修改信息员资料. An empty phone keeps the one that is known: whoever may not see it cannot lose it.</summary>
[Require(Permission.OfficersWrite)]
public sealed class EditModel(OfficerRegister register, Texts t) : PageModel
{
    public required Officer Officer { get; set; }

    [BindProperty]
    public OfficerInput Input { get; set; } = new();

    public async Task OnGetAsync(string number)
    {
        Officer = await register.GetAsync(number);
        Input = new() { Name = Officer.Name, Division = new DivisionCode(Officer.Division).ToString(), Version = Officer.Version };
    }

    public async Task<IActionResult> OnPostAsync(string number)
    {
        Officer = await register.GetAsync(number);
        if (!ModelState.IsValid) return Page();
        try
        {
            await register.EditAsync(number, new(Input.Name, Input.Phone ?? Officer.Phone, Input.Division, Input.Version));
            return Redirect($"/officers/{Officer.Number}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }
}
