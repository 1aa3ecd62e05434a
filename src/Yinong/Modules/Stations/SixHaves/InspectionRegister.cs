using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations.Photos;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.SixHaves;

/// <summary>An answer as it was typed: yes or no, a number, by what it was measured.</summary>
public sealed record TypedAnswer(string? Value, string? Note);

/// <summary>
/// The only writer of inspections: one inspector fills in and sends, a second one confirms or gives back. What two have confirmed is never changed;
/// the next look is a further inspection.
/// </summary>
public sealed class InspectionRegister(AppDb db, Inspectors inspectors, ChecklistEditions editions, ProgrammeClock clock, TimeProvider time, AuditLog audit, AuditActor actor, ChangeFeed feed,
    EvidenceStore store, LooseFiles loose, PhotoWatch photos, PhotoRules rules)
{
    /// <summary>Characters of a remark.</summary>
    public const int LongestNote = 120;

    /// <summary>Keeps what was typed; begins an inspection when none is open. Nothing is kept when one answer is wrong.</summary>
    public async Task SaveAsync(Station station, IReadOnlyDictionary<string, TypedAnswer> typed, CancellationToken cancel = default)
    {
        await inspectors.CheckAsync(station, cancel);
        var inspection = await OpenAsync(station, cancel);
        var checklist = InspectionReading.ReadChecklist(inspection);
        var known = inspection.Id == 0 ? [] : await db.InspectionAnswers.Where(a => a.InspectionId == inspection.Id).ToDictionaryAsync(a => a.Item, cancel);
        var read = checklist.Items.Where(i => !i.IsFile && typed.ContainsKey(i.Code)).Select(i => (Item: i, Answer: Read(i, typed[i.Code]))).ToList();
        var changed = new Dictionary<string, object>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await BeginAsync(inspection, cancel);
        foreach (var (item, (yes, value, note)) in read)
        {
            if (!known.TryGetValue(item.Code, out var answer))
            {
                if (yes is null && value is null && note is null) continue;
                db.Add(answer = new() { InspectionId = inspection.Id, Division = station.Division, Have = checklist.HaveOf(item.Code).Code, Item = item.Code, Actor = actor.Actor });
            }
            else if (answer.Yes == yes && answer.ValueMilli == value && answer.Note == note) continue;
            (answer.Yes, answer.ValueMilli, answer.Note, answer.Required, answer.Actor) = (yes, value, note, item.Required, actor.Actor);
            answer.Met = InspectionView.IsMet(item, answer);
            changed[item.Code] = new { yes, value, note };
        }
        if (changed.Count > 0) audit.Record(db, "inspection.saved", Subject(station), station.Division, new { inspection.Round, answers = changed });
        await SaveAsync(inspection, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Keeps a file that answers an item; the same file twice is one. A photo is compared with those of the whole country afterwards.</summary>
    public async Task AddAsync(Station station, string item, TakenFile taken, int most, CancellationToken cancel = default)
    {
        var file = taken.Row;
        await inspectors.CheckAsync(station, cancel);
        var inspection = await OpenAsync(station, cancel);
        if (InspectionReading.ReadChecklist(inspection).Find(item) is not { IsFile: true }) throw Problem.NotFound();
        await store.KeepAsync(taken, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await BeginAsync(inspection, cancel);
        var there = await db.Evidence.Where(e => e.InspectionId == inspection.Id && e.Item == item).Select(e => e.Hash).ToListAsync(cancel);
        if (there.Contains(file.Hash)) return;
        if (there.Count >= most) throw SixHavesProblems.TooManyFiles(most);
        (file.StationId, file.InspectionId, file.Division, file.Item, file.UploadedAt, file.Actor) = (station.Id, inspection.Id, station.Division, item, time.GetUtcNow().UtcDateTime, actor.Actor);
        db.Add(file);
        audit.Record(db, "evidence.added", Subject(station), station.Division, new { inspection.Round, item, file.Hash, file.ContentType, file.Bytes });
        await SaveAsync(inspection, cancel);
        if (taken.Photo is { } photo)
        {
            db.Add(PhotoHash.Of(file, photo.Look, rules));
            await db.SaveChangesAsync(cancel);
        }
        await transaction.CommitAsync(cancel);
        if (taken.Photo is not null) await photos.CompareAsync(file.Id, cancel);
    }

    /// <summary>Takes a file off an open inspection, and with it the pairs that nobody has judged. The file itself goes after the time of grace unless another row has it.</summary>
    public async Task RemoveAsync(Station station, int id, CancellationToken cancel = default)
    {
        await inspectors.CheckAsync(station, cancel);
        var file = await db.Evidence.FirstOrDefaultAsync(e => e.Id == id && e.StationId == station.Id, cancel) ?? throw Problem.NotFound();
        var inspection = await db.Inspections.FirstAsync(i => i.Id == file.InspectionId, cancel);
        if (inspection.State is not InspectionState.Open) throw SixHavesProblems.Waiting();
        await loose.NoteAsync(file.Hash, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.PhotoHashes.Where(h => h.EvidenceId == id).ExecuteDeleteAsync(cancel);
        // Pairs of other places with this photo go too, so the reach does not count here.
        await db.PhotoPairs.IgnoreQueryFilters().Where(p => p.Verdict == null && (p.PhotoId == id || p.OtherId == id)).ExecuteDeleteAsync(cancel);
        db.Remove(file);
        audit.Record(db, "evidence.removed", Subject(station), station.Division, new { inspection.Round, file.Item, file.Hash });
        await SaveAsync(inspection, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Sends the filled checklist to the second inspector; every required question must be answered, met or not.</summary>
    public async Task SubmitAsync(Station station, CancellationToken cancel = default)
    {
        await inspectors.CheckAsync(station, cancel);
        var (inspection, view) = await FindAsync(station, InspectionState.Open, cancel) ?? throw SixHavesProblems.NothingOpen();
        var missing = view.Checklist.Items.Where(i => i.Required && !i.IsFile && view.Answers.GetValueOrDefault(i.Code) is not ({ Yes: not null } or { ValueMilli: not null })).ToList();
        if (missing.Count > 0) throw SixHavesProblems.Unanswered(missing[0], missing.Count - 1);
        (inspection.State, inspection.OnDate, inspection.FilledBy, inspection.Met, inspection.ReturnedReason) = (InspectionState.Filled, clock.Today, actor.Actor, view.Unmet.Count == 0, null);
        audit.Record(db, "inspection.filled", Subject(station), station.Division, new { inspection.Round, inspection.Edition, inspection.Met, unmet = view.Unmet.Select(i => i.Code) });
        await SaveAsync(inspection, cancel);
    }

    /// <summary>The second inspector stands for it too. From here on the evidence ages.</summary>
    public async Task ConfirmAsync(Station station, CancellationToken cancel = default)
    {
        var (inspection, view) = await ForSecondAsync(station, cancel);
        (inspection.State, inspection.ConfirmedBy, inspection.ConfirmedAt) = (InspectionState.Confirmed, actor.Actor, time.GetUtcNow().UtcDateTime);
        var answers = await db.InspectionAnswers.Where(a => a.InspectionId == inspection.Id).ToDictionaryAsync(a => a.Item, cancel);
        foreach (var item in view.Checklist.Items)
        {
            if (!answers.TryGetValue(item.Code, out var answer))
            {
                if (!item.IsFile) continue;
                // What files answer gets its line now, so that its age is watched like that of every other answer.
                db.Add(answer = new() { InspectionId = inspection.Id, Division = station.Division, Have = view.Checklist.HaveOf(item.Code).Code, Item = item.Code, Required = item.Required, Actor = inspection.FilledBy! });
            }
            answer.Met = view.Judged(item);
            answer.DueOn = answer.Met && item.MaxAgeDays is { } days ? inspection.OnDate.AddDays(days) : null;
            if (item.Rule == CriterionRules.Hours) await KeepHoursAsync(station, item, answer, cancel);
        }
        audit.Record(db, "inspection.confirmed", Subject(station), station.Division, new { inspection.Round, inspection.Edition, inspection.Met, inspection.FilledBy });
        if (station.Number is not null) feed.Announce(db, StationRegister.Topic, station.Number);
        await SaveAsync(inspection, cancel);
    }

    /// <summary>The second inspector gives it back, saying what has to be changed.</summary>
    public async Task ReturnAsync(Station station, string? reason, CancellationToken cancel = default)
    {
        var (inspection, _) = await ForSecondAsync(station, cancel);
        if (string.IsNullOrWhiteSpace(reason)) throw SixHavesProblems.ReturnReasonNeeded();
        (inspection.State, inspection.ReturnedReason, inspection.Met) = (InspectionState.Open, reason.Trim(), null);
        audit.Record(db, "inspection.returned", Subject(station), station.Division, new { inspection.Round, inspection.FilledBy }, reason.Trim());
        await SaveAsync(inspection, cancel);
    }

    async Task<(Inspection, InspectionView)> ForSecondAsync(Station station, CancellationToken cancel)
    {
        await inspectors.CheckAsync(station, cancel);
        var found = await FindAsync(station, InspectionState.Filled, cancel) ?? throw SixHavesProblems.NothingFilled();
        return await inspectors.HasFilledAsync(found.Inspection, cancel) ? throw SixHavesProblems.SameInspector() : found;
    }

    async Task<(Inspection Inspection, InspectionView View)?> FindAsync(Station station, InspectionState state, CancellationToken cancel) =>
        await db.Inspections.Where(i => i.StationId == station.Id).OrderByDescending(i => i.Round).FirstOrDefaultAsync(cancel) is { } last && last.State == state ? (last, await db.ReadAsync(last, cancel)) : null;

    /// <summary>The one that is being filled in, or a new one with the checklist of today, not yet saved.</summary>
    async Task<Inspection> OpenAsync(Station station, CancellationToken cancel)
    {
        var last = await db.Inspections.Where(i => i.StationId == station.Id).OrderByDescending(i => i.Round).FirstOrDefaultAsync(cancel);
        if (last?.State is InspectionState.Filled) throw SixHavesProblems.Waiting();
        if (last?.State is InspectionState.Open) return last;
        var checklist = await editions.InForceAsync(new DivisionCode(station.Division), clock.Today, cancel);
        return new()
        {
            StationId = station.Id, Division = station.Division, Round = (last?.Round ?? 0) + 1, State = InspectionState.Open, Edition = checklist.Edition, Content = InspectionReading.Write(checklist), OnDate = clock.Today,
        };
    }

    async Task BeginAsync(Inspection inspection, CancellationToken cancel)
    {
        if (inspection.Id != 0) return;
        db.Add(inspection);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (e.IsTaken("ux_inspections_station", "inspections.station_id, inspections.round"))
        {
            throw Web.WebProblems.ChangedMeanwhile();
        }
    }

    async Task SaveAsync(Inspection inspection, CancellationToken cancel)
    {
        inspection.Version++;
        await db.SaveChangesAsync(cancel);
    }

    async Task KeepHoursAsync(Station station, ChecklistItem item, InspectionAnswer answer, CancellationToken cancel)
    {
        var condition = await db.StationConditions.FirstOrDefaultAsync(c => c.StationId == station.Id, cancel);
        if (condition is null) db.Add(condition = new() { StationId = station.Id, Division = station.Division });
        (condition.WeeklyHoursMilli, condition.HoursMinimumMilli) = (answer.ValueMilli, InspectionNumbers.ToMilli(item.Minimum ?? 0));
        condition.Version++;
    }

    static (bool? Yes, long? Value, string? Note) Read(ChecklistItem item, TypedAnswer typed)
    {
        var note = string.IsNullOrWhiteSpace(typed.Note) ? null : typed.Note.Trim();
        if (note?.Length > LongestNote) throw SixHavesProblems.NoteTooLong(item, LongestNote);
        if (string.IsNullOrWhiteSpace(typed.Value)) return (null, null, note);
        if (item.Type is ItemType.YesNo) return (typed.Value == "yes", null, note);
        var value = InspectionNumbers.Read(typed.Value) ?? throw SixHavesProblems.NumberWrong($"Answers[{item.Code}]", item.Name, item.NameEn);
        if (item.Type is ItemType.Measured && note is null) throw SixHavesProblems.MeansNeeded(item);
        return (null, InspectionNumbers.ToMilli(value), note);
    }

    static string Subject(Station station) => station.Number is null ? $"station:#{station.Id}" : $"station:{station.Number}";
}
