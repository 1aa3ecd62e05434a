using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Web;

namespace Yinong.Modules.Officers.Applications.Pages;

/// <summary>公示: who is to become an officer, for everybody to see. Masked name, village and whether the schooling suffices; nothing else leaves.</summary>
[AllowAnonymous]
public sealed class PublicityModel(ObjectionDesk desk, DivisionTree places) : PageModel
{
    public DivisionCode Place { get; private set; }

    public string PlaceName => places.Name(Place);

    public IReadOnlyList<OfficerApplication> Lines { get; private set; } = [];

    public bool Suffices(OfficerApplication application) => ApplicationRules.Suffices(ApplicationRegister.RuleOf(application), application.Schooling);

    public async Task OnGetAsync()
    {
        Place = Request.Query.Division("in", DivisionCode.Nation);
        if (Place != DivisionCode.Nation && !places.Exists(Place)) throw WebProblems.DivisionInvalid("in");
        Lines = await desk.PublicAsync(Place.From, Place.To, HttpContext.RequestAborted);
    }
}
