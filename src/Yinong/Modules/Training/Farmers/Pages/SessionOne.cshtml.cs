using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;

namespace Yinong.Modules.Training.Farmers.Pages;

/// <summary>One session, for those who look after its station; without any name of a farmer.</summary>
[Require(Permission.StationsRead)]
public sealed class SessionOneModel(SessionList list, SessionDoor door) : PageModel
{
    public required SessionLine Line { get; set; }

    public SessionEffect Effect { get; private set; } = new(0, null, new Dictionary<string, (int, int)>());

    public async Task OnGetAsync(string number)
    {
        Line = await list.GetAsync(number, HttpContext.RequestAborted);
        Effect = await door.EffectAsync(Line.Session.Id, HttpContext.RequestAborted);
    }
}
