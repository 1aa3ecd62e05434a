using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;

namespace Yinong.Modules.Desk.Pages.Phone;

/// <summary>The second tab: which kind of service, and the items one records most.</summary>
[Require(Permission.DeskUse)]
public sealed class KindsModel(OfficerDesk desk, OfficerRecords records) : PageModel
{
    const int MostUsual = 6;

    public DeskOfficer Officer { get; private set; } = null!;

    public IReadOnlyDictionary<ServiceKind, long> Today { get; private set; } = new Dictionary<ServiceKind, long>();

    /// <summary>The items one recorded most often lately.</summary>
    public IReadOnlyList<DeskItem> Usual { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Officer = await desk.GetAsync();
        (Today, _) = await records.TotalsAsync(Officer);
        var use = await records.UseAsync(Officer);
        Usual = [.. (await records.ItemsAsync(Officer)).Where(i => use.ContainsKey(i.Id)).Take(MostUsual)];
    }
}
