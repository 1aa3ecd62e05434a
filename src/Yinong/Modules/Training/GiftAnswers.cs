using System.Globalization;
using System.Text.RegularExpressions;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Training;

/// <summary>What stands between the braces of a question. The kind shows in the marks, looked at in the order in which Moodle does.</summary>
sealed partial record GiftAnswers(QuestionKind Kind, IReadOnlyList<OptionDraft> Options, string? Feedback)
{
    public static GiftAnswers Read(GiftText inside, GiftFormat format)
    {
        if (inside.Length == 0) return new(QuestionKind.Short, [], null);
        if (inside.StartsWith("#")) throw GiftProblems.Numerical();
        if (inside.Find("~") >= 0) return Choice(Pieces(inside, "~=", format));
        if (inside.Find("=") >= 0 && inside.Find("->") >= 0) return Matching(inside, format);
        if (Truth(inside, format) is { } truth) return truth;
        var points = Pieces(inside, "=", format);
        return new(QuestionKind.Short, [.. points.Select(p => new OptionDraft(p.Text, true))], Feedbacks(points));
    }

    static GiftAnswers Choice(List<Piece> pieces)
    {
        if (pieces.Count < 2) throw GiftProblems.TooFewOptions();
        var kind = pieces.Exists(p => p.Mark == '=') ? QuestionKind.Single : QuestionKind.Multiple;
        List<OptionDraft> options = [.. pieces.Select(p => new OptionDraft(p.Text, p.IsRight(kind)))];
        var right = options.Count(o => o.IsRight);
        if (right == 0) throw GiftProblems.NothingRight();
        if (kind == QuestionKind.Single && right > 1) throw GiftProblems.SeveralRight(right);
        return new(kind, options, Feedbacks(pieces.Where((_, i) => options[i].IsRight)));
    }

    static GiftAnswers Matching(GiftText inside, GiftFormat format)
    {
        List<OptionDraft> pairs = [.. Parts(inside, "=").Select(part => Pair(part.Words, format))];
        if (pairs.Count < 2) throw GiftProblems.TooFewPairs();
        return new(QuestionKind.Matching, pairs, null);
    }

    static OptionDraft Pair(GiftText words, GiftFormat format)
    {
        var arrow = words.Find("->");
        if (arrow < 0) throw GiftProblems.ArrowMissing(Shortened(words));
        var (left, right) = (format.Own(words[..arrow]), words[(arrow + 2)..].ToString().Trim());
        return left.Length > 0 && right.Length > 0 ? new(left, true, right) : throw GiftProblems.HalfPair(Shortened(words));
    }

    static GiftAnswers? Truth(GiftText inside, GiftFormat format)
    {
        List<GiftText> parts = [.. inside.Split("#").Select(p => p.Words)];
        bool? isTrue = parts[0].ToString().Trim().ToUpperInvariant() switch { "T" or "TRUE" => true, "F" or "FALSE" => false, _ => null };
        // The first feedback is for a wrong answer, the second for a right one.
        return isTrue is { } truth ? new(QuestionKind.Truth, TruthOptions.Of(truth), parts.Skip(1).Reverse().Select(format.Own).FirstOrDefault(f => f.Length > 0)) : null;
    }

    static List<Piece> Pieces(GiftText inside, string marks, GiftFormat format) => [.. Parts(inside, marks).Select(part => Piece.Of(part.Mark, part.Words.Trim(), format))];

    static IEnumerable<(char Mark, GiftText Words)> Parts(GiftText inside, string marks)
    {
        var parts = inside.Split(marks);
        if (parts.First().Words.Trim() is { Length: > 0 } stray) throw GiftProblems.StrayWords(Shortened(stray));
        return parts.Skip(1);
    }

    static string? Feedbacks(IEnumerable<Piece> pieces) => string.Join('\n', pieces.Select(p => p.Feedback).Where(f => f.Length > 0).Distinct()) is { Length: > 0 } feedback ? feedback : null;

    static string Shortened(GiftText words) => words.ToString().Trim() is { Length: > 30 } text ? $"{text.Cut(30)}…" : words.ToString().Trim();

    /// <summary>One answer: its mark, its weight in per cent where given, its words and what is said to those who chose it.</summary>
    sealed partial record Piece(char Mark, decimal? Weight, string Text, string Feedback)
    {
        public static Piece Of(char mark, GiftText words, GiftFormat format)
        {
            decimal? weight = null;
            if (WeightInFront().Match(words.ToString()) is { Success: true } found)
            {
                weight = decimal.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
                if (weight is < -100 or > 100) throw GiftProblems.WeightOutside(found.Value);
                words = words[found.Length..];
            }
            var hash = words.Find("#");
            var text = format.Own(hash < 0 ? words : words[..hash]);
            if (text.Length == 0) throw GiftProblems.OptionEmpty();
            return new(mark, weight, text, hash < 0 ? "" : format.Own(words[(hash + 1)..]));
        }

        public bool IsRight(QuestionKind kind) =>
            kind == QuestionKind.Multiple ? Weight > 0 : Mark == '=' ? Weight is null or > 0 : Weight == 100;

        [GeneratedRegex(@"^%(-?[0-9]{1,3}(?:\.[0-9]{0,9})?)%")]
        private static partial Regex WeightInFront();
    }
}
