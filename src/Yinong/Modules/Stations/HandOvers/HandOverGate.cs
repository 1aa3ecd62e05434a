using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations.Places;
using Yinong.Platform.Audit;

namespace Yinong.Modules.Stations.HandOvers;

/// <summary>The gate of the steps that end or move a station: a hand-over of that kind, every required line received, and nothing open that is not on it.</summary>
public sealed class HandOverGate(AppDb db, HandOverCounting counting, StationPlaces places, AuditActor actor)
{
    /// <summary>The hand-over that a step needs, checked; null: it needs none. Throws 409 with the rule.</summary>
    public async Task<HandOver?> CheckAsync(Station station, StationStep step, CancellationToken cancel = default)
    {
        if (KindOf(step) is not { } kind || !station.State.IsFiled()) return null;
        var handOver = await db.HandOvers.FirstOrDefaultAsync(h => h.StationId == station.Id && h.State == HandOverState.Open && h.Kind == kind, cancel) ?? throw HandOverProblems.Needed();
        var lines = await db.HandOverLines.AsNoTracking().Where(l => l.HandOverId == handOver.Id).OrderBy(l => l.Place).ToListAsync(cancel);
        var waiting = lines.Where(l => l.Waits).Select(l => HandOverTypes.Find(l.Type)!).ToList();
        if (waiting.Count > 0) throw HandOverProblems.NotReceived([.. waiting.Select(t => t.Name)], [.. waiting.Select(t => t.NameEn)]);
        var stale = (await counting.LinesAsync(station, kind, cancel)).Where(now => now.Required && !Covers(lines.Find(l => l.Type == now.Type), now)).Select(l => HandOverTypes.Find(l.Type)!).ToList();
        if (stale.Count > 0) throw HandOverProblems.Stale([.. stale.Select(t => t.Name)], [.. stale.Select(t => t.NameEn)]);
        if (kind is HandOverKind.Merge && !await db.Stations.IgnoreQueryFilters().AnyAsync(s => s.Id == handOver.SuccessorId && s.State >= StationState.Operating && s.State <= StationState.Rectifying, cancel))
            throw StationProblems.SuccessorUnfit();
        return handOver;
    }

    /// <summary>Closes the hand-over with the step and lets everything go where it was handed to; in the step's transaction, the caller saves.</summary>
    public async Task CloseAsync(HandOver handOver, Station station, DateOnly on, CancellationToken cancel = default)
    {
        (handOver.State, handOver.EndedOn, handOver.EndedBy, handOver.Version) = (HandOverState.Done, on, actor.Actor, handOver.Version + 1);
        if (handOver.Kind is HandOverKind.Merge) station.MergedInto = handOver.SuccessorId;
        await counting.CarryAsync(handOver, station, on, cancel);
        if (handOver.Kind is not HandOverKind.Move) return;
        if (handOver.ToAddress is { } address) station.Address = address;
        if (handOver.ToHost is { } host) station.HostClass = host;
        // Where it stood says nothing of where it stands now: the new coordinates are typed, or taken from a photo made there.
        if (handOver.ToAddress is not null || handOver.ToPlace is not null) (station.LatitudeMicro, station.LongitudeMicro) = (null, null);
        if (handOver.ToPlace is not { } place) return;
        await places.ChangeAsync(station, new DivisionCode(place), on, PlaceCause.Moved, handOver.Reason, cancel);
    }

    /// <summary>Which hand-over belongs to a step; null: none.</summary>
    public static HandOverKind? KindOf(StationStep step) => step.Act switch
    {
        StationAct.Exit => HandOverKind.Exit,
        StationAct.Merge => HandOverKind.Merge,
        StationAct.Move => HandOverKind.Move,
        _ => null,
    };

    // Things that were settled since need no new receipt, things that came do.
    static bool Covers(HandOverLine? line, HandOverLine now) => line is not null && !now.Things.Except(line.Things).Any();
}
