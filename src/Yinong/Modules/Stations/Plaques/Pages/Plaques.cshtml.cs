using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Marks;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Stations.Plaques.Pages;

/// <summary>门牌签发: the issues of a station's plaque, a further one, and the files for the workshop.</summary>
[Require(Permission.StationsRead)]
public sealed class PlaquesModel(AppDb db, PlaqueDesk desk, MarkRegister marks, Texts t) : PageModel
{
    public required Station Station { get; set; }

    [BindProperty]
    public MarkIssueInput Input { get; set; } = new();

    public MarkIssuesView View { get; private set; } = null!;

    public string Key { get; private set; } = "";

    public async Task OnGetAsync(string key)
    {
        await ReadAsync(key);
        Input.Serial = View.Issues.Count + 1;
    }

    public async Task<IActionResult> OnPostAsync(string key)
    {
        await ReadAsync(key);
        if (!ModelState.IsValid) return Page();
        try
        {
            await desk.IssueAsync(key, Input.Asked, HttpContext.RequestAborted);
            return Redirect($"/stations/{Key}/plaques");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(string key)
    {
        var cancel = HttpContext.RequestAborted;
        Station = await desk.GetAsync(key, cancel);
        Key = Station.Number ?? key;
        var issues = Station.Number is { } number ? await marks.IssuesAsync(MarkKinds.Station, number, cancel) : [];
        var names = await db.NamesOfAsync([.. issues.Select(i => i.IssuedBy).Distinct()], cancel);
        View = new(issues, names, desk.MayIssue && !Station.State.IsEnd(), $"/stations/{Key}/plaques", [PlaqueSheets.Plaque, PlaqueSheets.Sign], Input);
    }
}
