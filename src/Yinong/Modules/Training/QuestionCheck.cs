namespace Yinong.Modules.Training;

/// <summary>What a question must be before it may stand in the bank, by its kind.</summary>
public static class QuestionCheck
{
    public const int MostText = 500;
    public const int MostOption = 200;
    public const int MostOptions = 20;
    public const int MostAlt = 200;

    /// <summary>The question with its blanks trimmed; throws the problem of the field that is wrong.</summary>
    public static QuestionDraft Tidy(QuestionDraft draft)
    {
        var tidy = draft with
        {
            Code = Blank(draft.Code),
            Text = draft.Text.Trim(),
            Explanation = Blank(draft.Explanation),
            Source = Blank(draft.Source),
            Picture = draft.Picture is { } picture ? picture with { Alt = picture.Alt.Trim() } : null,
            Options = [.. draft.Options.Select(o => o with { Text = o.Text.Trim(), Match = Blank(o.Match) })],
        };
        if (QuestionFile.Shipped.FindTopic(tidy.Topic) is null) throw TrainingProblems.UnknownTopic();
        if (!Enum.IsDefined(tidy.Kind)) throw TrainingProblems.UnknownKind();
        if (tidy.Difficulty is < 1 or > 3) throw TrainingProblems.WrongDifficulty();
        if (tidy.Text.Length is < 4 or > MostText) throw TrainingProblems.TextLength(MostText);
        if (tidy.Code?.Length > 20 || tidy.Explanation?.Length > 1000 || tidy.Source?.Length > 200) throw TrainingProblems.TextLength(MostText);
        if (tidy.Picture is { } shown && shown.Alt.Length is < 2 or > MostAlt) throw TrainingProblems.PictureAlt(MostAlt);
        CheckOptions(tidy);
        return tidy;
    }

    static void CheckOptions(QuestionDraft draft)
    {
        var options = draft.Options;
        if (options.Any(o => o.Text.Length is 0 or > MostOption || o.Match?.Length > MostOption)) throw TrainingProblems.OptionLength(MostOption);
        if (options.Count > MostOptions) throw TrainingProblems.TooManyOptions(MostOptions);
        if (options.Select(o => o.Text).Distinct(StringComparer.Ordinal).Count() != options.Count) throw TrainingProblems.OptionTwice();
        var right = options.Count(o => o.IsRight);
        var isRight = draft.Kind switch
        {
            QuestionKind.Single => options.Count >= 2 && right == 1,
            QuestionKind.Multiple => options.Count >= 2 && right >= 1,
            QuestionKind.Truth => options.Count == 2 && right == 1,
            QuestionKind.Matching => options.Count >= 2 && options.All(o => o.Match is not null) && options.Select(o => o.Match).Distinct(StringComparer.Ordinal).Count() == options.Count,
            _ => options.Count >= 1,
        };
        if (!isRight) throw TrainingProblems.WrongOptions(draft.Kind);
    }

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
