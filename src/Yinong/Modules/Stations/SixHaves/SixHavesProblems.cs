using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.SixHaves;

/// <summary>Every "no" of checklists, evidence and acceptance.</summary>
public static class SixHavesProblems
{
    // Checklists of provinces.
    public static Problem BelowNation(ChecklistItem item, decimal least) => Field($"Minimums[{item.Code}]", "checklist.below-nation",
        $"“{item.Name}”全国最低是{InspectionNumbers.Write(least)}{item.Unit}，省里只能提高，不能降低。", $"'{item.NameEn}': the national minimum is {InspectionNumbers.Write(least)} {item.UnitEn}; a province may raise it, not lower it.");

    public static Problem UnknownItem(string code) => Field("Input.Items", "checklist.unknown-item", "清单里没有这一项。请刷新页面再改。", $"The checklist has no such item ({code}). Reload the page.");

    public static Problem EffectiveInPast() => Field("EffectiveFrom", "checklist.effective-from", "新清单最早从今天起用，已经做的验收按当时的清单算。", "A new checklist begins today at the earliest; inspections keep the one they were made by.");

    public static Problem EffectiveBeforeLast(DateOnly last) => Field("EffectiveFrom", "checklist.effective-from", $"起用日期不能早于上一版（{last:yyyy-MM-dd}）。", $"It cannot begin before the edition it follows ({last:yyyy-MM-dd}).");

    public static Problem AddedIncomplete() => Field("Name", "checklist.added-item", "新增的项目要写中文名称、选归到哪一“有”；数值要写最低值和单位。", "A further item needs its Chinese name and its have; a number its minimum and unit.");

    // Filling in.
    public static Problem NotInspector() => new("inspection.authority-only", 403, "验收由农业农村部门的两名验收人员办理，您的岗位不能填写或确认。", "Acceptance is done by two inspectors of the authority; your post may not fill in or confirm.");

    public static Problem OwnWork() => new("inspection.own-work", 403, "这个站点是您申报或者建设的，不能由您验收。请由别人办理。", "You applied for or built this station, so somebody else has to inspect it.");

    public static Problem NotNow() => new("inspection.not-now", 409, "只有待验收和已经验收的站点才能填六有清单。现在的状态不能填。", "The checklist is filled in for stations that wait for acceptance or have passed it; not in this state.");

    public static Problem Waiting() => new("inspection.waiting", 409, "清单已经提交，正在等第二人确认，现在不能改。要改请第二人退回。", "The checklist has been sent and waits for the second inspector; he can give it back for changes.");

    public static Problem NothingOpen() => new("inspection.none-open", 409, "没有正在填写的清单。请先填写。", "No checklist is being filled in. Fill it in first.");

    public static Problem NothingFilled() => new("inspection.none-filled", 409, "没有等待确认的清单。请先由第一人填写并提交。", "No checklist waits for confirmation. The first inspector has to fill in and send it.");

    public static Problem SameInspector() => new("inspection.same-inspector", 403, "验收要两个人：填过这份清单的人不能再确认。请由另一位验收人员用自己的账号确认。", "It takes two: whoever filled in any part cannot confirm. Another inspector confirms with an account of his own.");

    public static Problem ReturnReasonNeeded() => Field("Reason", "inspection.return-reason", "退回要写明哪里要改。", "Say what has to be changed.");

    public static Problem NumberWrong(string field, string name, string nameEn) => Field(field, "inspection.number", $"“{name}”要填数字，例如20或者42.5，最多三位小数。", $"'{nameEn}' takes a number such as 20 or 42.5, up to three decimals.");

    public static Problem MeansNeeded(ChecklistItem item) => Field($"Notes[{item.Code}]", "inspection.measured-by", $"“{item.Name}”是实测值，请写明用什么测的，例如手机测速软件。", $"'{item.NameEn}' is measured: say by what, e.g. a speed test on the phone.");

    public static Problem NoteTooLong(ChecklistItem item, int most) => Field($"Notes[{item.Code}]", "inspection.note", $"“{item.Name}”的说明最多{most}个字。", $"'{item.NameEn}': the remark has at most {most} characters.");

    public static Problem Unanswered(ChecklistItem item, int others) => Field($"Answers[{item.Code}]", "inspection.unanswered",
        others == 0 ? $"“{item.Name}”还没有填。" : $"“{item.Name}”等{others + 1}项必填的还没有填。", others == 0 ? $"'{item.NameEn}' has not been answered." : $"'{item.NameEn}' and {others} more required items have not been answered.");

    public static Problem TooManyFiles(int most) => Field("Files", "inspection.too-many-files", $"一项最多{most}个文件。请先去掉不要的。", $"An item takes at most {most} files. Remove some first.");

    // The step to Accepted.
    public static Problem NoInspection() => new("station.no-inspection", 409, "还不能验收通过：六有清单还没有两个人填写、确认。请先到站点的“六有验收”里办理。", "Not yet: two inspectors have to fill in and confirm the six-haves checklist first, under 六有验收 of the station.");

    public static Problem AcceptedBeforeVisit(DateOnly visit) => new("station.accepted-before-visit", 400, $"验收日期不能早于核验那一天（{visit:yyyy-MM-dd}）。", $"The acceptance cannot be dated before the inspection of {visit:yyyy-MM-dd}.")
    {
        Fields = new Dictionary<string, string[]> { ["On"] = [$"不能早于核验那一天（{visit:yyyy-MM-dd}）"] },
    };

    public static Problem NotMet(IReadOnlyList<ChecklistItem> items) => new("station.criteria-not-met", 409,
        $"不能验收通过，这几项没有达到：{string.Join("、", items.Select(i => i.Name))}。请办理“验收不合格”并限期整改，改好以后重新验收。",
        $"It cannot be accepted; not met: {string.Join(", ", items.Select(i => i.NameEn))}. Record the failed acceptance with a deadline and inspect again afterwards.");

    // What ages.
    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
