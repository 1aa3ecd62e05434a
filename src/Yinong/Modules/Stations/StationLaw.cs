using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Identity;

namespace Yinong.Modules.Stations;

/// <summary>What is done to a station. The name is the word on the button and in the history; <c>station.{act}</c> is the audit action.</summary>
public enum StationAct
{
    [Display(Name = "列入规划")] Plan = 1,
    [Display(Name = "申报")] Apply,
    [Display(Name = "登记现场考察")] Visit,
    [Display(Name = "县级审核通过")] Approve,
    [Display(Name = "市级认定")] Confirm,
    [Display(Name = "省级备案并编号")] File,
    [Display(Name = "开始建设")] Build,
    [Display(Name = "验收通过")] Accept,
    [Display(Name = "挂牌运营")] Open,
    [Display(Name = "发出预警")] Warn,
    [Display(Name = "下达整改")] Rectify,
    [Display(Name = "暂停服务")] Suspend,
    [Display(Name = "恢复正常运营")] Restore,
    [Display(Name = "办理退出")] Exit,
    [Display(Name = "办理合并")] Merge,
    [Display(Name = "退回规划")] ReturnToPlan,
    [Display(Name = "退回重新申报")] ReturnToApplicant,
    [Display(Name = "验收不合格")] FailAcceptance,
    [Display(Name = "复核不合格，退回建设")] ReturnToBuilding,
    [Display(Name = "办理迁移")] Move,
}

/// <summary>One line of the law.</summary>
/// <param name="Act">What is done.</param>
/// <param name="From">State it starts from; null: the station is entered.</param>
/// <param name="To">State it leads to.</param>
/// <param name="Permission">Right that is needed.</param>
/// <param name="AuthorityOnly">Not by a post of an organisation (an operator's people), whatever rights it holds.</param>
/// <param name="NeedsReason">A reason of reason-codes.json that fits the step.</param>
/// <param name="NotBy">Nobody judges his own work: not by who last brought the station into one of these states.</param>
/// <param name="Effect">What else happens, for the printed table.</param>
public sealed record StationStep(StationAct Act, StationState? From, StationState To, string Permission, bool AuthorityOnly, bool NeedsReason, IReadOnlyList<StationState> NotBy, StationEffect Effect);

/// <summary>What a step does besides changing the state.</summary>
public enum StationEffect
{
    None,

    /// <summary>The permanent number is given.</summary>
    GiveNumber,

    /// <summary>The day of acceptance is kept.</summary>
    KeepAcceptance,

    /// <summary>The first day of operation is kept.</summary>
    KeepOpening,

    /// <summary>The station that takes over is kept.</summary>
    KeepSuccessor,

    /// <summary>It stands elsewhere from the day on; number and state stay.</summary>
    ChangePlace,
}

/// <summary>
/// The whole law of a station's life in one table (domain 3.4): which step leads from where to where, who may take it, who may not, what it needs and does.
/// The one who builds does not accept; the operator applies and builds and never approves (S-30); nobody judges his own work (P4). Printed in docs/station-states.md.
/// </summary>
public static class StationLaw
{
    const StationState Planned = StationState.Planned, Applied = StationState.Applied, Visited = StationState.Visited, CountyApproved = StationState.CountyApproved,
        Confirmed = StationState.Confirmed, Filed = StationState.Filed, Building = StationState.Building, Accepted = StationState.Accepted, Operating = StationState.Operating,
        Warned = StationState.Warned, Rectifying = StationState.Rectifying, Suspended = StationState.Suspended, Exited = StationState.Exited, Merged = StationState.Merged;

    public static IReadOnlyList<StationStep> Steps { get; } =
    [
        // From the plan to the number.
        new(StationAct.Plan, null, Planned, Permission.StationsReview, AuthorityOnly: true, NeedsReason: false, [], StationEffect.None),
        By(Permission.StationsApply, StationAct.Apply, null, Applied),
        By(Permission.StationsApply, StationAct.Apply, Planned, Applied),
        Judge(Permission.StationsReview, StationAct.Visit, Applied, Visited, notBy: [Applied]),
        Judge(Permission.StationsReview, StationAct.Approve, Visited, CountyApproved, notBy: [Applied]),
        Judge(Permission.StationsConfirm, StationAct.Confirm, CountyApproved, Confirmed, notBy: [Applied, CountyApproved]),
        Judge(Permission.StationsFile, StationAct.File, Confirmed, Filed, StationEffect.GiveNumber, [Applied, CountyApproved, Confirmed]),

        // Sent back, with a reason.
        Sanction(Permission.StationsReview, StationAct.ReturnToPlan, Applied, Planned),
        Sanction(Permission.StationsReview, StationAct.ReturnToPlan, Visited, Planned),
        Sanction(Permission.StationsReview, StationAct.ReturnToApplicant, Visited, Applied),
        Sanction(Permission.StationsConfirm, StationAct.ReturnToApplicant, CountyApproved, Applied),
        Sanction(Permission.StationsFile, StationAct.ReturnToApplicant, Confirmed, Applied),

        // From the number to the first farmer served.
        By(Permission.StationsBuild, StationAct.Build, Filed, Building),
        Judge(Permission.StationsReview, StationAct.Accept, Building, Accepted, StationEffect.KeepAcceptance, [Applied, Building]),
        Sanction(Permission.StationsReview, StationAct.FailAcceptance, Building, Building),
        Sanction(Permission.StationsSupervise, StationAct.ReturnToBuilding, Accepted, Building, [Accepted]),
        By(Permission.StationsBuild, StationAct.Open, Accepted, Operating, StationEffect.KeepOpening),

        // A station that fails, and the way back.
        Sanction(Permission.StationsSupervise, StationAct.Warn, Operating, Warned),
        Sanction(Permission.StationsSupervise, StationAct.Rectify, Operating, Rectifying),
        Sanction(Permission.StationsSupervise, StationAct.Rectify, Warned, Rectifying),
        Sanction(Permission.StationsSupervise, StationAct.Rectify, Suspended, Rectifying),
        Sanction(Permission.StationsSupervise, StationAct.Suspend, Operating, Suspended),
        Sanction(Permission.StationsSupervise, StationAct.Suspend, Warned, Suspended),
        Sanction(Permission.StationsSupervise, StationAct.Suspend, Rectifying, Suspended),
        Sanction(Permission.StationsSupervise, StationAct.Restore, Warned, Operating),
        Sanction(Permission.StationsSupervise, StationAct.Restore, Rectifying, Operating),
        Sanction(Permission.StationsSupervise, StationAct.Restore, Suspended, Operating),

        // Elsewhere: another village, another address or another host; number and state stay.
        .. from state in new[] { Operating, Warned, Rectifying, Suspended } select Judge(Permission.StationsSupervise, StationAct.Move, state, state, StationEffect.ChangePlace),

        // The end. What was not filed yet is dropped by the county; what has a number by the supervision.
        .. from state in new[] { Planned, Applied, Visited, CountyApproved, Confirmed } select Sanction(Permission.StationsReview, StationAct.Exit, state, Exited),
        .. from state in new[] { Filed, Building, Accepted, Operating, Warned, Rectifying, Suspended } select Sanction(Permission.StationsSupervise, StationAct.Exit, state, Exited),
        .. from state in new[] { Operating, Warned, Rectifying, Suspended } select new StationStep(StationAct.Merge, state, Merged, Permission.StationsSupervise, true, true, [], StationEffect.KeepSuccessor),
    ];

    /// <summary>The step from a state to another; null: the law knows none.</summary>
    public static StationStep? Find(StationState? from, StationState to) => Steps.FirstOrDefault(s => s.From == from && s.To == to);

    /// <summary>What can follow, in the order of the table.</summary>
    public static IEnumerable<StationStep> After(StationState? state) => Steps.Where(s => s.From == state);

    /// <summary>Whether nothing can follow.</summary>
    public static bool IsEnd(this StationState state) => state is Exited or Merged;

    /// <summary>Whether it has been filed, so that it has a number and its data is the authority's.</summary>
    public static bool IsFiled(this StationState state) => state >= Filed;

    static StationStep By(string permission, StationAct act, StationState? from, StationState to, StationEffect effect = StationEffect.None) =>
        new(act, from, to, permission, AuthorityOnly: false, NeedsReason: false, [], effect);

    static StationStep Judge(string permission, StationAct act, StationState from, StationState to, StationEffect effect = StationEffect.None, StationState[]? notBy = null) =>
        new(act, from, to, permission, AuthorityOnly: true, NeedsReason: false, notBy ?? [], effect);

    static StationStep Sanction(string permission, StationAct act, StationState from, StationState to, StationState[]? notBy = null) =>
        new(act, from, to, permission, AuthorityOnly: true, NeedsReason: true, notBy ?? [], StationEffect.None);
}
