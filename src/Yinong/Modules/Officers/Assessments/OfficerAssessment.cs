using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Officers.Assessments;

/// <summary>What a year was found to be. Words, no points: nobody is ranked (domain 12.6).</summary>
public enum AssessmentGrade : short
{
    [Display(Name = "优秀")] Excellent = 1,
    [Display(Name = "合格")] Qualified = 2,
    [Display(Name = "要改进")] NeedsWork = 3,
    [Display(Name = "不合格")] Unqualified = 4,
}

/// <summary>What is known of an officer's year, from real services and what was decided; nothing of it is typed in.</summary>
/// <param name="MonthsOnPost">Whole months of the year on post, at any station.</param>
/// <param name="Services">Records that still count.</param>
/// <param name="PersonTimes">People served by them.</param>
/// <param name="LastServedOn">The last day with a service.</param>
/// <param name="QuietDays">Days on post since, up to the end of the time looked at.</param>
/// <param name="UpheldReports">Reports about the officer's stations that the county found true.</param>
/// <param name="Warnings">Warnings given.</param>
/// <param name="Suspensions">Suspensions.</param>
/// <param name="FailingReason">Reason of a measure that speaks against the year; null: none.</param>
/// <param name="Satisfaction">Percent; null: there is no survey yet.</param>
public sealed record AssessmentFigures(int MonthsOnPost, long Services, long PersonTimes, DateOnly? LastServedOn, int QuietDays, int UpheldReports, int Warnings, int Suspensions, string? FailingReason, int? Satisfaction)
{
    public long PersonTimesAMonth => MonthsOnPost == 0 ? 0 : PersonTimes / MonthsOnPost;
}

/// <summary>年度考评: what the county found of a year, with the figures and the rule it rests on. One per officer and year, never changed.</summary>
public sealed class OfficerAssessment : IInDivision
{
    public int Id { get; set; }

    public int OfficerId { get; set; }

    public long Division { get; set; }

    public short Year { get; set; }

    /// <summary><see cref="AssessmentFigures"/> as JSON.</summary>
    public required string Figures { get; set; }

    public required string RuleEdition { get; set; }

    /// <summary>What the rule says.</summary>
    public AssessmentGrade Proposed { get; set; }

    /// <summary>What was confirmed.</summary>
    public AssessmentGrade Result { get; set; }

    /// <summary>Why the result is another than the proposal.</summary>
    public string? Reason { get; set; }

    public DateOnly ConfirmedOn { get; set; }

    public required string ConfirmedBy { get; set; }

    public AssessmentFigures Known => JsonSerializer.Deserialize<AssessmentFigures>(Figures, JsonSerializerOptions.Web)!;
}
