using System.ComponentModel.DataAnnotations;

namespace Yinong.Modules.Training;

/// <summary>How a question is asked and marked.</summary>
public enum QuestionKind : short
{
    /// <summary>One right option.</summary>
    [Display(Name = "单选题")] Single = 1,

    /// <summary>Any number of right options.</summary>
    [Display(Name = "多选题")] Multiple,

    /// <summary>True or false.</summary>
    [Display(Name = "判断题")] Truth,

    /// <summary>Pairs that belong together.</summary>
    [Display(Name = "连线题")] Matching,

    /// <summary>Answered in own words, marked by a person; the options are the points that a marker looks for.</summary>
    [Display(Name = "简答题")] Short,
}

/// <summary>One option of a question as somebody wrote it.</summary>
/// <param name="Text">What stands there; the left side of a pair.</param>
/// <param name="IsRight">Whether choosing it is right; always true for a pair and for a point that a marker looks for.</param>
/// <param name="Match">The right side of a pair.</param>
public sealed record OptionDraft(string Text, bool IsRight, string? Match = null);

/// <summary>The picture of a question.</summary>
/// <param name="Alt">What it shows, in words.</param>
/// <param name="Hash">Its name in the store of files; null: not kept yet.</param>
/// <param name="Content">The bytes, where they travel with the question.</param>
public sealed record PictureDraft(string Alt, string? Hash, byte[]? Content = null);

/// <summary>A question as somebody wrote it, before it enters the bank.</summary>
/// <param name="Code">Its code in the bank or file it comes from.</param>
/// <param name="Topic">The topic it belongs to; empty when none was named.</param>
/// <param name="Kind">How it is asked.</param>
/// <param name="Difficulty">1 easy, 2 medium, 3 hard.</param>
/// <param name="Text">The question.</param>
/// <param name="Options">What can be answered.</param>
/// <param name="Explanation">Why the answer is right, shown afterwards.</param>
/// <param name="Source">What the answer rests on.</param>
/// <param name="Picture">Shown below the text; null: none.</param>
public sealed record QuestionDraft(string? Code, string Topic, QuestionKind Kind, int Difficulty, string Text, IReadOnlyList<OptionDraft> Options, string? Explanation, string? Source, PictureDraft? Picture = null);
