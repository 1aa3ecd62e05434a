using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Training.Hours;

/// <summary>How hours came about.</summary>
public enum HourWay : short
{
    [Display(Name = "点名")] Roll = 1,
    [Display(Name = "签到码")] Code = 2,
    [Display(Name = "自学")] Study = 3,
    [Display(Name = "更正")] Correction = 4,
}

/// <summary>Minutes credited to an officer for a unit of a class or a lesson studied alone. Never changed: a correction is a further row with the difference.</summary>
public sealed class HourCredit : IInDivision
{
    public int Id { get; set; }

    public int OfficerId { get; set; }

    /// <summary>The officer's place on that day.</summary>
    public long Division { get; set; }

    public int? UnitId { get; set; }

    public int? LessonId { get; set; }

    /// <summary>1, 2 … among the rows about this officer and this unit or lesson.</summary>
    public short Nth { get; set; }

    public HourWay Way { get; set; }

    /// <summary>Below 0 when a correction takes away.</summary>
    public int Minutes { get; set; }

    public DateOnly OnDate { get; set; }

    public DateTime At { get; set; }

    public required string Actor { get; set; }

    public string? Reason { get; set; }
}

/// <summary>The lesson that an officer is studying: begun by a button, ended by another. At most one, so that no minute counts twice.</summary>
public sealed class LessonStudy : IInDivision
{
    public int OfficerId { get; set; }

    public int LessonId { get; set; }

    public long Division { get; set; }

    public DateTime StartedAt { get; set; }

    /// <summary>Which row of hours its end will be.</summary>
    public short Nth { get; set; }
}

/// <summary>Hours that a province asks, from a day on. Never changed: a later edition takes its place. No row: not set, and nothing is refused for want of hours (domain 14).</summary>
public sealed class HourRequirement
{
    public int Id { get; set; }

    /// <summary>Code value of the province.</summary>
    public long Province { get; set; }

    public short Edition { get; set; }

    public DateOnly EffectiveFrom { get; set; }

    /// <summary>Before the first examination for duty.</summary>
    public int DutyMinutes { get; set; }

    /// <summary>Since the certificate in force began, before it is renewed.</summary>
    public int RefresherMinutes { get; set; }

    /// <summary>Whether a renewal also asks for an examination.</summary>
    public bool RefresherExam { get; set; }

    /// <summary>For how many months a certificate is renewed on hours alone; null when an examination says it.</summary>
    public short? RenewalMonths { get; set; }

    /// <summary>So many days before its end a certificate is on the list of refreshers.</summary>
    public short NoticeDays { get; set; }

    /// <summary>The document on which it rests.</summary>
    public required string Source { get; set; }

    public required string Actor { get; set; }

    public DateTime At { get; set; }
}
