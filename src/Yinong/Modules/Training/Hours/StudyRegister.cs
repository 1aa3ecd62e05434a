using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Modules.Training.Courses;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Hours;

/// <summary>What became of a study.</summary>
/// <param name="Minutes">Credited now.</param>
/// <param name="Of">Credited to this lesson in all.</param>
public sealed record StudyEnd(int Minutes, int Of);

/// <summary>
/// Self-study: begun and ended by buttons, measured by the server's clock, credited up to the lesson's nominal duration in all. Only one lesson runs at a
/// time: to begin another ends the one before, so no minute counts twice. The server sees when pages were opened, not who read; the pages say so.
/// </summary>
public sealed class StudyRegister(AppDb db, SqlDatabase database, Viewer viewer, CourseLibrary library, ProgrammeClock clock, AuditLog audit, AuditActor actor)
{
    Task<Officer?>? _officer;

    /// <summary>The officer of the account; null when there is none.</summary>
    public Task<Officer?> OfficerAsync() => _officer ??= FindOfficerAsync();

    public async Task<LessonStudy?> RunningAsync(CancellationToken cancel = default) =>
        await OfficerAsync() is { } officer ? await db.LessonStudies.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(s => s.OfficerId == officer.Id, cancel) : null;

    /// <summary>Minutes credited by lesson, of some lessons.</summary>
    public async Task<Dictionary<int, int>> CreditedAsync(IEnumerable<int> lessons, CancellationToken cancel = default)
    {
        if (await OfficerAsync() is not { } officer) return [];
        var ids = lessons.ToList();
        return await db.HourCredits.IgnoreQueryFilters().Where(h => h.OfficerId == officer.Id && h.LessonId != null && ids.Contains(h.LessonId.Value)).GroupBy(h => h.LessonId!.Value).Select(g => new { g.Key, Sum = g.Sum(h => h.Minutes) }).ToDictionaryAsync(g => g.Key, g => g.Sum, cancel);
    }

    /// <summary>Begins a lesson of an approved course; the one that runs ends first and is credited. Begun twice it goes on.</summary>
    public async Task StartAsync(int courseId, int lessonId, CancellationToken cancel = default)
    {
        var officer = await OfficerAsync() ?? throw CourseProblems.NoOfficer();
        var book = await library.GetAsync(courseId, cancel);
        var lesson = book.Lessons.FirstOrDefault(l => l.Id == lessonId) ?? throw Problem.NotFound();
        if (book.Course.State is not CourseState.Approved) throw CourseProblems.NotApproved();
        await database.InWritingAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var running = await LockedAsync(officer, cancel);
            if (running?.LessonId == lesson.Id) return;
            if (running is not null) await EndAsync(officer, running, cancel);
            var nth = await db.HourCredits.IgnoreQueryFilters().CountAsync(h => h.OfficerId == officer.Id && h.LessonId == lesson.Id, cancel) + 1;
            var now = database.Stored(clock.UtcNow);
            // Pressed on two phones at the same moment: one of them begins it.
            await db.Database.ExecuteSqlAsync($"insert into lesson_studies (officer_id, lesson_id, division, started_at, nth) values ({officer.Id}, {lesson.Id}, {officer.Division}, {now}, {nth}) on conflict (officer_id) do nothing", cancel);
            await transaction.CommitAsync(cancel);
        }, cancel);
    }

    /// <summary>Ends the lesson that runs and credits the time. Pressed twice it is credited once.</summary>
    public Task<StudyEnd> FinishAsync(int lessonId, CancellationToken cancel = default) => database.InWritingAsync(async () =>
    {
        var officer = await OfficerAsync() ?? throw CourseProblems.NoOfficer();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var running = await LockedAsync(officer, cancel);
        if (running?.LessonId != lessonId) throw CourseProblems.NotStudying();
        var end = await EndAsync(officer, running, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return end;
    }, cancel);

    // Touched first, so that a second press waits for the first and then finds nothing.
    async Task<LessonStudy?> LockedAsync(Officer officer, CancellationToken cancel)
    {
        await db.LessonStudies.IgnoreQueryFilters().Where(s => s.OfficerId == officer.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Nth, s => s.Nth), cancel);
        return await db.LessonStudies.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(s => s.OfficerId == officer.Id, cancel);
    }

    async Task<StudyEnd> EndAsync(Officer officer, LessonStudy running, CancellationToken cancel)
    {
        var lesson = await db.Lessons.AsNoTracking().FirstAsync(l => l.Id == running.LessonId, cancel);
        var before = (await CreditedAsync([lesson.Id], cancel)).GetValueOrDefault(lesson.Id);
        var minutes = Math.Clamp((int)(clock.UtcNow - running.StartedAt).TotalMinutes, 0, Math.Max(0, lesson.Minutes - before));
        await db.LessonStudies.IgnoreQueryFilters().Where(s => s.OfficerId == officer.Id).ExecuteDeleteAsync(cancel);
        if (minutes == 0) return new(0, before);
        db.Add(new HourCredit { OfficerId = officer.Id, Division = officer.Division, LessonId = lesson.Id, Nth = running.Nth, Way = HourWay.Study, Minutes = minutes, OnDate = clock.Today, At = clock.UtcNow, Actor = actor.Actor });
        audit.Record(db, "hours.studied", $"officer:{officer.Number}", officer.Division, new { course = lesson.CourseId, lesson = lesson.Place, minutes });
        await db.SaveChangesAsync(cancel);
        return new(minutes, before + minutes);
    }

    async Task<Officer?> FindOfficerAsync() => viewer.AccountId is { } account ? await db.Officers.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(o => o.AccountId == account) : null;
}
