using Yinong.Database;
using Yinong.Platform.Database;

namespace Yinong.Modules.Training.Courses;

/// <summary>
/// Puts the shipped courses into the database, approved. A course whose words changed with a later file comes in as its next edition and the one before it
/// retires, so that hours still rest on what was studied. What an installation wrote itself is never touched.
/// </summary>
public static class CourseInstallation
{
    /// <summary>Name of the settings row.</summary>
    public const string Setting = "courses.installed";

    /// <summary>Whether the shipped file is in.</summary>
    public static bool IsCurrent(DatabaseSettings settings) => ShippedData.IsIn(settings, Setting, CourseFile.Shipped.Fingerprint);

    /// <summary>Does nothing when it is in already.</summary>
    public static void Run(AppDb db) => ShippedData.Install(db, Setting, CourseFile.Shipped.Fingerprint, () => AddAll(db));

    static void AddAll(AppDb db)
    {
        foreach (var course in CourseFile.Shipped.Courses) Add(db, course);
    }

    static void Add(AppDb db, ShippedCourse shipped)
    {
        var last = db.Courses.Where(c => c.Code == shipped.Code).OrderByDescending(c => c.Edition).FirstOrDefault();
        if (last is not null && Says(db, last, shipped)) return;
        if (last is { State: CourseState.Approved }) last.State = CourseState.Retired;
        var course = new Course
        {
            Code = shipped.Code, Edition = (short)((last?.Edition ?? 0) + 1), Topic = shipped.Topic, Title = shipped.Title, Summary = shipped.Summary, ForFarmers = shipped.ForFarmers, State = CourseState.Approved,
            CreatedAt = DateTime.UnixEpoch, Version = 1,
        };
        db.Add(course);
        db.SaveChanges();
        db.AddRange(shipped.Lessons.Select((l, i) => new Lesson { CourseId = course.Id, Place = (short)(i + 1), Title = l.Title, Text = TextOf(l), Minutes = (short)l.Minutes, Source = l.Source }));
    }

    static bool Says(AppDb db, Course known, ShippedCourse shipped) =>
        (known.Topic, known.Title, known.Summary, known.ForFarmers) == (shipped.Topic, shipped.Title, shipped.Summary, shipped.ForFarmers)
        && db.Lessons.Where(l => l.CourseId == known.Id).OrderBy(l => l.Place).AsEnumerable().Select(l => (l.Title, l.Text, (int)l.Minutes, l.Source)).SequenceEqual(shipped.Lessons.Select(l => (l.Title, TextOf(l), l.Minutes, (string?)l.Source)));

    static string TextOf(ShippedLesson lesson) => string.Join('\n', lesson.Text);
}
