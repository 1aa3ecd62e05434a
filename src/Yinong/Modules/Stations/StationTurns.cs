using Microsoft.EntityFrameworkCore;
using Yinong.Database;

namespace Yinong.Modules.Stations;

/// <summary>One after the other at one station: a form that is sent twice at once meets itself.</summary>
static class StationTurns
{
    /// <summary>Takes the station's row, unchanged, until the transaction of the caller ends; whoever comes second waits and sees what the first one wrote.</summary>
    public static Task TakeTurnAsync(this AppDb db, int station, CancellationToken cancel = default) =>
        db.Stations.IgnoreQueryFilters().Where(s => s.Id == station).ExecuteUpdateAsync(set => set.SetProperty(s => s.Version, s => s.Version), cancel);
}
