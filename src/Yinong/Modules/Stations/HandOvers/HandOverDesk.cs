using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations.Places;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.HandOvers;

/// <summary>What somebody wants to hand over, and to where.</summary>
/// <param name="Kind">Exit, merger or move.</param>
/// <param name="Reason">In own words, at least 4 characters.</param>
public sealed record HandOverInput(HandOverKind? Kind, string? Reason)
{
    /// <summary>Number of the station that takes over; for a merger.</summary>
    public string? Successor { get; init; }

    /// <summary>Code of the new place; for a move into another one.</summary>
    public string? Place { get; init; }

    public string? Address { get; init; }

    /// <summary>Class of the new host; for a move to another one.</summary>
    public string? Host { get; init; }
}

/// <summary>A hand-over with its lines.</summary>
public sealed record HandOverView(HandOver HandOver, IReadOnlyList<HandOverLine> Lines)
{
    /// <summary>Lines that hold the step up.</summary>
    public IReadOnlyList<HandOverLine> Waiting => [.. Lines.Where(l => l.Waits)];
}

/// <summary>The only writer of hand-overs: one draws up, others receive line by line, each with his name, the time and a note. Everything is audited in its transaction.</summary>
public sealed class HandOverDesk(AppDb db, Viewer viewer, HandOverCounting counting, StationPlaces places, ProgrammeClock clock, TimeProvider time, AuditLog audit, AuditActor actor)
{
    /// <summary>Whether the viewer draws up: the authority that supervises, or the operator's people for their own stations.</summary>
    public bool MayDraw => IsAuthority ? viewer.Has(Permission.StationsSupervise) : viewer.Has(Permission.StationsBuild);

    bool IsAuthority => viewer.Reach.Organisation is null;

    /// <summary>Whether the viewer takes a hand-over back: what an authority drew up only an authority does.</summary>
    public bool MayWithdraw(HandOver handOver) => MayDraw && IsOwn(handOver) && (IsAuthority || handOver.DrawnFor is not null);

    /// <summary>Whether an exit or a merger that the viewer draws up puts this open one aside: an operator's draft does not hold the authority up.</summary>
    public bool PutsAside(HandOver open) => IsAuthority && MayDraw && open is { State: HandOverState.Open, DrawnFor: not null };

    /// <summary>Whether it was drawn up within the viewer's reach; who only took the station over reads it.</summary>
    public bool IsOwn(HandOver handOver) => viewer.Reach.Contains(new Divisions.DivisionCode(handOver.Division));

    bool ReceivesForAuthority => IsAuthority && (viewer.Has(Permission.StationsReview) || viewer.Has(Permission.StationsSupervise));

    /// <summary>Hand-overs of a station found within reach, newest first.</summary>
    public Task<List<HandOver>> OfAsync(int station, CancellationToken cancel = default) =>
        Readable().AsNoTracking().Where(h => h.StationId == station).OrderByDescending(h => h.Id).ToListAsync(cancel);

    /// <summary>Those that are open, oldest first.</summary>
    public Task<List<HandOver>> OpenAsync(int most, CancellationToken cancel = default) =>
        Own().AsNoTracking().Where(h => h.State == HandOverState.Open).OrderBy(h => h.Id).Take(most).ToListAsync(cancel);

    /// <summary>One with its lines, for whoever reaches the place that gave or the one where the station, or the one that took over, stands now; 404 for others.</summary>
    public async Task<HandOverView> GetAsync(int id, CancellationToken cancel = default)
    {
        var found = await Readable().AsNoTracking().FirstOrDefaultAsync(h => h.Id == id, cancel) ?? throw Problem.NotFound();
        return new(found, await db.HandOverLines.IgnoreQueryFilters([ModelConventions.ReachFilter]).AsNoTracking().Where(l => l.HandOverId == id).OrderBy(l => l.Place).ToListAsync(cancel));
    }

    /// <summary>
    /// Draws up what is really open; an exit or a merger that the authority draws up withdraws the operator's open one.
    /// Throws 403, 404, 409 when one is open or the station has none to make, 400 with the field.
    /// </summary>
    public async Task<HandOver> DrawAsync(int stationId, HandOverInput input, CancellationToken cancel = default)
    {
        if (!MayDraw) throw HandOverProblems.NotGiver();
        var station = await StationAsync(stationId, cancel);
        if (input.Kind is not { } kind || !Enum.IsDefined(kind)) throw HandOverProblems.KindNeeded();
        if (station.State.IsEnd() || !station.State.IsFiled()) throw HandOverProblems.Ended();
        if (kind is not HandOverKind.Exit && station.State < StationState.Operating) throw HandOverProblems.NotServing();
        if (input.Reason is null || input.Reason.Trim().Length < 4) throw HandOverProblems.ReasonNeeded();
        var handOver = new HandOver
        {
            StationId = station.Id, Division = station.Division, Kind = kind, State = HandOverState.Open, Reason = input.Reason.Trim(),
            DrawnOn = clock.Today, DrawnAt = time.GetUtcNow().UtcDateTime, DrawnBy = actor.Actor, DrawnFor = viewer.Reach.Organisation, Version = 1,
        };
        if (kind is HandOverKind.Merge) handOver.SuccessorId = (await SuccessorAsync(station, input.Successor, cancel)).Id;
        if (kind is HandOverKind.Move) await AimAsync(handOver, station, input, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (kind is HandOverKind.Exit or HandOverKind.Merge) await PutAsideAsync(station, handOver, cancel);
        db.Add(handOver);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (e.IsTaken("ux_hand_overs_open", "hand_overs.station_id"))
        {
            throw HandOverProblems.OpenAlready();
        }
        var lines = await counting.LinesAsync(station, kind, cancel);
        foreach (var line in lines) line.HandOverId = handOver.Id;
        db.AddRange(lines);
        audit.Record(db, "hand-over.drawn", Subject(station), station.Division, new { handOver.Id, kind = kind.ToString(), lines = lines.ToDictionary(l => l.Type, l => l.Items) }, handOver.Reason);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return handOver;
    }

    /// <summary>Counts again; a line whose things have changed is to be received again.</summary>
    public async Task RecountAsync(int id, CancellationToken cancel = default)
    {
        var (station, handOver) = await ForGiverAsync(id, cancel);
        if (!MayDraw && !ReceivesForAuthority) throw HandOverProblems.NotGiver();
        var lines = await db.HandOverLines.Where(l => l.HandOverId == id).ToListAsync(cancel);
        var changed = new List<string>();
        foreach (var now in await counting.LinesAsync(station, handOver.Kind, cancel))
        {
            var line = lines.Single(l => l.Type == now.Type);
            if (line.Content == now.Content && line.Required == now.Required) continue;
            (line.Items, line.Content, line.Required, line.ReceivedAt, line.ReceivedBy, line.ReceivedPost, line.Note) = (now.Items, now.Content, now.Required, null, null, null, null);
            line.Version++;
            changed.Add(line.Type);
        }
        audit.Record(db, "hand-over.counted-again", Subject(station), station.Division, new { handOver.Id, changed });
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Receives a line with a note. Throws 403 for the giver and for who may not sign for it, 409 when it is received already.</summary>
    public async Task ReceiveAsync(int id, int lineId, string? note, long version, CancellationToken cancel = default)
    {
        var handOver = await Own().FirstOrDefaultAsync(h => h.Id == id, cancel) ?? throw Problem.NotFound();
        var line = await db.HandOverLines.FirstOrDefaultAsync(l => l.Id == lineId && l.HandOverId == id, cancel) ?? throw Problem.NotFound();
        if (handOver.State is not HandOverState.Open) throw HandOverProblems.NotOpen();
        await CheckReceiverAsync(handOver, line, cancel);
        if (line.ReceivedAt is not null || line.Version != version) throw HandOverProblems.Received();
        if (note is null || note.Trim().Length < 2) throw HandOverProblems.NoteNeeded();
        (line.ReceivedAt, line.ReceivedBy, line.ReceivedPost, line.Note, line.Version) = (time.GetUtcNow().UtcDateTime, actor.Actor, viewer.Post?.ToString(), note.Trim(), version + 1);
        audit.Record(db, "hand-over.received", $"hand-over:{id}", handOver.Division, new { line.Type, line.Items }, line.Note);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Whether the viewer could sign for a line; what stands in his way otherwise is said when he tries.</summary>
    public async Task<bool> MayReceiveAsync(HandOver handOver, HandOverLine line, CancellationToken cancel = default)
    {
        if (handOver.State is not HandOverState.Open || line.ReceivedAt is not null || !IsOwn(handOver)) return false;
        try
        {
            await CheckReceiverAsync(handOver, line, cancel);
            return true;
        }
        catch (Problem)
        {
            return false;
        }
    }

    /// <summary>Takes a hand-over back; what was signed stays readable.</summary>
    public async Task WithdrawAsync(int id, CancellationToken cancel = default)
    {
        if (!MayDraw) throw HandOverProblems.NotGiver();
        var (station, handOver) = await ForGiverAsync(id, cancel);
        if (!MayWithdraw(handOver)) throw HandOverProblems.AuthorityWithdraws();
        Withdraw(handOver);
        audit.Record(db, "hand-over.withdrawn", Subject(station), station.Division, new { handOver.Id });
        await db.SaveChangesAsync(cancel);
    }

    // Saved before the new one is added: one is open at a time.
    async Task PutAsideAsync(Station station, HandOver instead, CancellationToken cancel)
    {
        if (await db.HandOvers.FirstOrDefaultAsync(h => h.StationId == station.Id && h.State == HandOverState.Open, cancel) is not { } open || !PutsAside(open)) return;
        Withdraw(open);
        audit.Record(db, "hand-over.withdrawn", Subject(station), station.Division, new { open.Id, kind = open.Kind.ToString(), by = instead.Kind.ToString() }, instead.Reason);
        await db.SaveChangesAsync(cancel);
    }

    void Withdraw(HandOver handOver) => (handOver.State, handOver.EndedOn, handOver.EndedBy, handOver.Version) = (HandOverState.Withdrawn, clock.Today, actor.Actor, handOver.Version + 1);

    async Task CheckReceiverAsync(HandOver handOver, HandOverLine line, CancellationToken cancel)
    {
        if (handOver.DrawnBy == actor.Actor) throw HandOverProblems.OwnHandOver();
        if (ReceivesForAuthority) return;
        if (line.Receiver is HandOverReceiver.Authority) throw HandOverProblems.AuthorityReceives();
        // The operator's people see their own stations only, so a successor that they find is theirs.
        if (!viewer.Has(Permission.StationsBuild) || handOver.SuccessorId is not { } successor || !await db.Stations.AnyAsync(s => s.Id == successor, cancel)) throw HandOverProblems.SuccessorReceives();
    }

    async Task AimAsync(HandOver handOver, Station station, HandOverInput input, CancellationToken cancel)
    {
        var (address, host) = (Blank(input.Address), Blank(input.Host));
        if (Blank(input.Place) is { } place && place != new Divisions.DivisionCode(station.Division).ToString()) handOver.ToPlace = (await places.TargetAsync(station, place, cancel)).Value;
        if (host is not null && StationLists.FindHostClass(host) is null) throw StationProblems.UnknownHostClass();
        if (handOver.ToPlace is null && (address is null || address == station.Address) && (host is null || host == station.HostClass)) throw HandOverProblems.NowhereToMove();
        // The address it has is no move of its own: who typed it again only changes the host.
        (handOver.ToAddress, handOver.ToHost) = (handOver.ToPlace is null && address == station.Address ? null : address, host);
    }

    // Another operator's station may take over, so the organisation does not matter; the place does.
    async Task<Station> SuccessorAsync(Station station, string? typed, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(typed)) throw StationProblems.SuccessorNeeded();
        if (!StationNumber.TryParse(typed, out var number, out _, out _)) throw StationProblems.SuccessorUnfit();
        var successor = await db.Stations.IgnoreQueryFilters([ModelConventions.OrganisationFilter]).AsNoTracking().FirstOrDefaultAsync(s => s.Number == number.Text, cancel);
        return successor is not null && successor.Id != station.Id && successor.State.Serves() ? successor : throw StationProblems.SuccessorUnfit();
    }

    async Task<(Station Station, HandOver HandOver)> ForGiverAsync(int id, CancellationToken cancel)
    {
        var handOver = await Own().FirstOrDefaultAsync(h => h.Id == id, cancel) ?? throw Problem.NotFound();
        var station = await StationAsync(handOver.StationId, cancel);
        return handOver.State is HandOverState.Open ? (station, handOver) : throw HandOverProblems.NotOpen();
    }

    // It is drawn up, received and taken back where it was drawn up; an operator's people reach it through their station, or through the one that takes over.
    IQueryable<HandOver> Own() => db.HandOvers.Where(h => db.Stations.Any(s => s.Id == h.StationId) || db.Stations.Any(s => s.Id == h.SuccessorId));

    // Those who gave keep what they signed, those to whom the station has gone read it too: the reach is asked here, of either place, instead of by the filter of the rows.
    IQueryable<HandOver> Readable()
    {
        var (from, to) = (db.Reach.From, db.Reach.To);
        return db.HandOvers.IgnoreQueryFilters([ModelConventions.ReachFilter])
            .Where(h => db.Stations.Any(s => (s.Id == h.StationId || s.Id == h.SuccessorId) && (h.Division >= from && h.Division <= to || s.Division >= from && s.Division <= to)));
    }

    async Task<Station> StationAsync(int id, CancellationToken cancel) => await db.Stations.FirstOrDefaultAsync(s => s.Id == id, cancel) ?? throw Problem.NotFound();

    static string Subject(Station station) => $"station:{station.Number}";

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
