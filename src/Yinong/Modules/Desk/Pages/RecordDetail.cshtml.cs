using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Platform.Access;
using Yinong.Web;

namespace Yinong.Modules.Desk.Pages;

/// <summary>One service record with everything it says, and the chain of its corrections: nothing is overwritten.</summary>
[Require(Permission.ServiceRecordsRead)]
public sealed class RecordDetailModel(RecordChain chains, ItemCatalogue catalogue, AppDb db) : PageModel
{
    public IReadOnlyList<ChainLink> Chain { get; private set; } = [];

    public ChainLink Link { get; private set; } = null!;

    public Station Station { get; private set; } = null!;

    public Officer Officer { get; private set; } = null!;

    public IReadOnlyDictionary<int, ServiceItem> Items { get; private set; } = new Dictionary<int, ServiceItem>();

    /// <summary>Who corrected: the officer's masked name where the account is an officer's, else as in the audit.</summary>
    public IReadOnlyDictionary<string, string> Actors { get; private set; } = new Dictionary<string, string>();

    public async Task OnGetAsync(Guid id)
    {
        Chain = await chains.GetAsync(id);
        Link = Chain.First(l => l.Record.Id == id);
        Items = (await catalogue.AllAsync()).Values.ToDictionary(i => i.Id);
        Station = await db.Stations.AsNoTracking().FirstAsync(s => s.Id == Link.Record.StationId);
        // The officer may have moved out of the viewer's reach since; the record is still his.
        Officer = await db.Officers.IgnoreQueryFilters().AsNoTracking().FirstAsync(o => o.Id == Link.Record.OfficerId);
        var officers = Chain.Select(l => l.Record.OfficerId).ToHashSet();
        Actors = await db.Officers.IgnoreQueryFilters().AsNoTracking().Where(o => officers.Contains(o.Id) && o.AccountId != null).ToDictionaryAsync(o => $"account:{o.AccountId}", o => Show.Masked(o.Name));
    }

    public ServiceItemVersion ItemOf(ServiceRecord record) => Items[record.ItemId].Versions.First(v => v.Version == record.ItemVersion);
}
