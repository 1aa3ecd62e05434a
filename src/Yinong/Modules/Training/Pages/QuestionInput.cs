using System.ComponentModel.DataAnnotations;

namespace Yinong.Modules.Training.Pages;

/// <summary>What the forms for a question ask.</summary>
public sealed class QuestionInput
{
    [Required, StringLength(40)]
    public string Topic { get; set; } = "";

    [Required]
    public QuestionKind Kind { get; set; } = QuestionKind.Single;

    [Required, Range(1, 3)]
    public int Difficulty { get; set; } = 1;

    [Required, StringLength(QuestionCheck.MostText, MinimumLength = 4)]
    public string Text { get; set; } = "";

    [Required, StringLength(4000)]
    public string Options { get; set; } = "";

    [StringLength(1000)]
    public string? Explanation { get; set; }

    [StringLength(200)]
    public string? Source { get; set; }

    public long Version { get; set; }

    public QuestionDraft ToDraft() => new(null, Topic, Kind, Difficulty, Text, OptionLines.Read(Kind, Options), Explanation, Source);

    public static QuestionInput Of(Question q) => new()
    {
        Topic = q.Topic, Kind = q.Kind, Difficulty = q.Difficulty, Text = q.Text, Options = OptionLines.Write(q.Kind, OptionJson.Read(q.Options)), Explanation = q.Explanation, Source = q.Source, Version = q.Version,
    };
}
