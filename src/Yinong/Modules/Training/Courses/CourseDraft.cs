namespace Yinong.Modules.Training.Courses;

/// <summary>What is said of a course.</summary>
public sealed record CourseDraft(string Topic, string Title, string Summary, bool ForFarmers);

/// <summary>What is said of a lesson.</summary>
public sealed record LessonDraft(string Title, string Text, int Minutes, string? Source);

/// <summary>What every course and lesson must be, however it came.</summary>
public static class CourseCheck
{
    public const int LongestTitle = 80, LongestSummary = 400, LongestText = 20_000, LongestSource = 400, MostMinutes = 240, MostLessons = 60;

    public static CourseDraft Tidy(CourseDraft draft)
    {
        var tidy = draft with { Title = draft.Title.Trim(), Summary = draft.Summary.Trim() };
        if (QuestionFile.Shipped.FindTopic(tidy.Topic) is null) throw CourseProblems.UnknownTopic();
        if (tidy.Title.Length is < 2 or > LongestTitle) throw CourseProblems.Length("Title", 2, LongestTitle);
        return tidy.Summary.Length is < 4 or > LongestSummary ? throw CourseProblems.Length("Summary", 4, LongestSummary) : tidy;
    }

    public static LessonDraft Tidy(LessonDraft draft)
    {
        var tidy = draft with { Title = draft.Title.Trim(), Text = draft.Text.ReplaceLineEndings("\n").Trim(), Source = string.IsNullOrWhiteSpace(draft.Source) ? null : draft.Source.Trim() };
        if (tidy.Title.Length is < 2 or > LongestTitle) throw CourseProblems.Length("Title", 2, LongestTitle);
        if (tidy.Text.Length is < 10 or > LongestText) throw CourseProblems.Length("Text", 10, LongestText);
        if (tidy.Minutes is < 1 or > MostMinutes) throw CourseProblems.Number("Minutes", 1, MostMinutes);
        return tidy.Source?.Length > LongestSource ? throw CourseProblems.Length("Source", 0, LongestSource) : tidy;
    }
}
