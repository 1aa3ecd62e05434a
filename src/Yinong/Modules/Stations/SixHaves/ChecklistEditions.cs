using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.SixHaves;

/// <summary>
/// The checklists in force, and the only writer of the provinces' editions: a province may raise a minimum, require what is optional or add items, never
/// lower or drop anything.
/// </summary>
public sealed class ChecklistEditions(AppDb db, Viewer viewer, ProgrammeClock clock, TimeProvider time, AuditLog audit, AuditActor actor)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a place is held against on a day.</summary>
    public async Task<Checklist> InForceAsync(DivisionCode place, DateOnly day, CancellationToken cancel = default) =>
        await EditionAsync(place, day, cancel) is { } edition ? Read(edition).Over(NationalChecklist.Current, NameOf(edition)) : NationalChecklist.Current;

    /// <summary>The edition of the place's province on a day; null: only the national minimum holds.</summary>
    public async Task<ChecklistEdition?> EditionAsync(DivisionCode place, DateOnly day, CancellationToken cancel = default)
    {
        if (place.Level == DivisionLevel.Nation) return null;
        var province = place.At(DivisionLevel.Province).Value;
        return await db.ChecklistEditions.AsNoTracking().Where(e => e.Province == province && e.EffectiveFrom <= day).OrderByDescending(e => e.EffectiveFrom).ThenByDescending(e => e.Edition).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Every edition of a province, the newest first.</summary>
    public Task<List<ChecklistEdition>> HistoryAsync(DivisionCode province, CancellationToken cancel = default) =>
        db.ChecklistEditions.AsNoTracking().Where(e => e.Province == province.Value).OrderByDescending(e => e.Edition).ToListAsync(cancel);

    /// <summary>What an edition asks.</summary>
    public static ProvincialAsks Read(ChecklistEdition edition) => JsonSerializer.Deserialize<ProvincialAsks>(edition.Content, Json)!;

    /// <summary>As it stands in the name of a checklist: 37-2.</summary>
    public static string NameOf(ChecklistEdition edition) => string.Create(CultureInfo.InvariantCulture, $"{new DivisionCode(edition.Province)}-{edition.Edition}");

    /// <summary>Whether the viewer may write an edition of this province.</summary>
    public bool MayWrite(DivisionCode province) => province.Level == DivisionLevel.Province && viewer.Reach.Organisation is null && viewer.Has(Permission.StationsFile) && viewer.Reach.Contains(province);

    /// <summary>Writes the next edition. Throws the problem of the item that asks for less than the nation.</summary>
    public async Task<ChecklistEdition> WriteAsync(DivisionCode province, ProvincialAsks asks, DateOnly from, string source, CancellationToken cancel = default)
    {
        if (!MayWrite(province)) throw StationProblems.NotYours();
        Check(asks);
        var last = await db.ChecklistEditions.AsNoTracking().Where(e => e.Province == province.Value).OrderByDescending(e => e.Edition).FirstOrDefaultAsync(cancel);
        // What inspectors worked by stays what it was: an edition begins today at the earliest, and not before the one it follows.
        if (from < clock.Today) throw SixHavesProblems.EffectiveInPast();
        if (last is not null && from < last.EffectiveFrom) throw SixHavesProblems.EffectiveBeforeLast(last.EffectiveFrom);
        var edition = new ChecklistEdition
        {
            Province = province.Value, Edition = (last?.Edition ?? 0) + 1, EffectiveFrom = from, Content = JsonSerializer.Serialize(asks, Json), Source = source.Trim(), Actor = actor.Actor, At = time.GetUtcNow().UtcDateTime,
        };
        db.Add(edition);
        audit.Record(db, "checklist.edition-written", $"checklist:{NameOf(edition)}", province.Value, new { edition.Edition, edition.EffectiveFrom, edition.Source, asks });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (e.IsTaken("ux_checklist_editions_province", "checklist_editions.province, checklist_editions.edition"))
        {
            throw Web.WebProblems.ChangedMeanwhile();
        }
        return edition;
    }

    static void Check(ProvincialAsks asks)
    {
        foreach (var (code, minimum) in asks.Minimums)
        {
            var item = NationalChecklist.Current.Find(code);
            if (item?.Minimum is not { } least) throw SixHavesProblems.UnknownItem(code);
            if (minimum < least) throw SixHavesProblems.BelowNation(item, least);
            if (minimum > InspectionNumbers.Most) throw SixHavesProblems.NumberWrong($"Minimums[{code}]", item.Name, item.NameEn);
        }
        if (asks.Required.FirstOrDefault(code => NationalChecklist.Current.Find(code) is null) is { } unknown) throw SixHavesProblems.UnknownItem(unknown);
        foreach (var added in asks.Added.Where(a => a.Item.IsNumber && a.Item.Minimum is not (>= 0 and <= InspectionNumbers.Most))) throw SixHavesProblems.NumberWrong("Minimum", added.Item.Name, added.Item.NameEn);
    }
}
