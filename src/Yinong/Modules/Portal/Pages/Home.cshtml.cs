using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Programme;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Portal.Pages;

/// <summary>The door for farmers: find a station, call 12316, see what a station does and how far the country has come.</summary>
[AllowAnonymous]
public sealed class HomeModel(AppDb db, PublicFigures figures, ProgrammeClock clock, Texts t) : PageModel
{
    const int ItemsShown = 4;

    /// <summary>The four kinds with a sentence and the first items of the catalogue in force.</summary>
    public IReadOnlyList<(ServiceLook Look, string Words, IReadOnlyList<string> Items)> Services { get; private set; } = [];

    /// <summary>How far the country has come; null while no programme is installed.</summary>
    public Progress? Progress { get; private set; }

    /// <summary>Services of the running month, when there is progress to show.</summary>
    public MonthOfServices? Month { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Progress = await figures.FindNationAsync(cancel);
        if (Progress?.Total.Count.Built > 0) Month = await figures.ThisMonthAsync(cancel);
        var today = clock.Today;
        var items = await db.Nationwide().ServiceItems.AsNoTracking()
            .SelectMany(i => i.Versions, (i, v) => new { i.Kind, i.Code, Version = v })
            .Where(i => i.Version.Verdict != Catalogue.Verdict.RedLine && i.Version.ValidFrom <= today && (i.Version.ValidTo == null || i.Version.ValidTo >= today))
            .OrderBy(i => i.Code)
            .Select(i => new { i.Kind, i.Version.Name, i.Version.NameEn })
            .ToListAsync(cancel);
        Services = [.. ServiceLook.All.Select(look => (look, Words(look.Kind),
            (IReadOnlyList<string>)[.. items.Where(i => i.Kind == look.Kind).Take(ItemsShown).Select(i => t.English ? i.NameEn : i.Name)]))];
    }

    string Words(ServiceKind kind) => kind switch
    {
        ServiceKind.Public => t["不收一分钱。"],
        ServiceKind.Convenience => t["不出村就能办。"],
        ServiceKind.Commerce => t["帮您卖，也帮您买。"],
        _ => t["学会了再走。"],
    };
}
