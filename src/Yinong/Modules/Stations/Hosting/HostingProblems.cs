using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Hosting;

/// <summary>Every "no" about licences, opening hours, closures and numbers of a station.</summary>
public static class HostingProblems
{
    static readonly string[] Days = ["一", "二", "三", "四", "五", "六", "日"];
    static readonly string[] DaysEn = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static Problem NotYours() => new("hosting.not-yours", 403, "证照、开门时间和电话由农业农村部门和站点的运营商登记。", "Licences, hours and numbers are entered by the authority and by the station's operator.");

    public static Problem ChecksByAuthority() => new("hosting.authority-only", 403, "打电话核实由农业农村部门办理，运营商自己打的不算。", "A number is checked by the authority; an operator's own call does not count.");

    public static Problem UnknownKind() => Field("Kind", "hosting.kind", "没有这一类，请从列表里选。", "Unknown kind: choose one of the list.");

    public static Problem NumberNeeded() => Field("Number", "hosting.licence-number", "请写证照上的编号，2到60个字。", "Give the number of the licence, 2 to 60 characters.");

    public static Problem DayWrong() => Field("ValidTo", "hosting.licence-day", "有效期要在1980年到2200年之间；长期有效的留空。", "The last valid day lies between 1980 and 2200; leave it empty when there is none.");

    public static Problem ReasonNeeded() => Field("EndReason", "hosting.reason", "请写明为什么停用，2到200个字。", "Say why it ends, in 2 to 200 characters.");

    public static Problem EndedAlready() => new("hosting.ended", 409, "这一条已经停用。", "This one has ended already.");

    public static Problem HoursWrong(int day) => new("hosting.hours", 400, $"周{Days[day]}的时间不对。请写成08:00-12:00 14:00-18:00，不开门留空，一天最多四段，前后不能重叠。",
        $"The hours of {DaysEn[day]} are wrong. Write 08:00-12:00 14:00-18:00; leave it empty when closed; at most four stretches that do not overlap.")
    { Fields = new Dictionary<string, string[]> { [$"Days[{day}]"] = [] } };

    public static Problem HoursSame() => new("hosting.hours-same", 409, "和现在的开门时间一样，没有变。", "These are the hours as they are.");

    public static Problem ClosureDays(int most) => Field("ToDay", "hosting.closure-days", $"最后一天不能早于第一天，第一天不能早于今天；一次最多{most}天，更久请办理暂停。", $"The last day is not before the first, the first not before today; {most} days at most, for longer suspend the station.");

    public static Problem ClosureOverlaps() => Field("FromDay", "hosting.closure-overlaps", "这几天已经有一条关门告示，请先撤回那一条。", "There is a notice for some of these days; take it back first.");

    public static Problem UnknownReason() => Field("Reason", "hosting.closure-reason", "没有这个原因，请从列表里选。", "Unknown reason: choose one of the list.");

    public static Problem NoteTooLong() => Field("Note", "hosting.note", "最多200个字。", "At most 200 characters.");

    public static Problem BadPhone() => Field("Number", "hosting.phone", "电话写7到15位数字，可以带“-”。", "A phone number has 7 to 15 digits; hyphens may stand between them.");

    public static Problem PhoneTwice() => Field("Number", "hosting.phone-twice", "这个号码已经登记了。", "This number is entered already.");

    public static Problem CheckDay() => Field("OnDay", "hosting.check-day", "打电话的日期不能晚于今天，也不能早于上一次。", "The day of the call is not after today and not before the last one.");

    public static Problem AnswerNeeded() => Field("Answered", "hosting.check-answer", "请选有没有打通。", "Say whether it was answered.");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
