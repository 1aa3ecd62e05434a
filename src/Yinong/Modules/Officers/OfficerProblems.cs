using Yinong.Platform.Numbers;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Officers;

/// <summary>Every "no" of the officers.</summary>
public static class OfficerProblems
{
    public static Problem UnknownView() => Problem.Invalid("view", "没有这种看法。请从信息员列表上点导出。", $"Unknown view. Known: {string.Join(' ', Enum.GetNames<OfficerView>().Select(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName))}.");

    public static Problem SearchTooLong() => Problem.Invalid("q", "查找的内容最多60个字。", "At most 60 characters.");

    public static Problem UnknownDivision() => Field("Division", "officer.division", "没有找到这个村。请填12位行政村代码（中心社的信息员填乡镇或县代码），并且在您的管辖范围内。", "Unknown place: give the 12-digit village code (for a centre: the town or county) within your reach.");

    public static Problem UnknownStation() => Field("Station", "officer.station", "没有找到这个站点。请核对编号，并确认在您的管辖范围内。", "Unknown station: check the number; it must be within your reach.");

    public static Problem StationEnded() => Field("Station", "officer.station-ended", "这个站点已经退出或合并，不能再安排上岗。", "This station has left or was merged; nobody is posted there any more.");

    public static Problem NotCertified() => Field("From", "officer.certificate-invalid", "这一天没有有效的上岗证。先培训、考核合格并发证，才能上岗。", "No valid certificate on that day. Training, examination and certificate come before the posting.");

    public static Problem AlreadyPosted() => Field("Station", "officer.already-posted", "这位信息员在这段时间已经在该站点上岗。", "This officer already holds a posting at the station in that time.");

    public static Problem EndBeforeStart() => Field("LastDay", "officer.date", "离岗日期不能早于上岗日期。", "The last day cannot be before the first.");

    public static Problem EndInFuture() => Field("LastDay", "officer.date", "离岗日期不能晚于今天。", "The last day cannot be after today.");

    public static Problem StartInFuture() => Field("From", "officer.date", "上岗日期不能晚于今天。", "The first day cannot be after today.");

    public static Problem AlreadyEnded() => new("officer.posting-ended", 409, "这段上岗已经结束。", "This posting has ended already.");

    public static Problem ReasonNeeded() => Field("ReasonCode", "officer.reason", "请选择原因。", "Choose a reason.");

    public static Problem ReasonTextNeeded() => Field("Reason", "officer.reason", "选了这个原因，请写明具体情况。", "With this reason, say what happened.");

    public static Problem UnknownKind() => Field("Kind", "certificate.kind", "没有这种证件。", "Unknown kind of certificate.");

    public static Problem ValidityWrong() => Field("ValidTo", "certificate.validity", "有效期至少一天，最长10年。", "A certificate is valid for at least a day and at most ten years.");

    public static Problem IssuedInFuture() => Field("ValidFrom", "certificate.validity", "生效日期不能晚于今天；换证的，从旧证到期的第二天起。", "The first valid day cannot be after today; that of a renewal is the day after the old one ends.");

    public static Problem Overlaps(string number, DateOnly from, DateOnly to) => Field("ValidFrom", "certificate.overlaps", $"这些天已经有一张同种证件：{number}，{from:yyyy-MM-dd}至{to:yyyy-MM-dd}。换证从它到期的第二天起。", $"There is a certificate of this kind for these days: {number}, {from:yyyy-MM-dd} to {to:yyyy-MM-dd}. A renewal begins the day after it ends.");

    public static Problem UnknownGround() => Field("Ground", "certificate.ground", "这位信息员没有这次考试合格的记录，请从列表里选。", "This officer has passed no such examination: choose one of the list.");

    public static Problem PaperBodyNeeded() => Field("PaperBody", "certificate.paper", "不凭本系统考试发证的，请填考核单位，至少2个字。", "Without an examination of this system, say who examined, in at least 2 characters.");

    public static Problem PaperNumberNeeded() => Field("PaperNumber", "certificate.paper", "不凭本系统考试发证的，请填材料编号或文号。", "Without an examination of this system, give the number of the paper.");

    public static Problem PaperDayWrong() => Field("PaperOn", "certificate.paper", "请填材料日期：不能晚于今天，也不能晚于生效日期。先考核合格，再发证。", "Give the day of the paper: not after today and not after the first valid day. The examination comes before the certificate.");

    public static Problem WrongPhone() => Field("Phone", "officer.phone", "手机号不对。手机号是11位，以13到19开头。", "No mobile number: eleven digits that begin with 13 to 19.");

    public static Problem GroundOfOtherKind() => Field("Ground", "certificate.ground", "这次考试对应的是另一种证件，请改证件种类，或者另选依据。", "That examination stands for another kind of certificate: change the kind, or choose another ground.");

    public static Problem GroundUsed() => Field("Ground", "certificate.ground-used", "凭这次考试已经发过证，一次考试合格只发一张证。", "A certificate was issued on this examination already; each carries one.");

    public static Problem IssuedBeforePass(DateOnly passed) => Field("ValidFrom", "certificate.validity", $"生效日期不能早于考试合格的日期（{passed:yyyy-MM-dd}）。", $"The first valid day is not before the examination was passed ({passed:yyyy-MM-dd}).");

    public static Problem AuthorityOnly() => new("certificate.authority-only", 403, "证件由农业农村部门核发和撤销，运营商不能办理。", "Certificates are issued and revoked by the authority, not by an operator.");

    public static Problem AlreadyRevoked() => new("certificate.revoked", 409, "这张证已经撤销。", "This certificate has been revoked already.");

    public static Problem RevokedInFuture() => Field("On", "certificate.date", "撤销日期不能晚于今天，也不能早于生效日期。", "The day of revocation is between the first valid day and today.");

    public static Problem SuspendedInFuture() => Field("From", "certificate.date", "暂停的第一天不能晚于今天，并且要在证件的有效期内。", "The first day is not after today, and within the validity of the certificate.");

    public static Problem SuspensionEndsBefore() => Field("Until", "certificate.date", "暂停的最后一天不能早于第一天。", "The last day cannot be before the first.");

    public static Problem AlreadySuspended() => new("certificate.suspended", 409, "这张证在这段时间已经暂停。先解除，再重新办理。", "This certificate is suspended in that time already. Lift that first.");

    public static Problem NotSuspended() => new("certificate.not-suspended", 409, "这张证现在没有暂停，不用解除。", "This certificate is not suspended now.");

    public static Problem LiftedOutside() => Field("On", "certificate.date", "恢复的日期不能晚于今天，也不能早于暂停的第一天。", "The day is between the first day of the suspension and today.");

    public static Problem LiftingNeedsWords() => Field("Why", "certificate.reason", "请写明为什么解除，至少4个字。", "Say why it is lifted, in at least 4 characters.");

    public static Problem SamePerson() => Field("To", "officer.same-person", "接替人不能是本人。", "The successor is somebody else.");

    public static Problem UnknownOfficer() => Field("To", "officer.unknown", "没有找到这位信息员。请核对编号。", "Unknown officer: check the number.");

    public static Problem WhyNeeded() => Field("Why", "personal.reason", "请写明查看的理由，至少4个字。每次查看都有记录。", "Say why you need it (at least 4 characters). Every look is recorded.");

    public static Problem NotYours() => new("forbidden", 403, "您的岗位没有这项权限。需要时请联系本级管理员。", "Your post does not hold this right. Ask the administrator of your level.");

    public static Problem SerialsUsedUp() => new("officer.serials-used-up", 409, "今年的编号已经用完，请联系系统管理员。", "All serials of this year have been given. Ask the administrator.");

    public static Problem BadAfter() => Problem.Invalid("after", "after 参数不对，请从第一页重新翻。", "Wrong after: begin again at the first page.");

    /// <summary>What is wrong with a certificate number that somebody typed.</summary>
    public static Problem WrongCertificateNumber(NumberFault fault) => fault switch
    {
        NumberFault.Check => new("certificate.number", 400, "证号的校验码对不上，可能有一位输错。请对照证件重新输入。", "The check character does not fit: one character is wrong. Read it from the certificate again."),
        _ => new("certificate.number", 400, "证号的样子不对，应像 XXY-37-2018-000001-W。请对照证件重新输入。", "A certificate number looks like XXY-37-2018-000001-K. Read it from the certificate again."),
    };

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
