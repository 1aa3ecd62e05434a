using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Officers;
using Yinong.Modules.Training.Hours;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Classes;

/// <summary>A class as an officer sees it.</summary>
/// <param name="Class">The class.</param>
/// <param name="Units">Its units.</param>
/// <param name="IsIn">Whether he is enrolled.</param>
/// <param name="Taken">Seats taken.</param>
/// <param name="Minutes">His own hours, by unit.</param>
public sealed record ClassForOfficer(TrainingClass Class, IReadOnlyList<ClassUnit> Units, bool IsIn, int Taken, IReadOnlyDictionary<int, int> Minutes);

/// <summary>The officer's side of classes: what he may enrol in, what he is in. Found by the officer of the account, not by reach.</summary>
public sealed class MyClasses(AppDb db, StudyRegister study, ClassRegister classes, ProgrammeClock clock, AuditLog audit, AuditActor actor)
{
    /// <summary>Classes that are open to him or that he is in, the next first.</summary>
    public async Task<IReadOnlyList<(TrainingClass Class, bool IsIn)>> ListAsync(CancellationToken cancel = default)
    {
        if (await study.OfficerAsync() is not { } officer) return [];
        var (above, today, since) = (QuestionRegister.Above(new(officer.Division)), clock.Today, clock.Today.AddDays(-60));
        var mine = db.ClassEnrolments.IgnoreQueryFilters().Where(e => e.OfficerId == officer.Id && e.LeftAt == null).Select(e => e.ClassId);
        var found = await db.TrainingClasses.AsNoTracking().Where(c => (above.Contains(c.Division) && c.EnrolUntil >= today && c.CancelledAt == null) || (mine.Contains(c.Id) && c.LastDay >= since))
            .OrderBy(c => c.FirstDay).ThenBy(c => c.Id).Take(50).Select(c => new { c, IsIn = mine.Contains(c.Id) }).ToListAsync(cancel);
        return [.. found.Select(f => (f.c, f.IsIn))];
    }

    /// <summary>One class; 404 when it is not for the officer's place and he is not in it.</summary>
    public async Task<ClassForOfficer> GetAsync(int id, CancellationToken cancel = default)
    {
        var officer = await OfficerAsync();
        var one = await db.TrainingClasses.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel);
        var isIn = await db.ClassEnrolments.IgnoreQueryFilters().AnyAsync(e => e.ClassId == id && e.OfficerId == officer.Id && e.LeftAt == null, cancel);
        if (one is null || (!isIn && !new DivisionCode(one.Division).Contains(new(officer.Division)))) throw Problem.NotFound();
        var units = await classes.UnitsAsync(id, cancel);
        var ids = units.Select(u => u.Id).ToList();
        var taken = await db.ClassEnrolments.IgnoreQueryFilters().CountAsync(e => e.ClassId == id && e.LeftAt == null, cancel);
        var minutes = await db.HourCredits.IgnoreQueryFilters().Where(h => h.OfficerId == officer.Id && h.UnitId != null && ids.Contains(h.UnitId.Value)).GroupBy(h => h.UnitId!.Value).Select(g => new { g.Key, Sum = g.Sum(h => h.Minutes) }).ToDictionaryAsync(g => g.Key, g => g.Sum, cancel);
        return new(one, units, isIn, taken, minutes);
    }

    public async Task EnrolAsync(int id, CancellationToken cancel = default)
    {
        await GetAsync(id, cancel);
        await classes.EnrolAsync(id, await OfficerAsync(), cancel);
    }

    /// <summary>Gives the seat back, until the class begins.</summary>
    public async Task LeaveAsync(int id, CancellationToken cancel = default)
    {
        var (one, officer) = ((await GetAsync(id, cancel)).Class, await OfficerAsync());
        if (clock.Today >= one.FirstDay) throw ClassProblems.TooLateToLeave();
        var enrolment = await db.ClassEnrolments.IgnoreQueryFilters().FirstOrDefaultAsync(e => e.ClassId == id && e.OfficerId == officer.Id && e.LeftAt == null, cancel);
        if (enrolment is null) return;
        (enrolment.LeftAt, enrolment.LeftBy) = (clock.UtcNow, actor.Actor);
        audit.Record(db, "class.left", ClassRegister.Subject(one), officer.Division, new { officer = officer.Number });
        await db.SaveChangesAsync(cancel);
    }

    async Task<Officer> OfficerAsync() => await study.OfficerAsync() ?? throw Problem.NotFound();
}
