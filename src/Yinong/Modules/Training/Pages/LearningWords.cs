using Yinong.Modules.Training.Courses;
using Yinong.Modules.Training.Farmers;
using Yinong.Modules.Training.Hours;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages;

/// <summary>How hours, sizes and states of courses, classes and sessions are written on the pages.</summary>
static class LearningWords
{
    public static Web.Kit.Tone Tone(this CourseState state) => state switch
    {
        CourseState.Approved => Web.Kit.Tone.Ok,
        CourseState.Waiting => Web.Kit.Tone.Warn,
        CourseState.Draft => Web.Kit.Tone.Info,
        _ => Web.Kit.Tone.Off,
    };

    public static Web.Kit.Tone Tone(this SessionState state) => state switch
    {
        SessionState.Held => Web.Kit.Tone.Ok,
        SessionState.Planned => Web.Kit.Tone.Info,
        _ => Web.Kit.Tone.Off,
    };

    /// <summary>Minutes as hours of 60 minutes: 1.5.</summary>
    public static string Hours(int minutes) => HourProblems.Hours(minutes);

    /// <summary>9:05.</summary>
    public static string Clock(int minute) => FormattableString.Invariant($"{minute / 60}:{minute % 60:00}");

    /// <summary>350 KB, 12.4 MB.</summary>
    public static string Size(long bytes) => bytes < 1024 * 1024 ? $"{Show.Count(Math.Max(1, (bytes + 1023) / 1024))} KB" : $"{Show.Decimal(bytes / 1048576.0, 1)} MB";
}

/// <summary>Files of a lesson as a page shows them: small by default on phones and where the browser asks to save data.</summary>
/// <param name="Files">Of the lesson.</param>
/// <param name="Small">Whether the small variants are shown.</param>
/// <param name="Other">Address of the same page with the others; null: none is offered.</param>
public sealed record ShownFiles(IReadOnlyList<LessonFile> Files, bool Small, string? Other)
{
    /// <summary>What the reader wants: what he said, else what his browser says, else what the page says.</summary>
    public static bool WantsSmall(HttpRequest request, bool otherwise) => request.Query["size"].ToString() switch
    {
        "full" => false,
        "small" => true,
        _ => otherwise || request.Headers["Save-Data"] == "on",
    };

    /// <summary>What the other variants cost.</summary>
    public long OtherBytes => Files.Sum(f => Small ? f.Bytes : f.SmallBytes ?? f.Bytes);

    public bool HasOther => Files.Any(f => f.SmallHash is not null);

    public string AddressOf(LessonFile file) => $"/courses/files/{file.Id}{(Small && file.SmallHash is not null ? "/small" : "")}";
}
