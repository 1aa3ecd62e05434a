using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Portal.Pages;

/// <summary>Finding a station: by name or number (<c>?q=</c>), or down the tree of places (<c>?in=370102</c>, keyset paged by <c>after</c>).</summary>
[AllowAnonymous]
public sealed class FindModel(StationFinder finder, DivisionTree places) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q"), StringLength(40)]
    public string? Typed { get; set; }

    [BindProperty(SupportsGet = true, Name = "in"), StringLength(12)]
    public string? In { get; set; }

    [BindProperty(SupportsGet = true, Name = "after")]
    public int After { get; set; }

    /// <summary>The place looked into; the nation at the start.</summary>
    public DivisionInfo Place { get; private set; }

    /// <summary>From the province down to the place.</summary>
    public IReadOnlyList<DivisionInfo> Path { get; private set; } = [];

    /// <summary>Places to go on with: what fits the text, or what lies one level below.</summary>
    public IReadOnlyList<DivisionInfo> Places { get; private set; } = [];

    public IReadOnlyList<FoundStation> Stations { get; private set; } = [];

    public string? Next { get; private set; }

    public bool Searched => !string.IsNullOrWhiteSpace(Typed);

    public async Task<IActionResult> OnGetAsync()
    {
        if (!ModelState.IsValid) Typed = Typed?.Cut(40);
        return Searched ? await SearchAsync() : await BrowseAsync();
    }

    async Task<IActionResult> SearchAsync()
    {
        if (await finder.FindNumberAsync(Typed!) is { } number) return Redirect($"/s/{number}");
        var found = finder.FindPlaces(Typed!);
        Stations = [.. (await finder.InAsync(found)).Take(StationFinder.PageSize)];
        Places = [.. found.Where(p => p.Code.Level < DivisionLevel.Village).Take(StationFinder.PageSize)];
        return Page();
    }

    async Task<IActionResult> BrowseAsync()
    {
        Place = places.Get(string.IsNullOrEmpty(In) ? "00" : In);
        Path = places.Path(Place.Code);
        // Villages are not gone through one by one: the stations of a town stand below it.
        Places = Place.Code.Level < DivisionLevel.Town ? places.Children(Place.Code) : [];
        if (Place.Code.Level >= DivisionLevel.County)
        {
            var below = await finder.BelowAsync(Place.Code, After);
            Stations = [.. below.Take(StationFinder.PageSize)];
            if (below.Count > StationFinder.PageSize) Next = $"/find?in={Place.Code}&after={Stations[^1].Id}";
        }
        return Page();
    }

    /// <summary>Whether the tree goes on below a place on this page.</summary>
    public static string Href(DivisionInfo place) => $"/find?in={place.Code}";
}
