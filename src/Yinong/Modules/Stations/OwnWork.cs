using Microsoft.EntityFrameworkCore;
using Yinong.Database;

namespace Yinong.Modules.Stations;

/// <summary>Nobody judges his own work (P4): whose work a station's state is.</summary>
static class OwnWork
{
    /// <summary>
    /// Whether this person last brought the station forward into one of the states. Who sent it back there (an acceptance that failed, an application returned) has judged and not built.
    /// </summary>
    public static async Task<bool> IsOwnWorkAsync(this AppDb db, int station, IEnumerable<StationState> states, string actor, CancellationToken cancel = default)
    {
        foreach (var state in states)
        {
            var who = await db.StationTransitions.Where(t => t.StationId == station && t.ToState == state && (t.FromState == null || t.FromState < state)).OrderByDescending(t => t.Id).Select(t => t.Actor).FirstOrDefaultAsync(cancel);
            if (who == actor) return true;
        }
        return false;
    }
}
