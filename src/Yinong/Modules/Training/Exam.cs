using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Yinong.Modules.Divisions;
using Yinong.Modules.Officers;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training;

/// <summary>How many questions of a topic and a difficulty a paper has.</summary>
public sealed record BlueprintLine(string Topic, int Difficulty, int Count);

/// <summary>When a taker sees the right answers to his own paper.</summary>
public enum ReviewRule : short
{
    /// <summary>When nobody can be sitting any more.</summary>
    [Display(Name = "考试对所有人结束以后")] AfterEnd = 1,

    /// <summary>For exercises, whose questions need not stay unknown.</summary>
    [Display(Name = "自己交卷以后马上")] AtHandIn = 2,

    [Display(Name = "不给看")] Never = 3,
}

/// <summary>
/// An examination 考试 of a place; officers of everything below may take it. It is never changed, so that all takers sat under the same conditions: a wrong one
/// is closed and another made. No rule of the nation on minutes, marks or validity is known, so each is a fact of the row.
/// </summary>
public sealed class Exam
{
    public int Id { get; set; }

    public long Division { get; set; }

    public required string Name { get; set; }

    /// <summary>A JSON list of <see cref="BlueprintLine"/>.</summary>
    public required string Blueprint { get; set; }

    public short Minutes { get; set; }

    /// <summary>Points of each question.</summary>
    public short PointsEach { get; set; }

    /// <summary>Points that pass.</summary>
    public short PassMark { get; set; }

    /// <summary>How often one may sit it, the first time included.</summary>
    public short Attempts { get; set; }

    /// <summary>Days between a failed sitting and the next.</summary>
    public short RestDays { get; set; }

    public DateOnly OpenFrom { get; set; }

    /// <summary>Last day on which one may begin.</summary>
    public DateOnly OpenTo { get; set; }

    /// <summary>Which certificate it leads to.</summary>
    public required string CertificateKind { get; set; }

    /// <summary>For how many months that certificate is issued.</summary>
    public short ValidMonths { get; set; }

    public ReviewRule Review { get; set; } = ReviewRule.AfterEnd;

    /// <summary>For how many minutes after the end of a sitting answers are still taken that were sealed on the phone before it.</summary>
    public short LateMinutes { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>From when nobody begins any more; null: the days decide.</summary>
    public DateTime? ClosedAt { get; set; }

    public IReadOnlyList<BlueprintLine> Lines => JsonSerializer.Deserialize<List<BlueprintLine>>(Blueprint, JsonSerializerOptions.Web)!;

    public int Questions => Lines.Sum(l => l.Count);

    /// <summary>Points of the whole paper.</summary>
    public int OutOf => Questions * PointsEach;

    /// <summary>From when nobody can be sitting any more, and no answer can be on its way.</summary>
    public DateTime OverAt()
    {
        var last = ProgrammeClock.StartOf(OpenTo.AddDays(1));
        return (ClosedAt is { } closed && closed < last ? closed : last).AddMinutes(Minutes + LateMinutes);
    }

    /// <summary>The rule that holds: a certificate for duty is not earned by answers that were read before, so its examination shows none while it can still be sat.</summary>
    public ReviewRule HeldReview => Review is ReviewRule.AtHandIn && CertificateKind == CertificateKinds.Duty ? ReviewRule.AfterEnd : Review;

    /// <summary>Whether somebody who has handed in may see the right answers.</summary>
    public bool ShowsAnswersAt(DateTime now) => HeldReview is ReviewRule.AtHandIn || (HeldReview is ReviewRule.AfterEnd && now >= OverAt());

    public bool IsOpenOn(DateOnly day) => ClosedAt is null && OpenFrom <= day && day <= OpenTo;
}

/// <summary>How far a sitting is.</summary>
public enum SittingState : short
{
    [Display(Name = "正在考")] Running = 1,
    [Display(Name = "等待阅卷")] Marking = 2,
    [Display(Name = "合格")] Passed = 3,
    [Display(Name = "不合格")] Failed = 4,
}

/// <summary>An officer's sitting of an examination: one row at the start, with the seed and the drawn questions; nothing more until something is answered.</summary>
public sealed class ExamSitting : IInDivision
{
    public Guid Id { get; set; }

    public int ExamId { get; set; }

    public int OfficerId { get; set; }

    /// <summary>The officer's place on that day.</summary>
    public long Division { get; set; }

    /// <summary>1 for the first time.</summary>
    public short Attempt { get; set; }

    /// <summary>Decides the questions and the order of their options; kept, so that the draw can be done again.</summary>
    public long Seed { get; set; }

    /// <summary>Keys of the questions in their order, with commas.</summary>
    public required string Paper { get; set; }

    public DateTime StartedAt { get; set; }

    /// <summary>Until when answers are taken, by the server's clock.</summary>
    public DateTime EndsAt { get; set; }

    /// <summary>Until when sealed answers are taken that were given before <see cref="EndsAt"/>; null: none are.</summary>
    public DateTime? ClosesAt { get; set; }

    /// <summary>The key of its seals, in hex; known to the server and to the phones of its taker. Null: begun before there were seals.</summary>
    public string? SealKey { get; set; }

    public DateTime? SubmittedAt { get; set; }

    public SittingState State { get; set; }

    /// <summary>Points; null until everything is marked.</summary>
    public short? Score { get; set; }

    /// <summary>Account of the person who marked the short answers.</summary>
    public int? MarkerId { get; set; }

    /// <summary>Its name in the audit, and as the ground of a certificate.</summary>
    public static string SourceOf(Guid id) => $"exam-sitting:{id}";

    public int[] Questions => [.. Paper.Split(',').Select(id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Whether nothing can come any more.</summary>
    public bool IsOverAt(DateTime now) => now > (ClosesAt ?? EndsAt);

    public bool TakesSealedAt(DateTime now) => State is SittingState.Running && SubmittedAt is null && SealKey is not null && !IsOverAt(now);

    public bool TakesAnswersAt(DateTime now) => State is SittingState.Running && SubmittedAt is null && now <= EndsAt;
}

/// <summary>The answer to one question of a sitting; there is a row once something was answered or flagged.</summary>
public sealed class ExamAnswer
{
    public Guid SittingId { get; set; }

    public int QuestionId { get; set; }

    /// <summary>Places of the chosen options as they stand in the bank, with commas; the words of a short answer; empty: nothing yet.</summary>
    public required string Answer { get; set; }

    /// <summary>The taker wants to look at it again.</summary>
    public bool Flagged { get; set; }

    public DateTime SavedAt { get; set; }

    /// <summary>When it was given, by the phone that sealed it without a line; null: it was sent when it was given.</summary>
    public DateTime? SealedAt { get; set; }

    /// <summary>What a person gave for a short answer.</summary>
    public short? Points { get; set; }
}
