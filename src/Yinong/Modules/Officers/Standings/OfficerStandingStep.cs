using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Officers.Standings;

/// <summary>A step on the ladder, dated and reasoned.</summary>
public sealed class OfficerStandingStep : IInDivision
{
    public int Id { get; set; }

    public int OfficerId { get; set; }

    public long Division { get; set; }

    public OfficerStanding FromState { get; set; }

    public OfficerStanding ToState { get; set; }

    public DateOnly OnDate { get; set; }

    public DateTime At { get; set; }

    public required string Actor { get; set; }

    /// <summary>Code in reason-codes.json (officer); null where words alone were asked.</summary>
    public string? ReasonCode { get; set; }

    public string? Reason { get; set; }

    /// <summary>Until when the officer may answer or appeal; null: nothing of the kind.</summary>
    public DateOnly? DueOn { get; set; }
}

/// <summary>Why an officer does not serve for some days.</summary>
public enum PauseKind : short
{
    [Display(Name = "请假")] Leave = 1,
    [Display(Name = "停职")] Suspension = 2,
    [Display(Name = "解聘")] Dismissal = 3,
}

/// <summary>Whether a pause holds.</summary>
public enum PauseState : short
{
    [Display(Name = "待批")] Asked = 1,
    [Display(Name = "已生效")] Holds = 2,
    [Display(Name = "未批准")] Refused = 3,
}

/// <summary>Days on which an officer may not record a service, whenever it is sent: the day of service decides.</summary>
public sealed class OfficerPause : IInDivision
{
    public int Id { get; set; }

    public int OfficerId { get; set; }

    public long Division { get; set; }

    public PauseKind Kind { get; set; }

    public PauseState State { get; set; }

    public DateOnly FromDate { get; set; }

    /// <summary>Last day; null: open.</summary>
    public DateOnly? ToDate { get; set; }

    /// <summary>The day on which the officer serves again, when that is earlier than the day after the last; null: it was not cut short.</summary>
    public DateOnly? BackOn { get; set; }

    public string? Note { get; set; }

    public DateTime At { get; set; }

    /// <summary>Until when a leave that was asked for is to be decided.</summary>
    public DateOnly? DueOn { get; set; }

    public required string Actor { get; set; }

    public string? DecidedBy { get; set; }

    /// <summary>What was said when it was refused or cut short.</summary>
    public string? Decision { get; set; }

    /// <summary>The last day on which it really holds; null: open.</summary>
    public DateOnly? LastDay => BackOn is { } back && (ToDate is null || back <= ToDate) ? back.AddDays(-1) : ToDate;

    public bool HoldsOn(DateOnly day) => State is PauseState.Holds && FromDate <= day && (LastDay is not { } last || day <= last);
}
