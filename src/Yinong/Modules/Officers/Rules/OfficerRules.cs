using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers.Rules;

/// <summary>The rule in force at a place on a day, and the only writer of the provinces' editions.</summary>
public sealed class OfficerRules(AppDb db, Viewer viewer, ProgrammeClock clock, TimeProvider time, AuditLog audit, AuditActor actor)
{
    /// <summary>What holds at a place on a day.</summary>
    public async Task<OfficerRule> InForceAsync(DivisionCode place, DateOnly day, CancellationToken cancel = default) =>
        await EditionAsync(place, day, cancel) is { } edition ? Over(NationalOfficerRule.Current, edition) : NationalOfficerRule.Current;

    /// <summary>The edition of the place's province on a day; null: only the national values hold.</summary>
    public async Task<OfficerRuleEdition?> EditionAsync(DivisionCode place, DateOnly day, CancellationToken cancel = default)
    {
        if (place.Level == DivisionLevel.Nation) return null;
        var province = place.At(DivisionLevel.Province).Value;
        return await db.OfficerRuleEditions.AsNoTracking().Where(e => e.Province == province && e.EffectiveFrom <= day).OrderByDescending(e => e.EffectiveFrom).ThenByDescending(e => e.Edition).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Every edition of a province, the newest first.</summary>
    public Task<List<OfficerRuleEdition>> HistoryAsync(DivisionCode province, CancellationToken cancel = default) =>
        db.OfficerRuleEditions.AsNoTracking().Where(e => e.Province == province.Value).OrderByDescending(e => e.Edition).ToListAsync(cancel);

    /// <summary>As it stands in the name of a rule: 37-2.</summary>
    public static string NameOf(OfficerRuleEdition edition) => string.Create(CultureInfo.InvariantCulture, $"{new DivisionCode(edition.Province)}-{edition.Edition}");

    public static IReadOnlyDictionary<string, string> Read(OfficerRuleEdition edition) => JsonSerializer.Deserialize<Dictionary<string, string>>(edition.Content, JsonSerializerOptions.Web)!;

    /// <summary>Whether the viewer may write an edition of this province.</summary>
    public bool MayWrite(DivisionCode province) => province.Level == DivisionLevel.Province && viewer.Reach.Organisation is null && viewer.Has(Permission.OfficersRule) && viewer.Reach.Contains(province);

    /// <summary>Writes the next edition from all values of the form. Throws the problem of the item that takes no such value.</summary>
    public async Task<OfficerRuleEdition> WriteAsync(DivisionCode province, IReadOnlyDictionary<string, string?> values, DateOnly from, string source, CancellationToken cancel = default)
    {
        if (!MayWrite(province)) throw OfficerProblems.NotYours();
        var differing = new Dictionary<string, string>();
        foreach (var item in NationalOfficerRule.Items)
        {
            var value = values.TryGetValue(item.Code, out var given) ? given?.Trim() : item.Value;
            if (!item.Takes(value)) throw OfficerRuleProblems.WrongValue(item);
            if ((value ?? "") != (item.Value ?? "")) differing[item.Code] = value ?? "";
        }
        var last = await db.OfficerRuleEditions.AsNoTracking().Where(e => e.Province == province.Value).OrderByDescending(e => e.Edition).FirstOrDefaultAsync(cancel);
        // What people applied under stays what it was: an edition begins today at the earliest, and not before the one it follows.
        if (from < clock.Today) throw OfficerRuleProblems.EffectiveInPast();
        if (last is not null && from < last.EffectiveFrom) throw OfficerRuleProblems.EffectiveBeforeLast(last.EffectiveFrom);
        var edition = new OfficerRuleEdition
        {
            Province = province.Value, Edition = (last?.Edition ?? 0) + 1, EffectiveFrom = from, Content = JsonSerializer.Serialize(differing, JsonSerializerOptions.Web), Source = source.Trim(), Actor = actor.Actor, At = time.GetUtcNow().UtcDateTime,
        };
        db.Add(edition);
        audit.Record(db, "officer-rule.written", $"officer-rule:{NameOf(edition)}", province.Value, new { edition.Edition, edition.EffectiveFrom, edition.Source, values = differing });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (e.IsTaken("ux_officer_rule_editions_province", "officer_rule_editions.province, officer_rule_editions.edition"))
        {
            throw Web.WebProblems.ChangedMeanwhile();
        }
        return edition;
    }

    static OfficerRule Over(OfficerRule national, OfficerRuleEdition edition)
    {
        var values = new Dictionary<string, string>(national.Values);
        foreach (var (code, value) in Read(edition))
            if (value.Length == 0) values.Remove(code);
            else values[code] = value;
        return new($"{national.Edition}+{NameOf(edition)}", values);
    }
}
