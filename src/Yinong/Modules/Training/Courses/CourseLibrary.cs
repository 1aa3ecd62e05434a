using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Training.Courses;

/// <summary>A course with its lessons and their files.</summary>
public sealed record CourseBook(Course Course, IReadOnlyList<Lesson> Lessons, ILookup<int, LessonFile> Files)
{
    public int Minutes => Lessons.Sum(l => l.Minutes);

    public long Bytes(bool small) => Files.SelectMany(g => g).Sum(f => small ? f.SmallBytes ?? f.Bytes : f.Bytes);
}

/// <summary>
/// The reading side of courses. A place reads its own, those of the places above it and those within its reach; what is not approved only those who write;
/// what is for farmers, once approved, anybody. What one may not read is not found.
/// </summary>
public sealed class CourseLibrary(AppDb db, Viewer viewer)
{
    DivisionCode Place => viewer.Post?.Division ?? DivisionCode.Nation;

    /// <summary>Courses that the viewer may read.</summary>
    public IQueryable<Course> Readable()
    {
        if (!viewer.IsKnown || viewer.Post is null) return db.Courses.Where(c => c.ForFarmers && (c.State == CourseState.Approved || c.State == CourseState.Retired));
        var (from, to, above, writes) = (viewer.Reach.From, viewer.Reach.To, QuestionRegister.Above(Place), viewer.Has(Permission.TrainingWrite));
        return db.Courses.Where(c => ((c.Division >= from && c.Division <= to) || above.Contains(c.Division)) && (writes || c.State == CourseState.Approved || c.State == CourseState.Retired));
    }

    /// <summary>Approved courses that are studied at a place, the nearest place's first.</summary>
    public Task<List<Course>> StudiedAtAsync(DivisionCode place, bool forFarmers = false, CancellationToken cancel = default)
    {
        var above = QuestionRegister.Above(place);
        return db.Courses.AsNoTracking().Where(c => above.Contains(c.Division) && c.State == CourseState.Approved && (!forFarmers || c.ForFarmers)).OrderByDescending(c => c.Division).ThenBy(c => c.Code).ToListAsync(cancel);
    }

    /// <summary>The course; 404 when there is none or the viewer may not read it.</summary>
    public async Task<CourseBook> GetAsync(int id, CancellationToken cancel = default)
    {
        var course = await Readable().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) ?? throw Problem.NotFound();
        return await OpenAsync(course, cancel);
    }

    /// <summary>For anybody: a course for farmers that is in force.</summary>
    public async Task<CourseBook> GetOpenAsync(int id, CancellationToken cancel = default) =>
        await OpenAsync(await db.Courses.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id && c.ForFarmers && c.State == CourseState.Approved, cancel) ?? throw Problem.NotFound(), cancel);

    /// <summary>For anybody: the edition in force of a course for farmers.</summary>
    public async Task<CourseBook> GetForFarmersAsync(string code, CancellationToken cancel = default)
    {
        var course = await db.Courses.AsNoTracking().Where(c => c.Code == code && c.ForFarmers && c.State == CourseState.Approved).OrderByDescending(c => c.Edition).FirstOrDefaultAsync(cancel) ?? throw Problem.NotFound();
        return await OpenAsync(course, cancel);
    }

    /// <summary>A file of a lesson that the viewer may read, with its course; 404 else.</summary>
    public async Task<(LessonFile File, Course Course)> FileAsync(int id, CancellationToken cancel = default)
    {
        var found = await (from file in db.LessonFiles
                           join lesson in db.Lessons on file.LessonId equals lesson.Id
                           where file.Id == id
                           select new { file, lesson.CourseId }).AsNoTracking().FirstOrDefaultAsync(cancel) ?? throw Problem.NotFound();
        var course = await Readable().AsNoTracking().FirstOrDefaultAsync(c => c.Id == found.CourseId, cancel)
            ?? await db.Courses.AsNoTracking().FirstOrDefaultAsync(c => c.Id == found.CourseId && c.ForFarmers && c.State == CourseState.Approved, cancel);
        return (found.file, course ?? throw Problem.NotFound());
    }

    async Task<CourseBook> OpenAsync(Course course, CancellationToken cancel)
    {
        var lessons = await db.Lessons.AsNoTracking().Where(l => l.CourseId == course.Id).OrderBy(l => l.Place).ToListAsync(cancel);
        var ids = lessons.Select(l => l.Id).ToList();
        var files = await db.LessonFiles.AsNoTracking().Where(f => ids.Contains(f.LessonId)).OrderBy(f => f.Id).ToListAsync(cancel);
        return new(course, lessons, files.ToLookup(f => f.LessonId));
    }
}
