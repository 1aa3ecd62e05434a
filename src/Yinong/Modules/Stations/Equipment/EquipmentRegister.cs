using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.Equipment;

/// <summary>A piece of equipment to enter.</summary>
public sealed record NewEquipment(string? Kind, string? Model, string? Serial, DateOnly? AcquiredOn, string? FundedBy, string? UpkeepBy, DateOnly? UpkeepUntil);

/// <summary>What has changed of a piece: its state, its upkeep, or both.</summary>
public sealed record EquipmentChange(EquipmentState? State, string? UpkeepBy, DateOnly? UpkeepUntil, string? Reason, long Version);

/// <summary>Enters and changes equipment cards; each step is a row and audited. Giving it to another station is the business of EquipmentHandover.</summary>
public sealed class EquipmentRegister(AppDb db, Viewer viewer, ProgrammeClock clock, AuditLog audit, AuditActor actor)
{
    static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <summary>The authority that reviews or supervises, and the operator that builds; stations out of reach do not exist for them.</summary>
    public bool MayKeep => viewer.Reach.Organisation is null ? viewer.Has(Permission.StationsReview) || viewer.Has(Permission.StationsSupervise) : viewer.Has(Permission.StationsBuild);

    /// <summary>Everything of a station, what is there first.</summary>
    public Task<List<EquipmentCard>> ListAsync(int stationId, CancellationToken cancel = default) =>
        db.EquipmentCards.AsNoTracking().Where(c => c.StationId == stationId).OrderBy(c => c.State == EquipmentState.Returned).ThenBy(c => c.Id).ToListAsync(cancel);

    public async Task<EquipmentCard> AddAsync(Station station, NewEquipment input, CancellationToken cancel = default)
    {
        if (!MayKeep) throw EquipmentProblems.NotYours();
        if (station.State.IsEnd()) throw StationProblems.Ended();
        if (EquipmentKinds.Find(input.Kind) is not { } kind) throw EquipmentProblems.UnknownKind();
        if (input.AcquiredOn is not { } acquired || acquired < Earliest || acquired > clock.Today) throw EquipmentProblems.DayWrong("AcquiredOn");
        var (by, until) = Upkeep(input.UpkeepBy, input.UpkeepUntil);
        var card = new EquipmentCard
        {
            StationId = station.Id, Division = station.Division, Kind = kind.Code, Model = Short(input.Model, "Model"), Serial = Short(input.Serial, "Serial"), AcquiredOn = acquired,
            FundedBy = Short(input.FundedBy, "FundedBy") is { Length: >= 2 } funder ? funder : throw EquipmentProblems.FunderNeeded(), UpkeepBy = by, UpkeepUntil = until, State = EquipmentState.InUse, Version = 1,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.TakeTurnAsync(station.Id, cancel);
        if (card.Serial is not null && await db.EquipmentCards.AnyAsync(c => c.StationId == station.Id && c.Kind == card.Kind && c.Serial == card.Serial && c.State != EquipmentState.Returned, cancel)) throw EquipmentProblems.SerialTaken(card.Serial);
        db.Add(card);
        await db.SaveChangesAsync(cancel);
        db.Add(new EquipmentEvent { CardId = card.Id, Division = card.Division, OnDay = acquired, State = card.State, ToStationId = station.Id, UpkeepBy = by, UpkeepUntil = until, Reason = card.FundedBy, Actor = actor.Actor });
        audit.Record(db, "equipment.entered", Subject(card), card.Division, new { station = station.Id, card.Kind, card.Model, card.Serial, card.AcquiredOn, card.FundedBy, card.UpkeepBy, card.UpkeepUntil });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return card;
    }

    /// <summary>A new state, a renewed upkeep, or both, with the reason.</summary>
    public async Task ChangeAsync(Station station, int id, EquipmentChange change, CancellationToken cancel = default)
    {
        if (!MayKeep) throw EquipmentProblems.NotYours();
        var card = await db.EquipmentCards.FirstOrDefaultAsync(c => c.Id == id && c.StationId == station.Id, cancel) ?? throw Problem.NotFound();
        if (!card.IsOpen) throw EquipmentProblems.Returned();
        if (change.State is not { } state || !Enum.IsDefined(state)) throw EquipmentProblems.NoChange();
        var (by, until) = Upkeep(change.UpkeepBy, change.UpkeepUntil);
        if (state == card.State && by == card.UpkeepBy && until == card.UpkeepUntil) throw EquipmentProblems.NoChange();
        if (change.Reason is null || change.Reason.Trim().Length is < 2 or > 200) throw EquipmentProblems.ReasonNeeded();
        var before = new { state = card.State.ToString(), card.UpkeepBy, card.UpkeepUntil };
        (card.State, card.UpkeepBy, card.UpkeepUntil) = (state, by, until);
        db.Entry(card).Property(c => c.Version).OriginalValue = change.Version;
        card.Version = change.Version + 1;
        db.Add(new EquipmentEvent { CardId = card.Id, Division = card.Division, OnDay = clock.Today, State = state, UpkeepBy = by, UpkeepUntil = until, Reason = change.Reason.Trim(), Actor = actor.Actor });
        audit.Record(db, "equipment.changed", Subject(card), card.Division, new { before, after = new { state = state.ToString(), by, until } }, change.Reason.Trim());
        await db.SaveChangesAsync(cancel);
    }

    internal static string Subject(EquipmentCard card) => $"equipment:{card.Id}";

    static (string? By, DateOnly? Until) Upkeep(string? by, DateOnly? until)
    {
        var who = Short(by, "UpkeepBy");
        if (who is null != until is null || until < Earliest) throw EquipmentProblems.UpkeepHalf();
        return (who, until);
    }

    static string? Short(string? text, string field) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().Length <= 60 ? text.Trim() : throw EquipmentProblems.TooLong(field);
}
