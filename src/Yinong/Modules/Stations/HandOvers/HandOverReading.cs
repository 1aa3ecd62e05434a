using Microsoft.EntityFrameworkCore;
using Yinong.Database;

namespace Yinong.Modules.Stations.HandOvers;

/// <summary>What other parts ask of hand-overs.</summary>
public static class HandOverReading
{
    /// <summary>Whether the station has moved after this day: what was seen on it was seen where the station no longer stands.</summary>
    public static Task<bool> HasMovedSinceAsync(this AppDb db, int station, DateOnly day, CancellationToken cancel = default) =>
        db.HandOvers.AnyAsync(h => h.StationId == station && h.Kind == HandOverKind.Move && h.State == HandOverState.Done && h.EndedOn > day && (h.ToAddress != null || h.ToPlace != null), cancel);
}
