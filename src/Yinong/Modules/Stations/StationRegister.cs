using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Modules.Stations.Photos;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;
using Yinong.Platform.Places;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations;

/// <summary>
/// The only writer of stations: entering, every step of <see cref="StationLaw"/>, and changes of the basics. Each is audited before and after in the
/// transaction of the change, and told to the caches after it.
/// </summary>
public sealed class StationRegister(AppDb db, Viewer viewer, ProgrammeClock clock, TimeProvider time, AuditLog audit, AuditActor actor, ChangeFeed feed, HandOverGate gate, StationOperators operators, StationFacts facts)
{
    /// <summary>Topic under which the number of a changed station is told to caches.</summary>
    public const string Topic = "station";

    const int Attempts = 20;

    /// <summary>Enters a station as planned or as applied for. Throws the problem of the field that is wrong.</summary>
    public async Task<Station> EnterAsync(NewStation input, StationState state, DateOnly on, CancellationToken cancel = default)
    {
        var step = StationLaw.Find(null, state) ?? throw StationProblems.NoSuchStep();
        May(step);
        var division = await PlaceAsync(input, cancel);
        if (on > clock.Today) throw StationProblems.DateInFuture();
        if (on < StationDeadlines.Earliest) throw StationProblems.DateTooEarly(StationDeadlines.Earliest);
        if (StationLists.FindHostClass(input.HostClass) is null) throw StationProblems.UnknownHostClass();
        if (operators.MayName && input.OrganisationId is { } named) await operators.CheckAsync(named, division, cancel);
        var station = new Station
        {
            Name = input.Name, Division = division.Value, Type = input.Type, HostClass = input.HostClass, PoorVillage = input.PoorVillage,
            Address = input.Address, Phone = input.Phone, OpeningHours = input.OpeningHours, LatitudeMicro = input.Point?.LatitudeMicro, LongitudeMicro = input.Point?.LongitudeMicro,
            State = state, Since = on, DueOn = StationDeadlines.DueOn(state, on), OrganisationId = operators.MayName ? input.OrganisationId : viewer.Reach.Organisation, Version = 1,
        };
        // A plan of many stations brings its own transaction.
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        await CheckNameAsync(station, cancel);
        db.Add(station);
        await db.SaveChangesAsync(cancel);
        var line = Line(station, null, state, on);
        line.Reason = Blank(input.Reason);
        db.Add(line);
        audit.Record(db, ActionOf(step), Subject(station), station.Division, new { after = Snapshot(station) }, line.Reason);
        await db.SaveChangesAsync(cancel);
        if (transaction is not null) await transaction.CommitAsync(cancel);
        return station;
    }

    /// <summary>
    /// Takes one step. Throws 404 when the station is out of reach, 409 when the law knows no such step or somebody else was faster,
    /// 403 when this person may not, 400 with the field when the day, the reason or the deadline is wrong.
    /// </summary>
    public async Task<Station> MoveAsync(int id, StationMove move, CancellationToken cancel = default)
    {
        var station = await db.Stations.FirstOrDefaultAsync(s => s.Id == id, cancel) ?? throw Problem.NotFound();
        var step = StationLaw.Find(station.State, move.To) ?? throw StationProblems.NoSuchStep();
        await CheckMayAsync(station, step, move.On, cancel);
        await CheckDayAsync(id, move.On, cancel);
        CheckReason(step, station.State, move);
        var before = Snapshot(station);
        var line = Line(station, station.State, move.To, move.On);
        (line.ReasonCode, line.Reason, line.DueOn) = (step.NeedsReason ? move.ReasonCode : null, Blank(move.Reason), step.NeedsReason ? move.DueOn : null);
        // What is handed over writes the rows of other tables at once, so it needs a transaction of its own.
        await using var transaction = HandOverGate.KindOf(step) is not null && db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        await ApplyAsync(station, step, move, cancel);
        line.Division = station.Division;
        db.Add(line);
        db.Entry(station).Property(s => s.Version).OriginalValue = move.Version;
        station.Version = move.Version + 1;
        if (station.Number is not null) feed.Announce(db, Topic, station.Number);
        await SaveAsync(station, step, before, line, cancel);
        if (transaction is not null) await transaction.CommitAsync(cancel);
        return station;
    }

    /// <summary>Changes the basics. Before the filing by who applies or reviews, after it by the county (stations:review).</summary>
    public async Task<Station> EditAsync(int id, StationBasics input, CancellationToken cancel = default)
    {
        var station = await db.Stations.FirstOrDefaultAsync(s => s.Id == id, cancel) ?? throw Problem.NotFound();
        if (!MayEdit(station)) throw StationProblems.NotYours();
        if (station.State.IsEnd()) throw StationProblems.Ended();
        if (StationLists.FindHostClass(input.HostClass) is null) throw StationProblems.UnknownHostClass();
        if (StationLists.FindRating(input.Rating) is null) throw StationProblems.UnknownRating();
        // The rating and the operator are the authority's to say; an operator's people send the old ones back.
        var rating = operators.MayName ? input.Rating : station.Rating;
        if (operators.MayName) await CheckOperatorAsync(station, input.OrganisationId, cancel);
        var before = Snapshot(station);
        if (operators.MayName) station.OrganisationId = input.OrganisationId;
        (station.Name, station.HostClass, station.Rating, station.PoorVillage) = (input.Name, input.HostClass, rating, input.PoorVillage);
        (station.Address, station.Phone) = (Blank(input.Address), Blank(input.Phone));
        // A plan of the week says the hours by itself.
        if (!await db.StationHours.AnyAsync(h => h.StationId == id, cancel)) station.OpeningHours = Blank(input.OpeningHours);
        (station.LatitudeMicro, station.LongitudeMicro) = (input.Point?.LatitudeMicro, input.Point?.LongitudeMicro);
        db.Entry(station).Property(s => s.Version).OriginalValue = input.Version;
        station.Version = input.Version + 1;
        audit.Record(db, "station.edited", Subject(station), station.Division, new { before, after = Snapshot(station) });
        if (station.Number is not null) feed.Announce(db, Topic, station.Number);
        await db.SaveChangesAsync(cancel);
        return station;
    }

    /// <summary>
    /// The station stands where a photo of a confirmed inspection was taken. Throws 404 when there is no such photo of it, 403 when the viewer may not edit, 400
    /// when the photo names no place or one that cannot be, 409 when the station has moved since.
    /// </summary>
    public async Task LocateAsync(int id, int photo, CancellationToken cancel = default)
    {
        var station = await db.Stations.FirstOrDefaultAsync(s => s.Id == id, cancel) ?? throw Problem.NotFound();
        if (!MayEdit(station)) throw StationProblems.NotYours();
        if (station.State.IsEnd()) throw StationProblems.Ended();
        var evidence = await db.Evidence.FirstOrDefaultAsync(e => e.Id == photo && e.StationId == id && db.Inspections.Any(i => i.Id == e.InspectionId && i.State == InspectionState.Confirmed), cancel) ?? throw Problem.NotFound();
        var seen = await db.Inspections.Where(i => i.Id == evidence.InspectionId).Select(i => i.OnDate).FirstAsync(cancel);
        if (await db.HasMovedAfterAsync(id, seen, cancel)) throw StationProblems.PhotoBeforeMove();
        var point = GeoPoint.Of(evidence.LatitudeMicro, evidence.LongitudeMicro) is { } taken && PhotoRules.Current.Bounds.Contains(taken) ? taken : throw StationProblems.PhotoWithoutPlace();
        var before = station.Point?.ToString();
        (station.LatitudeMicro, station.LongitudeMicro) = (point.LatitudeMicro, point.LongitudeMicro);
        station.Version++;
        audit.Record(db, "station.located", Subject(station), station.Division, new { before, after = point.ToString(), photo, evidence.Hash });
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Whether the viewer may change the basics of a station in its present state.</summary>
    public bool MayEdit(Station station) => viewer.Has(Permission.StationsReview) && viewer.Reach.Organisation is null
        || !station.State.IsFiled() && viewer.Has(Permission.StationsApply);

    /// <summary>What the viewer may do next; steps barred only because he did an earlier one himself are left out too.</summary>
    public async Task<IReadOnlyList<StationStep>> NextAsync(Station station, CancellationToken cancel = default)
    {
        var steps = new List<StationStep>();
        foreach (var step in StationLaw.After(station.State).Where(Holds))
            if (!await db.IsOwnWorkAsync(station.Id, step.NotBy, actor.Actor, cancel)) steps.Add(step);
        return steps;
    }

    /// <summary>What the viewer may enter a station as.</summary>
    public IReadOnlyList<StationStep> MayEnter() => [.. StationLaw.After(null).Where(Holds)];

    bool Holds(StationStep step) => viewer.Has(step.Permission) && !(step.AuthorityOnly && viewer.Reach.Organisation is not null);

    /// <summary>Throws 403, or 409 with what stands in the way, when the viewer may not take this step with this station on the day.</summary>
    public async Task CheckMayAsync(Station station, StationStep step, DateOnly on, CancellationToken cancel = default)
    {
        May(step);
        if (await db.IsOwnWorkAsync(station.Id, step.NotBy, actor.Actor, cancel)) throw StationProblems.OwnWork();
        if (step.Act is StationAct.Accept) await db.CheckAcceptanceAsync(station, on, cancel);
        // A room without anybody trained and examined would be a plaque and no station (S-14).
        if (step.Act is StationAct.Open && !(await facts.OfficersAsync([station.Id], on, cancel))[station.Id].Any(o => o.IsValid)) throw StationProblems.NoOfficer();
        await gate.CheckAsync(station, step, cancel);
    }

    // The row of the place is taken first, so that a form that is sent twice at once meets itself.
    async Task CheckNameAsync(Station station, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync($"update divisions set code = code where code = {station.Division}", cancel);
        if (await db.Stations.IgnoreQueryFilters().AnyAsync(s => s.Division == station.Division && s.Name == station.Name && s.State < StationState.Exited, cancel)) throw StationProblems.NameTaken(station.Name);
    }

    // A planned station may wait for its operator; one that was applied for is somebody's and stays it until another is named.
    async Task CheckOperatorAsync(Station station, int? named, CancellationToken cancel)
    {
        if (named == station.OrganisationId) return;
        if (named is { } organisation) await operators.CheckAsync(organisation, new(station.Division), cancel);
        else if (station.State is not StationState.Planned) throw StationProblems.OperatorNeeded();
    }

    void May(StationStep step)
    {
        if (step.AuthorityOnly && viewer.Reach.Organisation is not null) throw StationProblems.AuthorityOnly();
        if (!viewer.Has(step.Permission)) throw StationProblems.NotYours(step);
    }

    async Task CheckDayAsync(int id, DateOnly on, CancellationToken cancel)
    {
        if (on > clock.Today) throw StationProblems.DateInFuture();
        var last = await db.StationTransitions.Where(t => t.StationId == id).OrderByDescending(t => t.Id).Select(t => (DateOnly?)t.OnDate).FirstOrDefaultAsync(cancel);
        if (last is { } day && on < day) throw StationProblems.DateBeforeLast(day);
    }

    static void CheckReason(StationStep step, StationState from, StationMove move)
    {
        if (!step.NeedsReason) return;
        if (string.IsNullOrEmpty(move.ReasonCode)) throw StationProblems.ReasonNeeded();
        if (StationLists.FindReason(move.ReasonCode) is not { } reason || !reason.Fits(from, step.To)) throw StationProblems.ReasonNotForStep();
        if (reason.NeedsText && string.IsNullOrWhiteSpace(move.Reason)) throw StationProblems.ReasonTextNeeded();
        // A deadline belongs to an order; whoever is suspended or closed has none to keep.
        if (reason.NeedsDeadline && step.To is StationState.Rectifying or StationState.Building && move.DueOn is null) throw StationProblems.DeadlineNeeded();
        if (move.DueOn <= move.On) throw StationProblems.DeadlineTooEarly();
        if (move.DueOn is { } due && due.DayNumber - move.On.DayNumber > StationDeadlines.LongestOrderDays) throw StationProblems.DeadlineTooLate(StationDeadlines.LongestOrderDays);
    }

    async Task ApplyAsync(Station station, StationStep step, StationMove move, CancellationToken cancel)
    {
        if (await gate.CheckAsync(station, step, cancel) is { } handOver) await gate.CloseAsync(handOver, station, move.On, cancel);
        if (step.Effect is StationEffect.ChangePlace) return;
        if (step.From != step.To) (station.State, station.Since) = (step.To, move.On);
        station.DueOn = StationDeadlines.DueOn(step.To, move.On, step.NeedsReason ? move.DueOn : null);
        if (step.Effect is StationEffect.KeepAcceptance) station.AcceptedOn = move.On;
        if (step.Effect is StationEffect.KeepOpening) station.OperatingSince ??= move.On;
        if (step.Act is StationAct.ReturnToBuilding) station.AcceptedOn = null;
    }

    // Two filings at the same moment take the same serial: the unique index refuses the second, which takes the next one.
    async Task SaveAsync(Station station, StationStep step, object before, StationTransition line, CancellationToken cancel)
    {
        var numbering = step.Effect is StationEffect.GiveNumber && station.Number is null;
        for (var attempt = 1; ; attempt++)
        {
            if (numbering) station.Number = await NextNumberAsync(station, cancel);
            var details = new { before, after = Snapshot(station), on = line.OnDate, dueOn = line.DueOn };
            var entry = audit.Entry(ActionOf(step), Subject(station), station.Division, details, line.ReasonCode is null ? line.Reason : $"{line.ReasonCode} {line.Reason}".Trim());
            db.Add(entry);
            try
            {
                await db.SaveChangesAsync(cancel);
                return;
            }
            catch (DbUpdateException e) when (attempt < Attempts && numbering && e.IsTaken("ux_stations_number", "stations.number"))
            {
                db.Entry(entry).State = EntityState.Detached;
            }
        }
    }

    async Task<string> NextNumberAsync(Station station, CancellationToken cancel)
    {
        var letter = StationLists.FindType(station.Type)!.Letter;
        var division = new DivisionCode(station.Division);
        var series = StationNumber.Series(division, letter);
        // Stations are never removed, so the highest number ever given is still there. It may be another organisation's.
        var (first, last) = (series + "00", series + "99Z");
        var highest = await db.Stations.IgnoreQueryFilters().Where(s => s.Number != null && string.Compare(s.Number, first) >= 0 && string.Compare(s.Number, last) <= 0)
            .MaxAsync(s => s.Number, cancel);
        var serial = highest is null ? 1 : StationNumber.SerialOf(highest) + 1;
        return serial <= StationNumber.LastSerial ? StationNumber.Make(division, letter, serial).Text : throw StationProblems.SerialsUsedUp();
    }

    async Task<DivisionCode> PlaceAsync(NewStation input, CancellationToken cancel)
    {
        var type = StationLists.FindType(input.Type) ?? throw StationProblems.UnknownType();
        if (!DivisionCode.TryParse(input.Division, out var code) || !viewer.Reach.Contains(code)) throw StationProblems.UnknownDivision();
        var today = clock.Today;
        if (!await db.Divisions.AnyAsync(d => d.Code == code.Value && (d.ValidTo == null || d.ValidTo >= today), cancel)) throw StationProblems.UnknownDivision();
        return code.Level == type.Level ? code : throw StationProblems.DivisionNotForType(type.Level);
    }

    StationTransition Line(Station station, StationState? from, StationState to, DateOnly on) =>
        new() { StationId = station.Id, Division = station.Division, FromState = from, ToState = to, OnDate = on, At = time.GetUtcNow().UtcDateTime, Actor = actor.Actor };

    static string ActionOf(StationStep step) => "station." + System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(step.Act.ToString());

    static string Subject(Station station) => station.Number is null ? $"station:#{station.Id}" : $"station:{station.Number}";

    static object Snapshot(Station s) => new
    {
        s.Number, s.Name, place = new DivisionCode(s.Division).ToString(), s.Type, s.Rating, s.HostClass, organisation = s.OrganisationId, state = s.State.Code(), s.Since, s.AcceptedOn, s.OperatingSince, s.MergedInto, s.PoorVillage, s.Address, s.OpeningHours, point = s.Point?.ToString(), s.Version,
    };

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
