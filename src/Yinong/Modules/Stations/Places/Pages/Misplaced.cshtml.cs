using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Stations.Places.Pages;

/// <summary>区划待定的站点: their village is gone from the list and nobody knows for sure where it went; a person says so, one by one.</summary>
[Require(Permission.StationsReview)]
public sealed class MisplacedModel(StationPlaces places, DivisionTree tree, Texts t) : PageModel
{
    public const int Most = 200;

    [BindProperty]
    public DecisionInput Input { get; set; } = new();

    public IReadOnlyList<Station> Stations { get; private set; } = [];

    public string NameOf(Station station) => tree.FullName(new(station.Division));

    public async Task OnGetAsync() => Stations = await places.MisplacedAsync(Most, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (!ModelState.IsValid) return Page();
        try
        {
            await places.DecideAsync(Input.Station, Input.Place, Input.Why, Input.Version, HttpContext.RequestAborted);
            return Redirect("/stations/misplaced");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    /// <summary>What the form of a station holds.</summary>
    public sealed class DecisionInput
    {
        public int Station { get; set; }

        public long Version { get; set; }

        [InDigits, StringLength(12)]
        public string? Place { get; set; }

        [StringLength(300)]
        public string? Why { get; set; }
    }
}
