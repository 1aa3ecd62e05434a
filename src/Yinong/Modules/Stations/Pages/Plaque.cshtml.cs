using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Marks;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Pages;

/// <summary>门牌: an A4 sheet with name, number and QR code, to be printed (S-11).</summary>
[AllowAnonymous]
public sealed class PlaqueModel(AppDb db, DivisionTree places, MarkRegister marks, MarkSettings settings) : PageModel
{
    public required Station Station { get; set; }

    public string Place { get; private set; } = "";

    /// <summary>What the QR code opens: with the mark that holds, when one was issued.</summary>
    public string Address { get; private set; } = "";

    public async Task OnGetAsync(string number)
    {
        var known = StationNumber.Parse(number).Text;
        Station = await db.Stations.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(s => s.Number == known) ?? throw Problem.NotFound();
        var mark = await marks.CurrentAsync(MarkKinds.Station, known, HttpContext.RequestAborted);
        Address = $"{settings.Origin(Request)}/s/{known}{(mark is null ? "" : $"?m={mark.Text}")}";
        Place = places.FullName(new(Station.Division));
    }
}
