using System.Globalization;

namespace Yinong.Modules.Training;

/// <summary>What an answer is worth. Pure, so that a paper read again years later is worth the same.</summary>
public static class Marking
{
    /// <summary>Points of an answer; null: a person has to read it. Single, multiple and truth count when exactly right, matching by its right pairs, rounded down.</summary>
    public static int? PointsOf(BankQuestion question, string? answer, int pointsEach)
    {
        if (string.IsNullOrWhiteSpace(answer)) return 0;
        if (question.Kind is QuestionKind.Short) return null;
        var chosen = Chosen(answer);
        if (question.Kind is QuestionKind.Matching)
        {
            var right = question.Options.Where((option, i) => i < chosen.Count && chosen[i] is { } at && at >= 0 && at < question.Options.Count && question.Options[at].Match == option.Match).Count();
            return pointsEach * right / question.Options.Count;
        }
        var wanted = Enumerable.Range(0, question.Options.Count).Where(i => question.Options[i].IsRight);
        return wanted.ToHashSet().SetEquals(chosen.Select(c => c ?? -1)) ? pointsEach : 0;
    }

    /// <summary>Places of an answer; null where a pair was left open.</summary>
    public static IReadOnlyList<int?> Chosen(string? answer) =>
        string.IsNullOrEmpty(answer) ? [] : [.. answer.Split(',').Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : (int?)null)];

    /// <summary>How an answer is kept: single places in rising order, pairs in the order of their left sides.</summary>
    public static string Write(IEnumerable<int?> places) => string.Join(',', places.Select(p => p?.ToString(CultureInfo.InvariantCulture) ?? ""));
}
