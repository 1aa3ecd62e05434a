using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Stations.Places;

namespace Yinong.Modules.Stations.HandOvers;

/// <summary>What other parts ask of hand-overs.</summary>
public static class HandOverReading
{
    /// <summary>Whether the station has moved after this day: what was seen on it was seen where the station no longer stands.</summary>
    public static Task<bool> HasMovedAfterAsync(this AppDb db, int station, DateOnly day, CancellationToken cancel = default) =>
        // A move from elsewhere stands where it was signed.
        db.HandOvers.IgnoreQueryFilters().AnyAsync(h => h.StationId == station && h.Kind == HandOverKind.Move && h.State == HandOverState.Done && h.EndedOn > day && (h.ToAddress != null || h.ToPlace != null), cancel);

    /// <summary>
    /// Whether the station has moved, to another place or inside its own, after an instant of this day, as anybody may know. What only the list of divisions or a decision
    /// after it changed is no move. A move of which only the day is known counts from the day after.
    /// </summary>
    public static async Task<bool> HasMovedSinceAsync(this AppDb db, int station, DateOnly day, DateTime at, CancellationToken cancel = default)
    {
        if (await db.StationPlaceChanges.IgnoreQueryFilters().AnyAsync(c => c.StationId == station && c.Cause == PlaceCause.Moved && c.At > at, cancel)) return true;
        var moves = await db.HandOvers.IgnoreQueryFilters().Where(h => h.StationId == station && h.Kind == HandOverKind.Move && h.State == HandOverState.Done && h.ToPlace == null && h.ToAddress != null)
            .Select(h => new { h.EndedOn, h.DrawnAt }).ToListAsync(cancel);
        if (moves.Count == 0) return false;
        // The step itself says the instant: a move is the only one that stays in its state.
        var steps = await db.StationTransitions.IgnoreQueryFilters().Where(t => t.StationId == station && t.FromState == t.ToState).Select(t => new { t.OnDate, t.At }).ToListAsync(cancel);
        return moves.Exists(h => steps.FindAll(t => t.OnDate == h.EndedOn && t.At >= h.DrawnAt) is { Count: > 0 } own ? own.Exists(t => t.At > at) : h.EndedOn > day);
    }
}
