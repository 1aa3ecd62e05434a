namespace Yinong.Modules.Training;

/// <summary>What was chosen: the places of options as they are shown, so that the page gives nothing of the bank's order away.</summary>
public sealed class ShownAnswer
{
    public int? Choice { get; set; }

    public List<int> Choices { get; set; } = [];

    public List<int?> Pairs { get; set; } = [];

    public string? Words { get; set; }

    public bool Flagged { get; set; }

    /// <summary>From what is kept to what is shown.</summary>
    public static ShownAnswer Of(BankQuestion question, int[] order, ExamAnswer? kept)
    {
        if (kept is null) return new();
        if (question.Kind is QuestionKind.Short) return new() { Words = kept.Answer, Flagged = kept.Flagged };
        return Of(question.Kind, Marking.Chosen(kept.Answer).Select(at => at is { } place ? (int?)Array.IndexOf(order, place) : null), kept.Flagged);
    }

    /// <summary>Reads what a phone sealed.</summary>
    public static ShownAnswer Read(QuestionKind kind, string text, bool flagged) =>
        kind is QuestionKind.Short ? new() { Words = text, Flagged = flagged } : Of(kind, Marking.Chosen(text), flagged);

    /// <summary>From what is shown to what is kept; throws the problem of an option that is not there.</summary>
    public string Keep(BankQuestion question, int[] order) => question.Kind switch
    {
        QuestionKind.Short => (Words ?? "").Trim() is { Length: <= SittingRegister.MostWords } words ? words : throw TrainingProblems.AnswerTooLong(SittingRegister.MostWords),
        QuestionKind.Matching => Pairs.All(p => p is null) ? "" : Marking.Write(question.Options.Select((_, i) => Pairs.ElementAtOrDefault(i) is { } shown ? Kept(shown, order) : null)),
        QuestionKind.Multiple => Marking.Write(Choices.Select(shown => Kept(shown, order)).Distinct().Order()),
        _ => Choice is { } shown ? Marking.Write([Kept(shown, order)]) : "",
    };

    static ShownAnswer Of(QuestionKind kind, IEnumerable<int?> shown, bool flagged) => kind switch
    {
        QuestionKind.Matching => new() { Pairs = [.. shown], Flagged = flagged },
        QuestionKind.Multiple => new() { Choices = [.. shown.OfType<int>()], Flagged = flagged },
        _ => new() { Choice = shown.FirstOrDefault(), Flagged = flagged },
    };

    static int? Kept(int shown, int[] order) => shown >= 0 && shown < order.Length ? order[shown] : throw TrainingProblems.UnknownOption();
}
