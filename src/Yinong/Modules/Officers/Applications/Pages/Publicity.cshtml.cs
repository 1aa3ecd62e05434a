using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;
using Yinong.Web;

namespace Yinong.Modules.Officers.Applications.Pages;

/// <summary>公示: who is to become an officer, for everybody to see. Masked name, village and whether the schooling suffices; nothing else leaves.</summary>
[AllowAnonymous]
public sealed class PublicityModel(ObjectionDesk desk, DivisionTree places) : PageModel
{
    public DivisionCode Place { get; private set; }

    public string PlaceName => places.Name(Place);

    /// <summary>From the province down to the place.</summary>
    public IReadOnlyList<DivisionInfo> Path { get; private set; } = [];

    /// <summary>Places one level below, to look into; a town is small enough to be read as it is.</summary>
    public IReadOnlyList<DivisionInfo> Below { get; private set; } = [];

    /// <summary>Key of the last line of the page before, as the address of the next page carries it.</summary>
    [BindProperty(SupportsGet = true, Name = "after"), StringLength(40)]
    public string? After { get; set; }

    /// <summary>Address of the next page; null: this is the last.</summary>
    public string? Next { get; private set; }

    public IReadOnlyList<OfficerApplication> Lines { get; private set; } = [];

    public bool Suffices(OfficerApplication application) => ApplicationRules.Suffices(ApplicationRegister.RuleOf(application), application.Schooling);

    public static string Href(DivisionCode place) => place == DivisionCode.Nation ? "/publicity" : $"/publicity?in={place}";

    public async Task OnGetAsync()
    {
        Place = Request.Query.Division("in", DivisionCode.Nation);
        if (Place != DivisionCode.Nation && !places.Exists(Place)) throw WebProblems.DivisionInvalid("in");
        Path = places.Path(Place);
        Below = Place.Level < DivisionLevel.Town ? places.Children(Place) : [];
        (long, int)? after = string.IsNullOrEmpty(After) ? null : StationCursor.TryParse(After, out var cursor) ? (cursor.Division, cursor.Id) : throw OfficerProblems.BadAfter();
        (Lines, var next) = await desk.PublicAsync(Place.From, Place.To, after, HttpContext.RequestAborted);
        if (next is var (division, id)) Next = QueryHelpers.AddQueryString(Href(Place), "after", new StationCursor(division, id).ToString());
    }
}
