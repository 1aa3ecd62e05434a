using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Platform.Database;
using Yinong.Web;

namespace Yinong.Modules.Divisions.Pages;

/// <summary>行政区划: the tree, a place at a time, and the search. Public, like the list itself.</summary>
[AllowAnonymous]
public sealed class BrowseModel(DivisionTree tree, SqlDatabase database, Frame frame, Texts t) : PageModel
{
    const int Hits = 50;

    /// <summary>A code or a name.</summary>
    [BindProperty(SupportsGet = true), StringLength(40)]
    public string? Search { get; set; }

    public DivisionInfo Place { get; private set; }

    public IReadOnlyList<DivisionInfo> Path { get; private set; } = [];

    public IReadOnlyList<DivisionInfo> Children { get; private set; } = [];

    public IReadOnlyList<DivisionInfo>? Found { get; private set; }

    public InstalledList? Installed { get; private set; }

    public bool SignedIn => User.Identity?.IsAuthenticated == true;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Place = tree.Get(Request.Query.Division("division", DivisionCode.Nation));
        Path = tree.Path(Place.Code);
        Installed = await InstalledList.FindAsync(database, cancel);
        if (!ModelState.IsValid) throw DivisionProblems.SearchTooLong();
        if (!string.IsNullOrWhiteSpace(Search)) Found = tree.Search(Search, Hits, Reach.Of(Place.Code));
        else Children = tree.Children(Place.Code);
        frame.Active = "/divisions";
        frame.Crumb(t["行政区划"], "/divisions");
        foreach (var step in Path) frame.Crumb(step.Name, step.Code == Place.Code ? null : $"/divisions?division={step.Code}");
    }

    public string FullName(DivisionInfo place) => string.Join(" / ", tree.Path(place.Code.Parent).Select(p => p.Name));

    public string KindOf(DivisionInfo place) => KindOf(place, t);

    /// <summary>The kind of a village, the level of any other place.</summary>
    public static string KindOf(DivisionInfo place, Texts t) => place.Kind switch
    {
        VillageKind.Villagers => t["村委会"],
        VillageKind.Residents => t["居委会"],
        VillageKind.VillagersLike => t["类似村委会"],
        VillageKind.ResidentsLike => t["类似居委会"],
        VillageKind.Virtual => t["虚拟单位"],
        _ => LevelOf(place.Code.Level, t),
    };

    static string LevelOf(DivisionLevel level, Texts t) => level switch
    {
        DivisionLevel.Province => t["省级"],
        DivisionLevel.City => t["市级"],
        DivisionLevel.County => t["县级"],
        DivisionLevel.Town => t["乡镇"],
        DivisionLevel.Village => t["村"],
        _ => t["全国"],
    };
}
