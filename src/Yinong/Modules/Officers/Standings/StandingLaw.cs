using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;

namespace Yinong.Modules.Officers.Standings;

/// <summary>Where an officer stands. Numbers are kept.</summary>
public enum OfficerStanding : short
{
    [Display(Name = "正常")] Normal = 1,
    [Display(Name = "已警告")] Warned = 2,
    [Display(Name = "停职中")] Suspended = 3,
    [Display(Name = "已告知拟解聘")] Noticed = 4,
    [Display(Name = "已解聘")] Dismissed = 5,
    [Display(Name = "申诉中")] Appealed = 6,
    [Display(Name = "辞职办理中")] Leaving = 7,
    [Display(Name = "已离任")] Resigned = 8,
    [Display(Name = "解聘已生效")] FinallyDismissed = 9,
}

/// <summary>What is done; <c>officer.{act}</c> is the audit action.</summary>
public enum StandingAct
{
    [Display(Name = "警告")] Warn = 1,
    [Display(Name = "解除警告")] LiftWarning,
    [Display(Name = "停职")] Suspend,
    [Display(Name = "恢复履职")] LiftSuspension,
    [Display(Name = "告知拟解聘")] Notice,
    [Display(Name = "撤回解聘告知")] WithdrawNotice,
    [Display(Name = "解聘")] Dismiss,
    [Display(Name = "提出申诉")] Appeal,
    [Display(Name = "维持解聘")] Uphold,
    [Display(Name = "撤销解聘")] Reverse,
    [Display(Name = "提出辞职")] Resign,
    [Display(Name = "撤回辞职")] StayOn,
    [Display(Name = "移交完成，离任")] Depart,
    [Display(Name = "重新聘用")] Return,
}

/// <summary>
/// The ladder of measures and the ways out of the post in one table (domain 4.4): measures by the county, each with a reason; a dismissal only after a notice and its days; an appeal goes to city
/// or province and is decided by somebody else. Printed in docs/officer-states.md.
/// </summary>
public static class StandingLaw
{
    const OfficerStanding Normal = OfficerStanding.Normal, Warned = OfficerStanding.Warned, Suspended = OfficerStanding.Suspended, Noticed = OfficerStanding.Noticed, Dismissed = OfficerStanding.Dismissed,
        Appealed = OfficerStanding.Appealed, Leaving = OfficerStanding.Leaving, Resigned = OfficerStanding.Resigned, FinallyDismissed = OfficerStanding.FinallyDismissed;

    static readonly DivisionLevel[] Above = [DivisionLevel.City, DivisionLevel.Province];

    public static IReadOnlyList<OfficerStep<OfficerStanding, StandingAct>> Steps { get; } =
    [
        Measure(StandingAct.Warn, Normal, Warned),
        Lift(StandingAct.LiftWarning, Warned, Normal),
        .. from state in new[] { Normal, Warned } select Measure(StandingAct.Suspend, state, Suspended, "no service is recorded from the day on, also not what is sent later"),
        Lift(StandingAct.LiftSuspension, Suspended, Normal, "services are recorded again from the day on"),
        .. from state in new[] { Normal, Warned, Suspended } select Measure(StandingAct.Notice, state, Noticed, "the officer has the days of the rule to answer; a suspension goes on"),
        Lift(StandingAct.WithdrawNotice, Noticed, Normal, "a suspension ends"),
        Measure(StandingAct.Dismiss, Noticed, Dismissed, "only after the days of the notice; postings end and no service is recorded from the day on"),
        new(StandingAct.Appeal, Dismissed, Appealed, null, AuthorityOnly: false, [], [], StepReason.Words, "within the days of the rule"),
        new(StandingAct.Uphold, Appealed, FinallyDismissed, Permission.OfficersAppeal, AuthorityOnly: true, Above, [Noticed, Dismissed], StepReason.Words),
        new(StandingAct.Reverse, Appealed, Normal, Permission.OfficersAppeal, AuthorityOnly: true, Above, [Noticed, Dismissed], StepReason.Words, "the postings that the dismissal ended go on from the day on, until the end of their terms"),
        .. from state in new[] { Normal, Warned, Suspended } select new OfficerStep<OfficerStanding, StandingAct>(StandingAct.Resign, state, Leaving, Permission.OfficersWrite, AuthorityOnly: true, [], [], StepReason.Words, "also by the officer himself"),
        new(StandingAct.StayOn, Leaving, Normal, Permission.OfficersWrite, AuthorityOnly: true, [], [], StepReason.Words, "only while no hand-over was arranged; a suspension ends"),
        new(StandingAct.Depart, Leaving, Resigned, Permission.OfficersWrite, AuthorityOnly: true, [], [], StepReason.None, "by itself, with the last receipt of the hand-over"),
        new(StandingAct.Return, Resigned, Normal, Permission.OfficersWrite, AuthorityOnly: true, [], [], StepReason.Words, "may be posted again, with a valid certificate"),
    ];

    public static OfficerStep<OfficerStanding, StandingAct>? Find(OfficerStanding from, StandingAct act) => Steps.FirstOrDefault(s => s.From == from && s.Act == act);

    public static IEnumerable<OfficerStep<OfficerStanding, StandingAct>> After(OfficerStanding state) => Steps.Where(s => s.From == state);

    /// <summary>Whether somebody who stands there may be posted.</summary>
    public static bool MayBePosted(this OfficerStanding state) => state is Normal or Warned;

    /// <summary>Spelling in addresses and data.</summary>
    public static string Code(this OfficerStanding state) => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());

    public static string Code(this StandingAct act) => JsonNamingPolicy.KebabCaseLower.ConvertName(act.ToString());

    /// <summary>The reasons that fit a measure: those of a suspension, or of a dismissal.</summary>
    public static IReadOnlyList<OfficerReasonCode> ReasonsOf(StandingAct act) =>
        [.. OfficerReasons.All.Where(r => act is StandingAct.Notice or StandingAct.Dismiss ? r.To.Contains("dismissed") : r.To.Contains("suspended") || act is StandingAct.Warn && r.To.Contains("dismissed"))];

    static OfficerStep<OfficerStanding, StandingAct> Measure(StandingAct act, OfficerStanding from, OfficerStanding to, string effect = "") =>
        new(act, from, to, Permission.OfficersWrite, AuthorityOnly: true, [], [], StepReason.Code, effect);

    static OfficerStep<OfficerStanding, StandingAct> Lift(StandingAct act, OfficerStanding from, OfficerStanding to, string effect = "") =>
        new(act, from, to, Permission.OfficersWrite, AuthorityOnly: true, [], [], StepReason.Words, effect);
}
