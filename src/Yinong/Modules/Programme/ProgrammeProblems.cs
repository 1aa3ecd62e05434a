using Yinong.Platform.Problems;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Programme;

/// <summary>Every "no" about the programme, its targets and rosters.</summary>
static class ProgrammeProblems
{
    public static Problem Unknown(string code) => new("programme.unknown", 404,
        $"没有“{(code.Length <= 20 ? code : code.Cut(20) + "…")}”年度的示范任务。", $"There is no programme year '{(code.Length <= 20 ? code : code.Cut(20) + "…")}'.");

    public static Problem TakesPartAlready() => new("programme.takes-part-already", 409, "这个省份已经在示范名单里，不能再登记为自行开展。", "This province takes part already; it cannot register as self-run.");

    public static Problem TakesNoPart() => new("programme.takes-no-part", 409, "这个省份还没有参加示范。请先登记为自行开展。", "This province does not take part. Register it as self-run first.");

    public static Problem NotAProvince() => new("programme.not-a-province", 400, "只有省级可以登记或设定省级目标。", "Only a province registers or sets a province's target.");

    public static Problem NothingSet() => Problem.Invalid("stations", "站点数和覆盖率至少填一项。", "Give a number of stations, a coverage, or both.");

    public static Problem BelowNoticeStations(int notice) => Problem.Invalid("stations", $"通知要求{notice}个以上，不能更少。", $"The notice demands {notice} or more.");

    public static Problem BelowNoticeCoverage(double notice) => Problem.Invalid("coverage", $"通知要求{notice:0.##}%以上，不能更低。", $"The notice demands {notice:0.##} % or more.");

    public static Problem NoNumberToBreakDown(string name) => new("programme.no-number", 409, $"{name}还没有站点数目标，不能分解。请先录入目标。", $"{name} has no number of stations to break down. Enter its target first.");

    public static Problem NothingBelow(string name) => new("programme.nothing-below", 409, $"{name}下面没有可以分解的地区。", $"There is nothing below {name} to break down to.");

    public static Problem SumDiffers(int sum, int target) => new("programme.sum-differs", 400,
        sum < target ? $"下级合计{sum}个，比目标{target}个少{target - sum}个。请补足后再保存。" : $"下级合计{sum}个，比目标{target}个多{sum - target}个。请核减，或先提高本级目标。",
        sum < target ? $"The parts make {sum}, {target - sum} less than the target of {target}. Add them." : $"The parts make {sum}, {sum - target} more than the target of {target}. Take them off, or raise the target first.");

    public static Problem ForeignPart(string code) => new("programme.foreign-part", 400, $"{code}不是直接下级，不能列入分解。", $"{code} is not directly below and cannot be a part.");

    public static Problem RosterNotVillage(string code) => new("roster.not-village", 400, $"“{code}”不是 12 位的村级代码。", $"'{code}' is not a village code of 12 digits.");

    public static Problem RosterUnknown(string code) => new("roster.unknown", 400, $"区划名录里没有{code}。", $"The division list has no {code}.");

    public static Problem RosterOtherProvince(string code, string province) => new("roster.other-province", 400, $"{code}不在{province}内，一份名录只能是一个省的。", $"{code} is not in {province}; a roster is of one province.");

    public static Problem RosterDuplicate(int line) => new("roster.duplicate", 400, $"这个村重复，第{line}行已有。", $"This village stands in line {line} already.");

    public static Problem RosterName(string listed) => new("roster.name-differs", 400, $"名称与区划名录不一致，名录里是“{listed}”。", $"The name differs from the division list, which has '{listed}'.");

    public static Problem RosterEmpty() => new("roster.empty", 400, "文件里没有村。", "The file holds no village.");

    public static Problem RosterFaulty(int faults) => new("roster.faulty", 400, $"文件有{faults}处错误，没有改动任何数据。", $"The file has {faults} faults; nothing was changed.");
}
