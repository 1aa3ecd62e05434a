using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Web;

namespace Yinong.Modules.Stations.HandOvers.Pages;

/// <summary>交接单 on paper: what was handed over, who gave, who received what when.</summary>
[Require(Permission.StationsRead)]
public sealed class ReceiptModel(AppDb db, HandOverDesk desk, Texts t) : HandOverPage(db, desk, t)
{
    public async Task OnGetAsync(int id) => await FindAsync(id);
}
