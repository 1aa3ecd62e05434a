using Yinong.Web;
using Yinong.Web.Kit;

namespace Yinong.Modules.Training.Pages;

/// <summary>How difficulties, states and answers are written on the pages.</summary>
static class TrainingWords
{
    public static string Difficulty(int difficulty) => difficulty switch { 1 => "易", 2 => "中", _ => "难" };

    public static Tone Tone(this QuestionState state) => state switch
    {
        QuestionState.Approved => Web.Kit.Tone.Ok,
        QuestionState.Draft => Web.Kit.Tone.Info,
        _ => Web.Kit.Tone.Off,
    };

    public static Tone Tone(this SittingState state) => state switch
    {
        SittingState.Passed => Web.Kit.Tone.Ok,
        SittingState.Failed => Web.Kit.Tone.Bad,
        SittingState.Marking => Web.Kit.Tone.Warn,
        _ => Web.Kit.Tone.Info,
    };

    /// <summary>A, B, C …</summary>
    public static string Letter(int place) => ((char)('A' + place)).ToString();

    /// <summary>The address word of an enum's value.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The value of an address word; null when nothing or nothing known was asked.</summary>
    public static T? Find<T>(string? word)
        where T : struct, Enum => Enum.GetValues<T>().Where(v => Word(v) == word).Select(v => (T?)v).FirstOrDefault();

    /// <summary>What was answered, in the words of the options, one line each; nothing when nothing was.</summary>
    public static IReadOnlyList<string> Answered(BankQuestion question, string? answer)
    {
        if (string.IsNullOrEmpty(answer)) return [];
        if (question.Kind is QuestionKind.Short) return [answer];
        var chosen = Marking.Chosen(answer);
        return question.Kind is QuestionKind.Matching
            ? [.. question.Options.Select((option, i) => Pair(option.Text, chosen.ElementAtOrDefault(i) is { } at ? question.Options.ElementAtOrDefault(at)?.Match : null))]
            : [.. chosen.Select(at => question.Options.ElementAtOrDefault(at ?? -1)?.Text).OfType<string>()];
    }

    /// <summary>The right answer in the same way.</summary>
    public static IReadOnlyList<string> Right(BankQuestion question) => question.Kind switch
    {
        QuestionKind.Matching => [.. question.Options.Select(o => Pair(o.Text, o.Match))],
        QuestionKind.Short => [.. question.Options.Select(o => o.Text)],
        _ => [.. question.Options.Where(o => o.IsRight).Select(o => o.Text)],
    };

    static string Pair(string left, string? right) => $"{left} — {right ?? Show.None}";
}
