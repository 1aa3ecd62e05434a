using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;

namespace Yinong.Modules.Stations.SixHaves;

/// <summary>Who may inspect a station: the authority's people, never who applied for or built it, and two different accounts.</summary>
public sealed class Inspectors(AppDb db, Viewer viewer, AuditActor actor)
{
    /// <summary>Whose word does not count: who last brought the station into one of these states.</summary>
    static readonly StationState[] Builders = [StationState.Applied, StationState.Building];

    /// <summary>States in which a station is inspected: before the acceptance, and again while it holds.</summary>
    public static bool IsInspected(StationState state) => state is >= StationState.Building and <= StationState.Suspended;

    /// <summary>Whether the viewer's post allows it at all, for the buttons.</summary>
    public bool MayInspect => viewer.Has(Permission.StationsReview) && viewer.Reach.Organisation is null;

    /// <summary>Throws what stands in the way of the viewer.</summary>
    public async Task CheckAsync(Station station, CancellationToken cancel = default)
    {
        if (!MayInspect) throw SixHavesProblems.NotInspector();
        if (!IsInspected(station.State)) throw SixHavesProblems.NotNow();
        if (await db.IsOwnWorkAsync(station.Id, Builders, actor.Actor, cancel)) throw SixHavesProblems.OwnWork();
    }

    /// <summary>Whether the viewer had a hand in filling it in.</summary>
    public async Task<bool> HasFilledAsync(Inspection inspection, CancellationToken cancel = default) =>
        inspection.FilledBy == actor.Actor
        || await db.InspectionAnswers.AnyAsync(a => a.InspectionId == inspection.Id && a.Actor == actor.Actor, cancel)
        || await db.Evidence.AnyAsync(e => e.InspectionId == inspection.Id && e.Actor == actor.Actor, cancel);
}
