using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Web;

namespace Yinong.Modules.Supervision.Pages;

/// <summary>The way to a place on pages that are the same at every level: the nation, province, city, county, town, village, as far as the viewer reaches.</summary>
static class PlaceCrumbs
{
    /// <param name="frame">Gets the crumbs.</param>
    /// <param name="tree">Names.</param>
    /// <param name="viewer">How far he sees.</param>
    /// <param name="place">The last crumb.</param>
    /// <param name="href">Address of the page at a place.</param>
    public static void Lead(this Frame frame, DivisionTree tree, Viewer viewer, DivisionCode place, Func<DivisionCode, string> href)
    {
        foreach (var step in place.Path().Prepend(DivisionCode.Nation))
            if (viewer.Reach.Contains(step)) frame.Crumb(tree.Name(step), href(step));
    }
}
