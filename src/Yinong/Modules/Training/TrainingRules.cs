using System.Text.Json;

namespace Yinong.Modules.Training;

/// <summary>A word of a list in training-rules.json.</summary>
public sealed record RuleWord(string Code, string Name, string NameEn)
{
    public string In(bool english) => english ? NameEn : Name;
}

/// <summary>A topic of phone-skills training (S-16).</summary>
/// <param name="Code">Stable.</param>
/// <param name="Name">Chinese.</param>
/// <param name="NameEn">English.</param>
/// <param name="Item">As which item of the catalogue a session counts.</param>
/// <param name="Checks">What a farmer can check afterwards: "can you now …".</param>
public sealed record PhoneTopic(string Code, string Name, string NameEn, string Item, IReadOnlyList<RuleWord> Checks)
{
    public string In(bool english) => english ? NameEn : Name;
}

/// <summary>The lists and numbers of training-rules.json, compiled into the program.</summary>
public static class TrainingRules
{
    static readonly Shape File = Load();

    public static IReadOnlyList<RuleWord> BodyKinds => File.BodyKinds;

    public static IReadOnlyList<PhoneTopic> Topics => File.Topics;

    /// <summary>How long a code on the trainer's screen holds.</summary>
    public static int CodeSeconds => File.CodeSeconds.Value;

    /// <summary>From so many minutes before a unit until as many after it codes are taken.</summary>
    public static int CodeEarlyMinutes => File.CodeEarlyMinutes.Value;

    public static int RefresherNoticeDays => File.RefresherNoticeDays.Value;

    /// <summary>Days after a session until names and phones are deleted.</summary>
    public static int SignupKeepDays => File.SignupKeepDays.Value;

    /// <summary>How much one network may send to one session at once.</summary>
    public static int SessionPosts => File.SessionPosts.Value;

    public static int FeedbackDays => File.FeedbackDays.Value;

    /// <summary>Name of the ground of a renewal by hours alone.</summary>
    public static string RefresherTitle => File.RefresherTitle.Value;

    /// <summary>Pixels of the longer side of a small slide.</summary>
    public static int SlideSide => File.SlideSide.Value;

    public static int SlideQuality => File.SlideQuality.Value;

    public static RuleWord? FindBodyKind(string? code) => BodyKinds.FirstOrDefault(k => k.Code == code);

    public static PhoneTopic? FindTopic(string? code) => Topics.FirstOrDefault(t => t.Code == code);

    static Shape Load()
    {
        using var file = typeof(TrainingRules).Assembly.GetManifestResourceStream("data-sources/courses/training-rules.json") ?? throw new InvalidDataException("training-rules.json is not compiled in.");
        return JsonSerializer.Deserialize<Shape>(file, JsonSerializerOptions.Web)!;
    }

    sealed record Shape(Number CodeSeconds, Number CodeEarlyMinutes, Number RefresherNoticeDays, Number SignupKeepDays, Number FeedbackDays, Number SessionPosts, Words RefresherTitle, Number SlideSide, Number SlideQuality, RuleWord[] BodyKinds, PhoneTopic[] Topics);

    sealed record Number(int Value);

    sealed record Words(string Value);
}
