using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Web;

namespace Yinong.Modules.Programme.Pages;

/// <summary>行政村名录: size, day and source of every province's roster, beside what the notice implies and what other editions of the division list give.</summary>
[Require(Permission.ProgrammeRead)]
public sealed class RostersModel(ProgrammeShelf shelf, DivisionTree tree, Frame frame, Texts t) : PageModel
{
    public ProgrammeBook Book { get; private set; } = null!;

    public IEnumerable<(DivisionInfo Province, VillageRoster Roster)> Rows =>
        Book.Rosters.Values.OrderBy(r => r.Division).Select(r => (tree.Find(new(r.Division)) ?? new(new(r.Division), tree.Name(new(r.Division))), r));

    public async Task OnGetAsync()
    {
        Book = await shelf.GetAsync(ProgrammeProgress.Current);
        frame.Active = "/programme";
        frame.Crumb(t["目标进度"], "/programme");
        frame.Crumb(t["行政村名录"]);
    }
}
