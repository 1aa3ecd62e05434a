using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Yinong.Modules.Identity;

namespace Yinong.Modules.Officers.Applications;

/// <summary>Where an application stands. Numbers are kept.</summary>
public enum ApplicationState : short
{
    [Display(Name = "待审核")] Applied = 1,
    [Display(Name = "公示中")] Publicized = 2,
    [Display(Name = "备用库")] Reserve = 3,
    [Display(Name = "拟聘")] Selected = 4,
    [Display(Name = "已录用")] Appointed = 5,
    [Display(Name = "未录用")] Rejected = 6,
    [Display(Name = "已撤回")] Withdrawn = 7,
}

/// <summary>What is done to an application; <c>officer-application.{act}</c> is the audit action.</summary>
public enum ApplicationAct
{
    [Display(Name = "提交申请")] Apply = 1,
    [Display(Name = "审核通过，开始公示")] Publicize,
    [Display(Name = "确定拟聘")] Select,
    [Display(Name = "放进备用库")] KeepInReserve,
    [Display(Name = "办理录用")] Appoint,
    [Display(Name = "不予录用")] Reject,
    [Display(Name = "撤回申请")] Withdraw,
}

/// <summary>
/// The whole law of an application in one table (S-13, P4): the operator may propose, the authority decides; nobody decides on what he sent in himself, nor on a relative. Printed
/// in docs/officer-states.md.
/// </summary>
public static class ApplicationLaw
{
    const ApplicationState Applied = ApplicationState.Applied, Publicized = ApplicationState.Publicized, Reserve = ApplicationState.Reserve, Selected = ApplicationState.Selected,
        Appointed = ApplicationState.Appointed, Rejected = ApplicationState.Rejected, Withdrawn = ApplicationState.Withdrawn;

    static readonly ApplicationState[] Open = [Applied, Publicized, Reserve, Selected];

    public static IReadOnlyList<OfficerStep<ApplicationState, ApplicationAct>> Steps { get; } =
    [
        new(ApplicationAct.Apply, null, Applied, null, AuthorityOnly: false, [], [], StepReason.None, "the rule of the day is kept with it; also by `officers:propose` for somebody"),
        Decide(ApplicationAct.Publicize, Applied, Publicized, StepReason.None, "name masked, village and whether the schooling suffices stand on a public page for the days of the rule"),
        Decide(ApplicationAct.Select, Publicized, Selected, StepReason.Words, "only after the publicity, with every objection decided and none upheld"),
        Decide(ApplicationAct.KeepInReserve, Publicized, Reserve, StepReason.Words, "only after the publicity, with every objection decided and none upheld"),
        Decide(ApplicationAct.Select, Reserve, Selected, StepReason.Words),
        Decide(ApplicationAct.Appoint, Selected, Appointed, StepReason.None, "entered as an officer with a permanent number; training, examination and certificate come before the post"),
        .. from state in Open select Decide(ApplicationAct.Reject, state, Rejected, StepReason.Code),
        .. from state in Open select new OfficerStep<ApplicationState, ApplicationAct>(ApplicationAct.Withdraw, state, Withdrawn, Permission.OfficersPropose, AuthorityOnly: false, [], [], StepReason.None, "also by the applicant, with the receipt"),
    ];

    public static OfficerStep<ApplicationState, ApplicationAct>? Find(ApplicationState? from, ApplicationAct act) => Steps.FirstOrDefault(s => s.From == from && s.Act == act);

    public static IEnumerable<OfficerStep<ApplicationState, ApplicationAct>> After(ApplicationState state) => Steps.Where(s => s.From == state);

    /// <summary>Whether something may still follow.</summary>
    public static bool IsOpen(this ApplicationState state) => Open.Contains(state);

    /// <summary>Spelling in addresses and data.</summary>
    public static string Code(this ApplicationState state) => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());

    static OfficerStep<ApplicationState, ApplicationAct> Decide(ApplicationAct act, ApplicationState from, ApplicationState to, StepReason reason, string effect = "") =>
        new(act, from, to, Permission.OfficersWrite, AuthorityOnly: true, [], [Applied], reason, effect);
}
