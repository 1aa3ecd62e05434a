using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;

namespace Yinong.Modules.Training.Farmers.Pages.Phone;

/// <summary>农民手机培训: the officer's sessions.</summary>
[Require(Permission.DeskUse)]
public sealed class MySessionsModel(SessionRegister register) : PageModel
{
    public IReadOnlyList<FarmerSession> Lines { get; private set; } = [];

    public async Task OnGetAsync() => Lines = await register.MineAsync(HttpContext.RequestAborted);
}
