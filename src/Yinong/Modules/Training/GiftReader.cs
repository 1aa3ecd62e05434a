using System.Globalization;

namespace Yinong.Modules.Training;

/// <summary>Reads one question of a GIFT file, or throws what is wrong with it.</summary>
static class GiftReader
{
    const int UsualDifficulty = 2;

    public static QuestionDraft Read(GiftBlock block)
    {
        var words = GiftText.Of(block.Text).Trim();
        var title = TakeTitle(ref words);
        var format = GiftFormat.Take(ref words);
        var (text, inside) = Part(words);
        var explanation = TakeExplanation(ref inside);
        var answers = GiftAnswers.Read(inside.Trim(), format);
        var question = format.Words(text);
        if (question.Length == 0) throw GiftProblems.TextMissing();
        var picture = GiftPicture.Read(format, text);
        return new(block.Notes.Code ?? title, block.Topic, answers.Kind, Difficulty(block.Notes.Difficulty), question, answers.Options,
            Explanation(explanation, answers.Feedback, format), block.Notes.Source, picture);
    }

    static string? TakeTitle(ref GiftText words)
    {
        if (!words.StartsWith("::")) return null;
        var end = words.Find("::", 2);
        if (end < 0) throw GiftProblems.TitleOpen();
        var title = words[2..end].ToString().Trim();
        words = words[(end + 2)..].Trim();
        return title.Length > 0 ? title : null;
    }

    /// <summary>The question and what stands in its braces. Braces in the middle leave a gap to be filled.</summary>
    static (GiftText Text, GiftText Inside) Part(GiftText words)
    {
        var (open, close) = (words.Find("{"), words.Find("}"));
        if (open < 0) throw close < 0 ? GiftProblems.AnswersMissing() : GiftProblems.BraceStray();
        if (close < open) throw close < 0 ? GiftProblems.BraceOpen() : GiftProblems.BraceStray();
        var after = words[(close + 1)..];
        if (words[(open + 1)..close].Find("{") >= 0 || after.Find("{") >= 0 || after.Find("}") >= 0) throw GiftProblems.BraceStray();
        var text = after.Trim().Length == 0 ? words[..open] : words[..open].Append("_____").Append(after);
        return (text, words[(open + 1)..close]);
    }

    static GiftText? TakeExplanation(ref GiftText inside)
    {
        var at = inside.FindLast("####");
        if (at < 0) return null;
        var explanation = inside[(at + 4)..];
        inside = inside[..at];
        return explanation;
    }

    /// <summary>What is said to everybody; in a file without it, what is said to those who chose right.</summary>
    static string? Explanation(GiftText? general, string? feedback, GiftFormat format)
    {
        var explanation = general is { } words ? format.Own(words) : "";
        return explanation.Length > 0 ? explanation : feedback;
    }

    static int Difficulty(string? words) =>
        words is null ? UsualDifficulty
        : int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var difficulty) && difficulty is >= 1 and <= 3 ? difficulty
        : throw GiftProblems.DifficultyUnknown(words);
}
