namespace Yinong.Commands.Simulation.Stories;

/// <summary>Hours that a province asks. <c>RenewalMonths</c>: null when an examination says it.</summary>
sealed record RequirementFile(string Province, int DaysAgo, int DutyMinutes, int RefresherMinutes, bool Exam, short? RenewalMonths, short NoticeDays, string Source);

sealed record CourseStoryFile(string Place, string Topic, string Title, string Summary, bool ForFarmers, string State, LessonStoryFile[] Lessons);

sealed record LessonStoryFile(string Title, short Minutes, string[] Text);

/// <summary><c>Present</c>: share of those enrolled who came to a unit. <c>SelfStudied</c>: share of them who studied a lesson alone. <c>Corrected</c>: why the minutes of one were put right.</summary>
sealed record ClassesFile(BodyFile[] Bodies, double Present, double SelfStudied, string Corrected, ClassFile[] All);

sealed record BodyFile(string Place, string Kind, string Name, string Source);

/// <summary>A class of each county, or of its city or province (<c>Level</c>). <c>Days</c>: of its units, counted from the last day; <c>From</c>: minute of the day.</summary>
sealed record ClassFile(string Title, string Level, int[] Days, short From, short Minutes, string[] Topics, short Seats, int Enrolled, bool Online, string Place, string? Trainer, string? Cancelled);

/// <summary>
/// Sessions of a county. <c>Held</c>: so many of the group services of the last <c>HeldDays</c> were sessions. <c>From</c>: minutes of the day. <c>Signups</c>: of a coming one. <c>Feedback</c>: share of
/// those who came; <c>Grades</c>: weights of 1 to 5; <c>Can</c>: share of the checks that somebody can do.
/// </summary>
sealed record SessionsFile(int Held, int HeldDays, int Coming, int[] ComingDays, int Cancelled, short[] From, string Place, int[] Planned, int[] Signups, double Phones)
{
    public double Feedback { get; init; }

    public required double[] Grades { get; init; }

    public double Can { get; init; }

    public required string[] Words { get; init; }

    public required string?[] Notes { get; init; }

    public required string Reason { get; init; }
}
