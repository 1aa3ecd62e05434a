using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Stations.Equipment;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Stations.HandOvers;

/// <summary>The equipment of a station: it goes to the station that takes over, is given back when there is none, and stays when the station only moves.</summary>
sealed class EquipmentHandedOver(AppDb db, EquipmentHandover equipment) : HandOverSource
{
    const int LongestReason = 200;

    public override string Type => "equipment";

    public override async Task<IReadOnlyList<string>> OpenAsync(Station station, CancellationToken cancel) => [.. (await equipment.OpenAsync(station.Id, cancel)).Select(c => $"{c.Kind} {c.Id}")];

    public override async Task CarryAsync(HandOver handOver, Station station, DateOnly on, CancellationToken cancel)
    {
        var cards = await equipment.OpenAsync(station.Id, cancel);
        if (handOver.Kind is HandOverKind.Move)
        {
            foreach (var card in cards) card.Division = handOver.ToPlace ?? card.Division;
            return;
        }
        var successor = handOver.SuccessorId is { } id ? await db.Stations.IgnoreQueryFilters().AsNoTracking().FirstAsync(s => s.Id == id, cancel) : null;
        await equipment.PassAsync(cards, station, successor, null, $"H{handOver.Id}", on, handOver.Reason.Cut(LongestReason), cancel);
    }
}
