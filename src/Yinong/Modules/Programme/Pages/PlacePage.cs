using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Programme.Pages;

/// <summary>A page about the targets of one place (<c>?division=</c>, else the place of the viewer's post), down to the town.</summary>
public abstract class PlacePage(DivisionTree tree, Viewer viewer, Frame frame, Texts t) : PageModel
{
    public DivisionInfo Place { get; private set; }

    public bool IsNation => Place.Code == DivisionCode.Nation;

    public bool IsProvince => Place.Code.Level == DivisionLevel.Province;

    /// <summary>May the viewer change targets of this place.</summary>
    public bool MayWrite => viewer.Has(Permission.ProgrammeWrite) && viewer.Reach.Contains(Place.Code);

    /// <summary>Reads the place and lays the way to it.</summary>
    /// <param name="href">Address of the page at a place.</param>
    /// <param name="page">Name of the page, when the place itself is not the last step.</param>
    protected void Find(Func<DivisionCode, string> href, string? page = null)
    {
        Place = tree.Get(Request.Query.Division("division", viewer.Post?.Division is { Level: < DivisionLevel.Village } mine ? mine : DivisionCode.Nation));
        if (Place.Code.Level == DivisionLevel.Village) throw DivisionProblems.Unknown(Place.Code.ToString());
        frame.Active = "/programme";
        frame.Crumb(t["目标进度"], "/programme?division=00");
        foreach (var step in tree.Path(Place.Code)) frame.Crumb(step.Name, page is null && step.Code == Place.Code ? null : href(step.Code));
        if (page is not null) frame.Crumb(page);
    }

    /// <summary>The same for a form, which only those may open who may send it.</summary>
    protected void FindToWrite(string page)
    {
        Find(place => $"/programme?division={place}", page);
        if (!MayWrite) throw Problem.NotFound();
    }
}
