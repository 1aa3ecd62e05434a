using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Divisions.Import;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Jobs;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.Places;

/// <summary>Where a station stood between two days; open ends are null.</summary>
public sealed record StationPlace(DivisionCode Place, DateOnly? From, DateOnly? To, PlaceCause? Left);

/// <summary>The only writer of where stations stand: by a move, and by a decision after their village is gone from the list.</summary>
public sealed class StationPlaces(AppDb db, Viewer viewer, DivisionTree tree, ProgrammeClock clock, TimeProvider time, AuditLog audit, AuditActor actor, ChangeFeed feed)
{
    const int ShortestReason = 4;

    /// <summary>What hangs on a row of a station and names its place, but not the station itself. A test holds it against the model, so that no new table is forgotten.</summary>
    public static IReadOnlyList<(string Table, string Key, string Of)> Below { get; } =
    [
        ("inspection_answers", "inspection_id", "inspections"), ("equipment_events", "card_id", "equipment_cards"), ("photo_judgements", "pair_id", "photo_pairs"),
        ("officer_application_steps", "application_id", "officer_applications"), ("officer_application_files", "application_id", "officer_applications"), ("officer_objections", "application_id", "officer_applications"),
        ("session_signups", "session_id", "farmer_sessions"), ("session_feedback", "session_id", "farmer_sessions"),
    ];

    /// <summary>What people signed at the old place stays theirs after a move; the new place reads it through the station.</summary>
    static readonly HashSet<string> Signed = ["hand_overs", "hand_over_lines"];

    /// <summary>Written when a later list hangs stations elsewhere.</summary>
    public static RebaseHistory History { get; } = new($"""
        insert into station_place_changes (station_id, division, from_place, to_place, on_date, cause, actor, at)
        select s.id, m.successor, m.code, m.successor, @on, {(int)PlaceCause.List}, @actor, @at from stations s join rebase_map m on m.code = s.division
        """);

    /// <summary>Where a station stood from its beginning on, oldest first, the present place last.</summary>
    public async Task<IReadOnlyList<StationPlace>> OfAsync(Station station, CancellationToken cancel = default)
    {
        var changes = await db.StationPlaceChanges.IgnoreQueryFilters().AsNoTracking().Where(c => c.StationId == station.Id).OrderBy(c => c.Id).ToListAsync(cancel);
        var places = new List<StationPlace>();
        DateOnly? from = null;
        foreach (var change in changes)
        {
            places.Add(new(new(change.FromPlace), from, change.OnDate.AddDays(-1), change.Cause));
            from = change.OnDate;
        }
        places.Add(new(new(station.Division), from, null, null));
        return places;
    }

    /// <summary>Stations within reach whose place is gone from the list and has no successor: each waits for somebody to say where it stands now.</summary>
    public Task<List<Station>> MisplacedAsync(int most, CancellationToken cancel = default) =>
        db.Stations.AsNoTracking().Where(s => db.Divisions.Any(d => d.Code == s.Division && d.ValidTo != null && d.SucceededBy == null))
            .OrderBy(s => s.Division).ThenBy(s => s.Id).Take(most).ToListAsync(cancel);

    /// <summary>Says where a station stands whose village is gone. Throws 404 out of reach, 403, 409 when its village exists or somebody was faster, 400 with the field.</summary>
    public async Task DecideAsync(int id, string? village, string? why, long version, CancellationToken cancel = default)
    {
        if (!viewer.Has(Permission.StationsReview) || viewer.Reach.Organisation is not null) throw StationProblems.NotYours();
        var station = await db.Stations.FirstOrDefaultAsync(s => s.Id == id, cancel) ?? throw Problem.NotFound();
        var gone = await db.Divisions.AsNoTracking().FirstOrDefaultAsync(d => d.Code == station.Division && d.ValidTo != null && d.SucceededBy == null, cancel) ?? throw PlaceProblems.NotMisplaced();
        if (station.Version != version) throw PlaceProblems.NotMisplaced();
        if (why is null || why.Trim().Length < ShortestReason) throw PlaceProblems.WhyNeeded();
        var to = await TargetAsync(station, village, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await ChangeAsync(station, to, gone.ValidTo!.Value.AddDays(1), PlaceCause.Decided, why.Trim(), cancel);
        db.Entry(station).Property(s => s.Version).OriginalValue = version;
        station.Version = version + 1;
        audit.Record(db, "station.place-decided", Subject(station), station.Division, new { from = new DivisionCode(gone.Code).ToString(), to = to.ToString() }, why.Trim());
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>A place that exists, is within reach and fits the type of the station. Throws 400 with the field.</summary>
    public async Task<DivisionCode> TargetAsync(Station station, string? typed, CancellationToken cancel = default)
    {
        var type = StationLists.FindType(station.Type)!;
        if (!DivisionCode.TryParse(typed?.Trim(), out var code) || code.Level != type.Level || !viewer.Reach.Contains(code)) throw PlaceProblems.UnknownPlace();
        // By the list as it is, which may speak of a day to come: its units are those that stay.
        if (!await db.Divisions.AnyAsync(d => d.Code == code.Value && d.ValidTo == null, cancel)) throw PlaceProblems.UnknownPlace();
        return code.Value != station.Division ? code : throw PlaceProblems.SamePlace();
    }

    /// <summary>
    /// Puts a station at another place, with everything that hangs on it; inside a transaction of the caller, who saves. What was served stays where it was served.
    /// </summary>
    public async Task ChangeAsync(Station station, DivisionCode to, DateOnly on, PlaceCause cause, string? reason, CancellationToken cancel = default)
    {
        db.Add(new StationPlaceChange
        {
            StationId = station.Id, Division = to.Value, FromPlace = station.Division, ToPlace = to.Value, OnDate = on, Cause = cause, Reason = reason, Actor = actor.Actor, At = time.GetUtcNow().UtcDateTime,
        });
        station.Division = to.Value;
        foreach (var table in RebasedTables.Of(db.Model).Where(t => t.OfStation && !(cause is PlaceCause.Moved && Signed.Contains(t.Name))))
        {
            // Names come from the model, values are bound.
            var sql = $"update {table.Name} set {table.Column} = {{0}} where station_id = {{1}}";
            await db.Database.ExecuteSqlRawAsync(sql, [to.Value, station.Id], cancel);
        }
        foreach (var (table, key, of) in Below)
        {
            var sql = $"update {table} set division = {{0}} where {key} in (select id from {of} where station_id = {{1}})";
            await db.Database.ExecuteSqlRawAsync(sql, [to.Value, station.Id], cancel);
        }
        feed.Announce(db, "stations", station.Number ?? "");
        if (station.Number is not null) feed.Announce(db, StationRegister.Topic, station.Number);
    }

    /// <summary>A place with its full name, for pages.</summary>
    public string NameOf(DivisionCode place) => tree.FullName(place);

    /// <summary>The business day.</summary>
    public DateOnly Today => clock.Today;

    static string Subject(Station station) => station.Number is null ? $"station:#{station.Id}" : $"station:{station.Number}";
}
