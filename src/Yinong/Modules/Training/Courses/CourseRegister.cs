using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Numbers;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Courses;

/// <summary>The only writer of courses: written by one person, approved by another, changed by a next edition. A place changes what lies in its own reach.</summary>
public sealed class CourseRegister(AppDb db, Viewer viewer, CourseLibrary library, ProgrammeClock clock, AuditLog audit)
{
    public bool MayChange(Course course) => viewer.Has(Permission.TrainingWrite) && viewer.Reach.Organisation is null && viewer.Reach.Contains(new(course.Division));

    /// <summary>Whether the viewer wrote it, so that another has to approve it.</summary>
    public bool IsAuthor(Course course) => course.AuthorId is { } author && author == viewer.AccountId;

    /// <summary>Courses in reach that wait for this viewer's approval.</summary>
    public IQueryable<Course> WaitingForMe()
    {
        var (from, to, me) = (viewer.Reach.From, viewer.Reach.To, viewer.AccountId);
        return db.Courses.AsNoTracking().Where(c => c.State == CourseState.Waiting && c.Division >= from && c.Division <= to && c.AuthorId != me);
    }

    public async Task<Course> AddAsync(CourseDraft draft, CancellationToken cancel = default)
    {
        May();
        var tidy = CourseCheck.Tidy(draft);
        var place = viewer.Post?.Division ?? DivisionCode.Nation;
        var course = new Course
        {
            Division = place.Value, Code = "L" + ReceiptCode.New(9), Topic = tidy.Topic, Title = tidy.Title, Summary = tidy.Summary, ForFarmers = tidy.ForFarmers, State = CourseState.Draft,
            AuthorId = viewer.AccountId, CreatedAt = clock.UtcNow, Version = 1,
        };
        return await SaveNewAsync(course, "course.written", cancel);
    }

    public async Task EditAsync(int id, CourseDraft draft, long version, CancellationToken cancel = default)
    {
        var course = await DraftAsync(id, cancel);
        var tidy = CourseCheck.Tidy(draft);
        (course.Topic, course.Title, course.Summary, course.ForFarmers) = (tidy.Topic, tidy.Title, tidy.Summary, tidy.ForFarmers);
        await SaveAsync(course, "course.edited", version, new { tidy.Title, tidy.Topic }, byAuthor: true, cancel: cancel);
    }

    /// <summary>Writes a lesson: a new one at the end, or the words of one that is there.</summary>
    public async Task<Lesson> WriteLessonAsync(int courseId, int? lessonId, LessonDraft draft, long version, CancellationToken cancel = default)
    {
        var course = await DraftAsync(courseId, cancel);
        var tidy = CourseCheck.Tidy(draft);
        var places = await db.Lessons.Where(l => l.CourseId == courseId).Select(l => (int)l.Place).ToListAsync(cancel);
        if (lessonId is null && places.Count >= CourseCheck.MostLessons) throw CourseProblems.TooManyLessons(CourseCheck.MostLessons);
        var lesson = lessonId is { } id ? await db.Lessons.FirstOrDefaultAsync(l => l.Id == id && l.CourseId == courseId, cancel) ?? throw Problem.NotFound()
            : new Lesson { CourseId = courseId, Place = (short)(places.DefaultIfEmpty().Max() + 1), Title = "", Text = "" };
        (lesson.Title, lesson.Text, lesson.Minutes, lesson.Source) = (tidy.Title, tidy.Text, (short)tidy.Minutes, tidy.Source);
        if (lessonId is null) db.Add(lesson);
        await SaveAsync(course, "course.lesson-written", version, new { lesson = lesson.Place, lesson.Title, lesson.Minutes }, byAuthor: true, cancel: cancel);
        return lesson;
    }

    /// <summary>Puts a file, already looked at and kept, to a lesson of a draft.</summary>
    public async Task AddFileAsync(int courseId, int lessonId, LessonFile file, string? caption, int most, CancellationToken cancel = default)
    {
        var (course, lesson) = await LessonAsync(courseId, lessonId, cancel);
        if (await db.LessonFiles.CountAsync(f => f.LessonId == lessonId, cancel) >= most) throw CourseProblems.TooManyFiles(most);
        (file.LessonId, file.Caption, file.UploadedAt, file.Actor) = (lesson.Id, string.IsNullOrWhiteSpace(caption) ? null : caption.Trim(), clock.UtcNow, $"account:{viewer.AccountId}");
        db.Add(file);
        await SaveAsync(course, "course.file-added", course.Version, new { lesson = lesson.Place, file.FileName, file.ContentType, file.Hash, file.Bytes }, byAuthor: true, cancel: cancel);
    }

    /// <summary>Takes a file off a draft's lesson; its bytes stay in the store, where another lesson may have them.</summary>
    public async Task RemoveFileAsync(int courseId, int lessonId, int fileId, CancellationToken cancel = default)
    {
        var (course, lesson) = await LessonAsync(courseId, lessonId, cancel);
        var file = await db.LessonFiles.FirstOrDefaultAsync(f => f.Id == fileId && f.LessonId == lessonId, cancel) ?? throw Problem.NotFound();
        db.Remove(file);
        await SaveAsync(course, "course.file-removed", course.Version, new { lesson = lesson.Place, file.FileName, file.Hash }, byAuthor: true, cancel: cancel);
    }

    /// <summary>Sends the draft to a second person.</summary>
    public async Task SubmitAsync(int id, long version, CancellationToken cancel = default)
    {
        var course = await DraftAsync(id, cancel);
        if (!await db.Lessons.AnyAsync(l => l.CourseId == id, cancel)) throw CourseProblems.NoLesson();
        (course.State, course.Remark) = (CourseState.Waiting, null);
        await SaveAsync(course, "course.submitted", version, byAuthor: true, cancel: cancel);
    }

    /// <summary>A second person approves: from then on it is studied, and the edition before it retires.</summary>
    public async Task ApproveAsync(int id, long version, CancellationToken cancel = default)
    {
        var course = await ChangeableAsync(id, cancel);
        if (course.State is not CourseState.Waiting) throw CourseProblems.NotWaiting();
        if (IsAuthor(course)) throw CourseProblems.OwnCourse();
        (course.State, course.ApproverId) = (CourseState.Approved, viewer.AccountId);
        foreach (var before in await db.Courses.Where(c => c.Code == course.Code && c.Id != id && c.State == CourseState.Approved).ToListAsync(cancel)) (before.State, before.Version) = (CourseState.Retired, before.Version + 1);
        await SaveAsync(course, "course.approved", version, new { course.Code, course.Edition }, cancel: cancel);
    }

    /// <summary>Gives a waiting course back to its author, with the reason.</summary>
    public async Task ReturnAsync(int id, string? reason, long version, CancellationToken cancel = default)
    {
        var course = await ChangeableAsync(id, cancel);
        if (course.State is not CourseState.Waiting) throw CourseProblems.NotWaiting();
        (course.State, course.Remark) = (CourseState.Draft, ReasonOf(reason));
        await SaveAsync(course, "course.returned", version, reason: course.Remark, cancel: cancel);
    }

    /// <summary>Takes a course out: nobody begins it any more; hours that rest on it stay.</summary>
    public async Task RetireAsync(int id, string? reason, long version, CancellationToken cancel = default)
    {
        var course = await ChangeableAsync(id, cancel);
        if (course.State is CourseState.Retired) throw CourseProblems.Remaining();
        (course.State, course.Remark) = (CourseState.Retired, ReasonOf(reason));
        await SaveAsync(course, "course.retired", version, reason: course.Remark, cancel: cancel);
    }

    /// <summary>The next edition as a draft with the same lessons and files; the edition in force stays until that one is approved.</summary>
    public async Task<Course> NextEditionAsync(int id, CancellationToken cancel = default)
    {
        var course = await ChangeableAsync(id, cancel);
        if (course.State is not CourseState.Approved) throw CourseProblems.NotApproved();
        if (await db.Courses.AnyAsync(c => c.Code == course.Code && (c.State == CourseState.Draft || c.State == CourseState.Waiting), cancel)) throw CourseProblems.EditionOpen();
        var book = await library.GetAsync(id, cancel);
        var next = new Course
        {
            Division = course.Division, Code = course.Code, Edition = (short)(await db.Courses.Where(c => c.Code == course.Code).MaxAsync(c => c.Edition, cancel) + 1), Topic = course.Topic, Title = course.Title,
            Summary = course.Summary, ForFarmers = course.ForFarmers, State = CourseState.Draft, AuthorId = viewer.AccountId, CreatedAt = clock.UtcNow, Version = 1,
        };
        return await SaveNewAsync(next, "course.edition-begun", cancel, book);
    }

    async Task<Course> SaveNewAsync(Course course, string action, CancellationToken cancel, CourseBook? like = null)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Add(course);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (e.IsTaken("ux_courses_code", "courses.code"))
        {
            throw CourseProblems.EditionOpen();
        }
        foreach (var lesson in like?.Lessons ?? [])
        {
            var copy = new Lesson { CourseId = course.Id, Place = lesson.Place, Title = lesson.Title, Text = lesson.Text, Minutes = lesson.Minutes, Source = lesson.Source };
            db.Add(copy);
            await db.SaveChangesAsync(cancel);
            db.AddRange(like!.Files[lesson.Id].Select(f => new LessonFile
            {
                LessonId = copy.Id, Kind = f.Kind, FileName = f.FileName, Caption = f.Caption, ContentType = f.ContentType, Hash = f.Hash, Bytes = f.Bytes, SmallType = f.SmallType, SmallHash = f.SmallHash, SmallBytes = f.SmallBytes,
                UploadedAt = f.UploadedAt, Actor = f.Actor,
            }));
        }
        audit.Record(db, action, Subject(course), course.Division, new { course.Code, course.Edition, course.Title });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return course;
    }

    async Task<Course> ChangeableAsync(int id, CancellationToken cancel)
    {
        May();
        var course = await library.Readable().FirstOrDefaultAsync(c => c.Id == id, cancel) ?? throw Problem.NotFound();
        return viewer.Reach.Contains(new(course.Division)) ? course : throw CourseProblems.AboveYou();
    }

    async Task<Course> DraftAsync(int id, CancellationToken cancel) => await ChangeableAsync(id, cancel) is { State: CourseState.Draft } draft ? draft : throw CourseProblems.NotADraft();

    async Task<(Course, Lesson)> LessonAsync(int courseId, int lessonId, CancellationToken cancel) =>
        (await DraftAsync(courseId, cancel), await db.Lessons.FirstOrDefaultAsync(l => l.Id == lessonId && l.CourseId == courseId, cancel) ?? throw Problem.NotFound());

    // Whoever changes a draft counts as its author, so that he cannot approve it.
    async Task SaveAsync(Course course, string action, long version, object? details = null, string? reason = null, bool byAuthor = false, CancellationToken cancel = default)
    {
        if (byAuthor) course.AuthorId = viewer.AccountId;
        db.Entry(course).Property(c => c.Version).OriginalValue = version;
        course.Version = version + 1;
        audit.Record(db, action, Subject(course), course.Division, details, reason);
        await db.SaveChangesAsync(cancel);
    }

    void May()
    {
        if (!viewer.Has(Permission.TrainingWrite) || viewer.Reach.Organisation is not null) throw CourseProblems.NotYours();
    }

    static string ReasonOf(string? reason) => reason?.Trim() is { Length: >= 2 } said ? said : throw CourseProblems.ReasonNeeded();

    static string Subject(Course course) => $"course:{course.Id}";
}
