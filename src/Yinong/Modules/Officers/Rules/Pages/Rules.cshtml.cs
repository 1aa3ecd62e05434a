using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Rules.Pages;

/// <summary>选聘规则: what holds for officers at a place, item by item with its source; the province's editions below.</summary>
[Require(Permission.OfficersRead)]
public sealed class RulesModel(OfficerRules rules, DivisionTree places, Viewer viewer, ProgrammeClock clock) : PageModel
{
    public DivisionCode Place { get; private set; }

    public string PlaceName => places.Name(Place);

    public OfficerRule Rule { get; private set; } = NationalOfficerRule.Current;

    public OfficerRuleEdition? InForce { get; private set; }

    public IReadOnlyList<OfficerRuleEdition> History { get; private set; } = [];

    public DateOnly Today => clock.Today;

    public bool MayWrite => rules.MayWrite(Place);

    public async Task OnGetAsync()
    {
        var cancel = HttpContext.RequestAborted;
        var asked = Request.Query.Division("division", viewer.Post?.Division ?? new(viewer.Reach.From));
        // What a province asks is public; only a place that there is has a rule.
        Place = asked.Level == DivisionLevel.Nation ? asked : asked.At(DivisionLevel.Province);
        if (Place.Level != DivisionLevel.Nation && !places.Children(DivisionCode.Nation).Any(p => p.Code == Place)) throw Problem.NotFound();
        Rule = await rules.InForceAsync(Place, Today, cancel);
        InForce = await rules.EditionAsync(Place, Today, cancel);
        if (Place.Level == DivisionLevel.Province) History = await rules.HistoryAsync(Place, cancel);
    }
}
