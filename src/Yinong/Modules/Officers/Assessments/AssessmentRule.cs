using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Officers.Rules;

namespace Yinong.Modules.Officers.Assessments;

/// <summary>What was looked at.</summary>
public enum AssessmentPoint
{
    [Display(Name = "受到处理的原因")] Failing,
    [Display(Name = "长期没有服务")] Quiet,
    [Display(Name = "查实的群众反映")] Upheld,
    [Display(Name = "警告")] Warned,
    [Display(Name = "在岗时间")] Months,
    [Display(Name = "平均每月服务人次")] PersonTimes,
    [Display(Name = "群众满意率")] Satisfaction,
}

/// <summary>One point with its figure and mark.</summary>
/// <param name="Point">Which.</param>
/// <param name="Figure">What is known; null: nothing.</param>
/// <param name="Mark">What the rule says.</param>
/// <param name="Met">Whether it speaks for the officer.</param>
public sealed record AssessmentLine(AssessmentPoint Point, long? Figure, long? Mark, bool Met);

/// <summary>
/// Proposes a grade from the figures and the rule. Whoever does the work is qualified; 200 person-times a month and 90 % satisfaction are marks of excellence, never of passing (F14): a pass mark near them would make false records.
/// </summary>
public static class AssessmentRule
{
    public static (AssessmentGrade Grade, IReadOnlyList<AssessmentLine> Lines) Propose(OfficerRule rule, AssessmentFigures known)
    {
        var (silent, upheld) = (rule.Number("silent-days"), rule.Number("upheld-reports"));
        var (months, persons, satisfaction) = (rule.Number("excellent-months"), rule.Number("excellent-person-times"), rule.Number("excellent-satisfaction"));
        AssessmentLine[] lines =
        [
            new(AssessmentPoint.Failing, known.FailingReason is null ? 0 : 1, 0, known.FailingReason is null),
            new(AssessmentPoint.Quiet, known.QuietDays, silent, known.QuietDays < silent),
            new(AssessmentPoint.Upheld, known.UpheldReports, upheld, known.UpheldReports < upheld),
            new(AssessmentPoint.Warned, known.Warnings + known.Suspensions, 0, known.Warnings + known.Suspensions == 0),
            new(AssessmentPoint.Months, known.MonthsOnPost, months, known.MonthsOnPost >= months),
            new(AssessmentPoint.PersonTimes, known.PersonTimesAMonth, persons, known.PersonTimesAMonth >= persons),
            new(AssessmentPoint.Satisfaction, known.Satisfaction, satisfaction, known.Satisfaction >= satisfaction),
        ];
        var grade = !lines[0].Met ? AssessmentGrade.Unqualified : lines[1..4].Any(l => !l.Met) ? AssessmentGrade.NeedsWork : lines.All(l => l.Met) ? AssessmentGrade.Excellent : AssessmentGrade.Qualified;
        return (grade, lines);
    }
}
