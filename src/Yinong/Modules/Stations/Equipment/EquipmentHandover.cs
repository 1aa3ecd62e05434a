using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Audit;
using Yinong.Platform.Numbers;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.Equipment;

/// <summary>
/// What a station holds goes to another station, or is given back to a holder, with a receipt that names everything handed over in one go. Joins the transaction of
/// whoever moves, merges or ends the station.
/// </summary>
public sealed class EquipmentHandover(AppDb db, EquipmentRegister register, ProgrammeClock clock, AuditLog audit, AuditActor actor)
{
    /// <summary>What is still at a station.</summary>
    public Task<List<EquipmentCard>> OpenAsync(int stationId, CancellationToken cancel = default) =>
        db.EquipmentCards.Where(c => c.StationId == stationId && c.State != EquipmentState.Returned).OrderBy(c => c.Id).ToListAsync(cancel);

    /// <summary>Hands everything over; answers the receipt.</summary>
    /// <param name="from">The station that gives, within the caller's reach.</param>
    /// <param name="to">The station that takes; null: a holder takes it.</param>
    /// <param name="holder">Who takes it back when no station does; 2 to 60 characters.</param>
    /// <param name="reason">2 to 200 characters.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<string> HandOverAsync(Station from, Station? to, string? holder, string? reason, CancellationToken cancel = default)
    {
        if (!register.MayKeep) throw EquipmentProblems.NotYours();
        var taker = string.IsNullOrWhiteSpace(holder) ? null : holder.Trim();
        if (to is null == taker is null || taker?.Length is < 2 or > 60) throw EquipmentProblems.TakerNeeded();
        if (to is not null && (to.Id == from.Id || to.State.IsEnd() || !await db.Stations.AnyAsync(s => s.Id == to.Id, cancel))) throw EquipmentProblems.TakerUnfit();
        if (reason is null || reason.Trim().Length is < 2 or > 200) throw EquipmentProblems.ReasonNeeded();
        var cards = await OpenAsync(from.Id, cancel);
        if (cards.Count == 0) throw EquipmentProblems.NothingToHandOver();
        var receipt = ReceiptCode.New();
        // The events of earlier days follow at once, so it needs a transaction; a step of the station brings its own.
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        await PassAsync(cards, from, to, taker, receipt, clock.Today, reason.Trim(), cancel);
        audit.Record(db, "equipment.handed-over", from.Number is null ? $"station:#{from.Id}" : $"station:{from.Number}", from.Division, new { receipt, to = to?.Number ?? to?.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), holder = taker, cards = cards.Select(c => c.Id) }, reason.Trim());
        await db.SaveChangesAsync(cancel);
        if (transaction is not null) await transaction.CommitAsync(cancel);
        return receipt;
    }

    /// <summary>The steps of the cards themselves, whose past goes along; inside a transaction of the caller, who has decided, audits and saves.</summary>
    /// <param name="cards">What goes over.</param>
    /// <param name="from">The station that gives.</param>
    /// <param name="to">The station that takes; null: it is given back.</param>
    /// <param name="holder">Who takes it back, when somebody is named.</param>
    /// <param name="receipt">The name of the act.</param>
    /// <param name="on">Day.</param>
    /// <param name="reason">At most 200 characters.</param>
    /// <param name="cancel">Stops it.</param>
    internal async Task PassAsync(IReadOnlyList<EquipmentCard> cards, Station from, Station? to, string? holder, string receipt, DateOnly on, string reason, CancellationToken cancel)
    {
        if (to is not null)
        {
            var ids = cards.Select(c => c.Id).ToList();
            await db.EquipmentEvents.IgnoreQueryFilters().Where(e => ids.Contains(e.CardId)).ExecuteUpdateAsync(e => e.SetProperty(x => x.Division, to.Division), cancel);
        }
        foreach (var card in cards)
        {
            if (to is null) card.State = EquipmentState.Returned;
            else (card.StationId, card.Division) = (to.Id, to.Division);
            card.Version++;
            db.Add(new EquipmentEvent
            {
                CardId = card.Id, Division = card.Division, OnDay = on, State = card.State, FromStationId = from.Id, ToStationId = to?.Id, Holder = holder, Receipt = receipt, UpkeepBy = card.UpkeepBy, UpkeepUntil = card.UpkeepUntil,
                Reason = reason, Actor = actor.Actor,
            });
        }
    }

    /// <summary>Everything that went over with a receipt, within the caller's reach.</summary>
    public async Task<IReadOnlyList<(EquipmentEvent Event, EquipmentCard Card)>> ReceiptAsync(string receipt, CancellationToken cancel = default) =>
        [.. (await (from e in db.EquipmentEvents.AsNoTracking() join c in db.EquipmentCards.AsNoTracking() on e.CardId equals c.Id where e.Receipt == receipt orderby e.Id select new { e, c }).ToListAsync(cancel)).Select(x => (x.e, x.c))];
}
