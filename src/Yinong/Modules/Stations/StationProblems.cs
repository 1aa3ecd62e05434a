using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Numbers;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations;

/// <summary>Every "no" of the stations.</summary>
public static class StationProblems
{
    /// <summary>A number that cannot be one.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="tidy">What was typed, tidied.</param>
    /// <param name="at">Where the first impossible character stands, from 0.</param>
    /// <param name="field">The field of the form that it was typed into.</param>
    public static Problem WrongNumber(NumberFault fault, string tidy, int at, string field = "number") => fault switch
    {
        NumberFault.Length => Number(field, $"站点编号应为{StationNumber.Length}位，现在是{tidy.Length}位。请对照门牌重新输入。",
            $"A station number has {StationNumber.Length} characters, this one has {tidy.Length}. Read it from the plaque again."),
        NumberFault.Character => Number(field, $"编号第{at + 1}位“{tidy[at]}”不对：前12位是数字，第13位是类型字母，第14、15位是数字，末位是校验码。",
            $"Character {at + 1} '{tidy[at]}' cannot stand there: 12 digits, a letter, 2 digits, a check character."),
        _ => Number(field, "编号的校验码对不上，可能有一位输错，或者两位写反了。请对照门牌重新输入。",
            "The check character does not fit: one character is wrong or two were swapped. Read it from the plaque again."),
    };

    public static Problem NoSuchStep() => new("station.no-such-step", 409,
        "站点现在的状态不能办理这一步。请刷新页面，看现在能办什么。", "A station cannot take this step from its present state. Reload to see what can be done.");

    public static Problem AuthorityOnly() => new("station.authority-only", 403,
        "运营商只负责申报和建设，不能审核、验收和监督。请由农业农村部门办理。", "An operator applies and builds; reviewing, accepting and supervising is done by the authority.");

    public static Problem OwnWork() => new("station.own-work", 403,
        "这个站点的前一步是您办理的。自己办的事不能自己审，请由另一人办理。", "You took an earlier step of this station yourself. Nobody judges his own work; somebody else has to do it.");

    public static Problem DateInFuture() => Field("On", "station.date", "日期不能晚于今天。", "The day cannot be after today.");

    public static Problem DateTooEarly(DateOnly earliest) => Field("On", "station.date", $"日期不能早于{earliest:yyyy-MM-dd}，请检查年份。", $"The day cannot be before {earliest:yyyy-MM-dd}; check the year.");

    public static Problem DeadlineTooLate(int days) => Field("DueOn", "station.deadline", $"整改期限最长{days}天。", $"A deadline is {days} days away at most.");

    public static Problem DateBeforeLast(DateOnly last) => Field("On", "station.date", $"日期不能早于上一步的日期（{last:yyyy-MM-dd}）。", $"The day cannot be before the last step ({last:yyyy-MM-dd}).");

    public static Problem ReasonNeeded() => Field("ReasonCode", "station.reason", "请选择原因。", "Choose a reason.");

    public static Problem ReasonNotForStep() => Field("ReasonCode", "station.reason", "这个原因不适用于这一步，请另选。", "This reason does not fit the step.");

    public static Problem ReasonTextNeeded() => Field("Reason", "station.reason", "选了这个原因，请写明具体情况。", "With this reason, say what happened.");

    public static Problem DeadlineNeeded() => Field("DueOn", "station.deadline", "请写明整改期限。", "Say until when it must be done.");

    public static Problem DeadlineTooEarly() => Field("DueOn", "station.deadline", "期限要晚于办理日期。", "The deadline must be after the day of the step.");

    public static Problem SuccessorNeeded() => Field("Successor", "station.successor", "请填写接替站点的编号。", "Give the number of the station that takes over.");

    public static Problem SuccessorUnfit() => Field("Successor", "station.successor", "接替站点要在您的管辖范围内、正在服务，而且不是本站。", "The station that takes over must be within your reach, in operation, and not this one.");

    public static Problem UnknownDivision() => Field("Division", "station.division", "没有找到这个地方。请填12位行政村代码（中心社填乡镇或县代码），并且在您的管辖范围内。", "Unknown place: give the 12-digit village code (a centre: the town or county) within your reach.");

    public static Problem DivisionNotForType(DivisionLevel level) => level switch
    {
        DivisionLevel.County => Field("Division", "station.division", "县级中心社要设在县，请填6位县代码。", "A county centre stands in a county: give its 6-digit code."),
        DivisionLevel.Town => Field("Division", "station.division", "乡镇级中心社要设在乡镇，请填9位乡镇代码。", "A town centre stands in a town: give its 9-digit code."),
        _ => Field("Division", "station.division", "这个类型的站点要设在村，请填12位行政村代码。", "A station of this type stands in a village: give its 12-digit code."),
    };

    public static Problem UnknownType() => Field("Type", "station.type", "没有这个站点类型，请从列表里选。", "Unknown type of station.");

    public static Problem UnknownRating() => Field("Rating", "station.rating", "没有这个评级，请从列表里选。", "Unknown rating.");

    public static Problem UnknownHostClass() => Field("HostClass", "station.host-class", "没有这类依托主体，请从列表里选。", "Unknown class of host.");

    public static Problem UnknownOperator() => Field("OrganisationId", "station.operator", "没有这个运营商，或者它已经关了，或者不在这个地方运营。请从列表里选。", "Unknown operator: closed, or it does not work at this place. Choose one of the list.");

    public static Problem OperatorNeeded() => Field("OrganisationId", "station.operator", "已经申报的站点不能没有运营商。要换运营商，请选新的。", "A station that was applied for keeps an operator. To change it, choose the new one.");

    public static Problem SerialsUsedUp() => new("station.serials-used-up", 409,
        "这个村同一类型的编号（01—99）已经用完。请联系省级管理员。", "All serials (01 to 99) of this type in this place have been given. Ask the administrator of the province.");

    public static Problem Ended() => new("station.ended", 409, "站点已经退出或合并，资料不再修改。", "The station has left or was merged; its data is not changed any more.");

    /// <summary>A station opens with somebody who is trained, examined and on post (S-14).</summary>
    public static Problem NoOfficer() => new("station.no-officer", 409, "还不能挂牌运营：这个站点没有信息员在岗，或者在岗的没有有效的上岗证。信息员先培训考试、后上岗，请先安排上岗。",
        "Not yet: no officer with a valid certificate for duty is on post at this station. Officers are trained and examined first; post one, then open.");

    public static Problem NotYours() => new("forbidden", 403, "您的岗位没有这项权限。需要时请联系本级管理员。", "Your post does not hold this right. Ask the administrator of your level.");

    /// <summary>The same for a step of the law: it also says whose step it is.</summary>
    public static Problem NotYours(StationStep step)
    {
        var whose = Roles.All.Where(r => r.Permissions.Contains(step.Permission)).ToList();
        return new("forbidden", 403, $"这一步由{string.Join("、", whose.Select(r => r.Zh))}办理，您的岗位没有这项权限。需要时请联系本级管理员。",
            $"This step is taken by: {string.Join(", ", whose.Select(r => r.En))}. Your post does not hold the right; ask the administrator of your level.");
    }

    public static Problem BadAfter() => Problem.Invalid("after", "after 参数不对，请用上一页答复里的 next。", "Wrong after: use next of the previous answer.");

    public static Problem BadState() => Problem.Invalid("state", "没有这个状态。", "There is no such state.");

    static Problem Number(string field, string zh, string en) => new("station.number", 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };

    public static Problem LatitudeWrong() => Field("Latitude", "station.latitude", "纬度要写成度数，例如36.66800；经度和纬度要么都填，要么都不填。", "Latitude is a number of degrees such as 36.66800; fill in both or neither.");

    public static Problem LongitudeWrong() => Field("Longitude", "station.longitude", "经度要写成度数，例如117.07600；经度和纬度要么都填，要么都不填。", "Longitude is a number of degrees such as 117.07600; fill in both or neither.");

    public static Problem PointSwapped() => Field("Latitude", "station.point-swapped", "经度和纬度好像填反了：纬度是小的那个数。", "Latitude and longitude seem to be swapped: latitude is the smaller number.");

    public static Problem PointOutside() => Field("Latitude", "station.point-outside", "这个位置不在国内，请检查经度和纬度。", "This place is not in the country; check both numbers.");

    public static Problem PhotoWithoutPlace() => new("station.photo-without-place", 400, "这张照片里没有位置，或者位置不在国内，不能用作站点的位置。请换一张，或者在“修改基本资料”里填经纬度。", "This photo names no place, or one outside the country. Take another one, or enter the coordinates among the basics.");

    public static Problem NameTaken(string name) => Field("Name", "station.name-taken", $"这里已经有“{name}”。同一个站点不要登记两次；确实是另一个站点的，请换一个分得开的名称。", $"There is a {name} here already. Do not enter a station twice; give another one a name of its own.");

    public static Problem PhotoBeforeMove() => new("station.photo-before-move", 409, "这张照片是迁移以前拍的，站点已经不在那里。请在新址验收时拍照，或者在“修改基本资料”里填经纬度。", "This photo was taken before the station moved. Take one at the new place, or enter the coordinates among the basics.");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
