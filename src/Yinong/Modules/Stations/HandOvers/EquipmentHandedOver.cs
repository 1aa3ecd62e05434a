using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Stations.Equipment;
using Yinong.Platform.Audit;

namespace Yinong.Modules.Stations.HandOvers;

/// <summary>The equipment of a station: it goes to the station that takes over, is given back when there is none, and stays when the station only moves.</summary>
sealed class EquipmentHandedOver(AppDb db, AuditActor actor) : HandOverSource
{
    const int LongestReason = 200;

    public override string Type => "equipment";

    public override async Task<IReadOnlyList<string>> OpenAsync(Station station, CancellationToken cancel) =>
        [.. (await Cards(station).Select(c => new { c.Id, c.Kind }).ToListAsync(cancel)).Select(c => $"{c.Kind} {c.Id}")];

    public override async Task CarryAsync(HandOver handOver, Station station, DateOnly on, CancellationToken cancel)
    {
        var successor = handOver.SuccessorId is { } id ? await db.Stations.IgnoreQueryFilters().AsNoTracking().FirstAsync(s => s.Id == id, cancel) : null;
        foreach (var card in await Cards(station).ToListAsync(cancel))
        {
            if (handOver.Kind is HandOverKind.Move) card.Division = handOver.ToPlace ?? card.Division;
            else if (successor is null) card.State = EquipmentState.Returned;
            else (card.StationId, card.Division) = (successor.Id, successor.Division);
            card.Version++;
            if (handOver.Kind is HandOverKind.Move) continue;
            db.Add(new EquipmentEvent
            {
                CardId = card.Id, Division = card.Division, OnDay = on, State = card.State, FromStationId = station.Id, ToStationId = successor?.Id, Receipt = $"H{handOver.Id}", UpkeepBy = card.UpkeepBy, UpkeepUntil = card.UpkeepUntil,
                Reason = handOver.Reason.Length > LongestReason ? handOver.Reason[..LongestReason] : handOver.Reason, Actor = actor.Actor,
            });
        }
    }

    IQueryable<EquipmentCard> Cards(Station station) => db.EquipmentCards.Where(c => c.StationId == station.Id && c.State != EquipmentState.Returned).OrderBy(c => c.Id);
}
