using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;

namespace Yinong.Modules.Catalogue.Pages;

/// <summary>服务目录: what may be offered, under which condition, and what the red lines refuse, kind by kind.</summary>
[Require(Permission.StationsRead)]
public sealed class CatalogueModel(ItemCatalogue catalogue, Viewer viewer, ProgrammeClock clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    /// <summary>The kind that is shown; null: all.</summary>
    public ServiceKind? Only => ServiceKinds.TryParse(Kind ?? "", out var kind) ? kind : null;

    /// <summary>Items with what they say today; null: not in force yet.</summary>
    public IReadOnlyList<(ServiceItem Item, ServiceItemVersion Version, bool InForce)> Items { get; private set; } = [];

    public IReadOnlyDictionary<ServiceKind, int> Counts { get; private set; } = new Dictionary<ServiceKind, int>();

    public bool MayWrite => viewer.Has(Permission.CatalogueWrite);

    public async Task OnGetAsync()
    {
        var all = (await catalogue.AllAsync()).Values;
        var today = clock.Today;
        Counts = all.GroupBy(i => i.Kind).ToDictionary(g => g.Key, g => g.Count());
        Items = [.. all.Where(i => Only is null || i.Kind == Only).OrderBy(i => i.Kind).ThenBy(i => i.Code, StringComparer.Ordinal)
            .Select(i => (i, ItemCatalogue.VersionOn(i, today) ?? i.Versions[^1], ItemCatalogue.VersionOn(i, today) is not null))];
    }
}
