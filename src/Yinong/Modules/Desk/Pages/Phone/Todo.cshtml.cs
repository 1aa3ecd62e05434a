using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;

namespace Yinong.Modules.Desk.Pages.Phone;

/// <summary>What waits for the officer, read from the registers; what the phone could not deliver is added by the island.</summary>
[Require(Permission.DeskUse)]
public sealed class TodoModel(OfficerDesk desk, ProgrammeClock clock, DeskLimits limits) : PageModel
{
    public DeskOfficer Officer { get; private set; } = null!;

    public IReadOnlyList<DeskTodo> Todos { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Officer = await desk.GetAsync();
        Todos = DeskTodo.Of(Officer, clock.Today, limits);
    }
}
