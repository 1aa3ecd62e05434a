using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.SixHaves.Pages;

/// <summary>六有清单: what a station is held against, item by item with its source; the province's editions below.</summary>
[Require(Permission.StationsRead)]
public sealed class ChecklistViewModel(ChecklistEditions editions, DivisionTree places, Viewer viewer, ProgrammeClock clock) : PageModel
{
    public DivisionCode Place { get; private set; }

    public string PlaceName => places.Name(Place);

    public Checklist Checklist { get; private set; } = NationalChecklist.Current;

    public ChecklistEdition? InForce { get; private set; }

    public IReadOnlyList<ChecklistEdition> History { get; private set; } = [];

    public DateOnly Today => clock.Today;

    public bool MayWrite => editions.MayWrite(Place);

    public async Task OnGetAsync()
    {
        var cancel = HttpContext.RequestAborted;
        var home = viewer.Post?.Division ?? new(viewer.Reach.From);
        var asked = Request.Query.Division("division", home);
        // What a province asks is public; only a place that there is has a checklist.
        Place = asked.Level == DivisionLevel.Nation ? asked : asked.At(DivisionLevel.Province);
        if (Place.Level != DivisionLevel.Nation && !places.Children(DivisionCode.Nation).Any(p => p.Code == Place)) throw Problem.NotFound();
        Checklist = await editions.InForceAsync(Place, Today, cancel);
        InForce = await editions.EditionAsync(Place, Today, cancel);
        if (Place.Level == DivisionLevel.Province) History = await editions.HistoryAsync(Place, cancel);
    }

    /// <summary>Whether the province asks more here than the nation.</summary>
    public static bool IsRaised(ChecklistItem item) => NationalChecklist.Current.Find(item.Code) is { } national && (national.Minimum != item.Minimum || national.Required != item.Required);
}
