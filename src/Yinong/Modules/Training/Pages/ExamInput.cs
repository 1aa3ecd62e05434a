using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Officers;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages;

/// <summary>What the form for an examination asks. What stands in it at first is a proposal; how long the certificate holds has none, since the province decides.</summary>
public sealed class ExamInput
{
    [Required, StringLength(40, MinimumLength = 2)]
    public string Name { get; set; } = "";

    [InDigits, Required, StringLength(12)]
    public string Division { get; set; } = "";

    /// <summary>How many questions, by <c>topic-difficulty</c>.</summary>
    public Dictionary<string, int?> Cells { get; set; } = [];

    [Required, Range(1, ExamRegister.MostMinutes)]
    public int? Minutes { get; set; } = 45;

    [Required, Range(1, 20)]
    public int? PointsEach { get; set; } = 5;

    [Required, Range(1, 4000)]
    public int? PassMark { get; set; } = 60;

    [Required, Range(1, 20)]
    public int? Attempts { get; set; } = 3;

    [Required, Range(0, 365)]
    public int? RestDays { get; set; } = 1;

    [Required]
    public DateOnly? OpenFrom { get; set; }

    [Required]
    public DateOnly? OpenTo { get; set; }

    [Required, StringLength(20)]
    public string CertificateKind { get; set; } = CertificateKinds.Duty;

    [Required, Range(1, 120)]
    public int? ValidMonths { get; set; }

    /// <summary>How long sealed answers may be on their way. No rule of the nation is known: an hour is a proposal.</summary>
    [Required, Range(0, ExamRegister.MostLateMinutes)]
    public int? LateMinutes { get; set; } = 60;

    [Required]
    public ReviewRule Review { get; set; } = ReviewRule.AfterEnd;

    public static string Cell(string topic, int difficulty) => $"{topic}-{difficulty}";

    public NewExam ToExam() => new(Name, Division,
        [.. from topic in QuestionFile.Shipped.Topics
            from difficulty in new[] { 1, 2, 3 }
            let count = Cells.GetValueOrDefault(Cell(topic.Code, difficulty)) ?? 0
            where count != 0
            select new BlueprintLine(topic.Code, difficulty, count)],
        Minutes!.Value, PointsEach!.Value, PassMark!.Value, Attempts!.Value, RestDays!.Value, OpenFrom!.Value, OpenTo!.Value, CertificateKind, ValidMonths!.Value, LateMinutes!.Value, Review);
}
