using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Training.Hours;

/// <summary>What a province asks.</summary>
public sealed record NewRequirement(DateOnly EffectiveFrom, decimal DutyHours, decimal RefresherHours, bool RefresherExam, int? RenewalMonths, int NoticeDays, string Source);

/// <summary>The required hours in force, and the only writer of the provinces' editions. There is no national one and no default.</summary>
public sealed class HourRequirements(AppDb db, Viewer viewer, ProgrammeClock clock, TimeProvider time, AuditLog audit, AuditActor actor)
{
    public const int MostHours = 400;

    /// <summary>What the place's province asks on a day; null: not set.</summary>
    public async Task<HourRequirement?> InForceAsync(DivisionCode place, DateOnly day, CancellationToken cancel = default)
    {
        if (place.Level == DivisionLevel.Nation) return null;
        var province = place.At(DivisionLevel.Province).Value;
        return await db.HourRequirements.AsNoTracking().Where(e => e.Province == province && e.EffectiveFrom <= day).OrderByDescending(e => e.EffectiveFrom).ThenByDescending(e => e.Edition).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Every edition of a province, the newest first.</summary>
    public Task<List<HourRequirement>> HistoryAsync(DivisionCode province, CancellationToken cancel = default) =>
        db.HourRequirements.AsNoTracking().Where(e => e.Province == province.Value).OrderByDescending(e => e.Edition).ToListAsync(cancel);

    /// <summary>Whether the viewer sets the hours of this province: its own authority.</summary>
    public bool MayWrite(DivisionCode province) => province.Level == DivisionLevel.Province && viewer.Reach.Organisation is null && viewer.Post?.Division == province && viewer.Has(Permission.TrainingWrite);

    public async Task<HourRequirement> WriteAsync(DivisionCode province, NewRequirement input, CancellationToken cancel = default)
    {
        if (!viewer.Reach.Contains(province)) throw Platform.Problems.Problem.NotFound();
        if (!MayWrite(province)) throw HourProblems.NotYours();
        Check(input);
        var last = await db.HourRequirements.AsNoTracking().Where(e => e.Province == province.Value).OrderByDescending(e => e.Edition).FirstOrDefaultAsync(cancel);
        if (input.EffectiveFrom < clock.Today) throw HourProblems.InPast();
        if (last is not null && input.EffectiveFrom < last.EffectiveFrom) throw HourProblems.BeforeLast(last.EffectiveFrom);
        var edition = new HourRequirement
        {
            Province = province.Value, Edition = (short)((last?.Edition ?? 0) + 1), EffectiveFrom = input.EffectiveFrom, DutyMinutes = (int)(input.DutyHours * 60), RefresherMinutes = (int)(input.RefresherHours * 60),
            RefresherExam = input.RefresherExam, RenewalMonths = input.RefresherExam ? null : (short?)input.RenewalMonths, NoticeDays = (short)input.NoticeDays, Source = input.Source.Trim(), Actor = actor.Actor, At = time.GetUtcNow().UtcDateTime,
        };
        db.Add(edition);
        audit.Record(db, "hours.required", $"hours:{province}-{edition.Edition}", province.Value, new { edition.EffectiveFrom, edition.DutyMinutes, edition.RefresherMinutes, edition.RefresherExam, edition.RenewalMonths, edition.NoticeDays, edition.Source });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (e.IsTaken("ux_hour_requirements_province", "hour_requirements.province"))
        {
            throw WebProblems.ChangedMeanwhile();
        }
        return edition;
    }

    static void Check(NewRequirement input)
    {
        if (input.DutyHours is < 0 or > MostHours) throw HourProblems.Number("DutyHours", 0, MostHours);
        if (input.RefresherHours is < 0 or > MostHours) throw HourProblems.Number("RefresherHours", 0, MostHours);
        if (input.NoticeDays is < 1 or > 730) throw HourProblems.Number("NoticeDays", 1, 730);
        if (!input.RefresherExam && input.RenewalMonths is not (>= 1 and <= 120)) throw HourProblems.MonthsNeeded();
        if (input.Source.Trim().Length is < 2 or > 200) throw HourProblems.SourceNeeded();
    }
}
