using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Stations.Photos;

namespace Yinong.Modules.Stations.SixHaves;

/// <summary>An inspection with all that belongs to it.</summary>
public sealed record InspectionView(Inspection Inspection, Checklist Checklist, IReadOnlyDictionary<string, InspectionAnswer> Answers, ILookup<string, Evidence> Evidence)
{
    /// <summary>What does not fit at the photos, by evidence; empty where nobody asked.</summary>
    public IReadOnlyDictionary<int, PhotoNotes> Notes { get; init; } = PhotoNotes.None;

    /// <summary>Required items that are not met.</summary>
    public IReadOnlyList<ChecklistItem> Unmet => [.. Checklist.Items.Where(i => i.Required && !Judged(i))];

    /// <summary>Whether every required item of a have is met.</summary>
    public bool IsMet(Have have) => have.Items.All(i => !i.Required || Judged(i));

    /// <summary>Whether an item is met, as far as it is known.</summary>
    public bool Judged(ChecklistItem item) => item.IsFile ? Evidence[item.Code].Any() : Answers.GetValueOrDefault(item.Code) is { } answer && IsMet(item, answer);

    public static bool IsMet(ChecklistItem item, InspectionAnswer answer) => item.Type switch
    {
        ItemType.YesNo => answer.Yes == true,
        ItemType.Number or ItemType.Measured => answer.ValueMilli is { } value && InspectionNumbers.FromMilli(value) >= (item.Minimum ?? 0),
        _ => answer.Met,
    };
}

/// <summary>Reads inspections of stations that were found within reach before.</summary>
public static class InspectionReading
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Checklist checklist) => JsonSerializer.Serialize(checklist, Json);

    public static Checklist ReadChecklist(Inspection inspection) => JsonSerializer.Deserialize<Checklist>(inspection.Content, Json)!;

    /// <summary>The newest inspection of a station; null: none was ever begun.</summary>
    public static async Task<InspectionView?> LatestInspectionAsync(this AppDb db, int station, CancellationToken cancel = default) =>
        await db.Inspections.AsNoTracking().Where(i => i.StationId == station).OrderByDescending(i => i.Round).FirstOrDefaultAsync(cancel) is { } found ? await db.ReadAsync(found, cancel) : null;

    /// <summary>The newest one that two inspectors stand for.</summary>
    public static async Task<InspectionView?> ConfirmedInspectionAsync(this AppDb db, int station, CancellationToken cancel = default) =>
        await db.Inspections.AsNoTracking().Where(i => i.StationId == station && i.State == InspectionState.Confirmed).OrderByDescending(i => i.Round).FirstOrDefaultAsync(cancel) is { } found ? await db.ReadAsync(found, cancel) : null;

    public static async Task<InspectionView> ReadAsync(this AppDb db, Inspection inspection, CancellationToken cancel = default)
    {
        var answers = await db.InspectionAnswers.AsNoTracking().Where(a => a.InspectionId == inspection.Id).ToListAsync(cancel);
        var evidence = await db.Evidence.AsNoTracking().Where(e => e.InspectionId == inspection.Id).OrderBy(e => e.Id).ToListAsync(cancel);
        return new(inspection, ReadChecklist(inspection), answers.ToDictionary(a => a.Item), evidence.ToLookup(e => e.Item));
    }

    /// <summary>
    /// The gate of the step to Accepted: an inspection confirmed by two since the construction (or the last failed acceptance), every required item met, and not accepted before it was looked at.
    /// </summary>
    public static async Task CheckAcceptanceAsync(this AppDb db, Station station, DateOnly on, CancellationToken cancel = default)
    {
        var built = await db.StationTransitions.Where(t => t.StationId == station.Id && t.ToState == StationState.Building).OrderByDescending(t => t.Id).Select(t => (DateTime?)t.At).FirstOrDefaultAsync(cancel);
        var view = await db.ConfirmedInspectionAsync(station.Id, cancel);
        if (view is null || built is { } since && view.Inspection.ConfirmedAt < since) throw SixHavesProblems.NoInspection();
        if (view.Inspection.Met != true) throw SixHavesProblems.NotMet(view.Unmet);
        if (on < view.Inspection.OnDate) throw SixHavesProblems.AcceptedBeforeVisit(view.Inspection.OnDate);
    }
}
