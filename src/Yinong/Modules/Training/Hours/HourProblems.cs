using Yinong.Platform.Problems;

namespace Yinong.Modules.Training.Hours;

/// <summary>Every "no" about hours: required, credited, corrected.</summary>
public static class HourProblems
{
    public static Problem TooFew(int done, int needed, bool renewal) => new("hours.too-few", 409,
        renewal ? $"复训学时不够：这本上岗证生效以来学了{Hours(done)}学时，省里规定要{Hours(needed)}学时。请先参加复训或者自学课程。" : $"学时不够：已学{Hours(done)}学时，省里规定考上岗证之前要{Hours(needed)}学时。请先参加培训班或者自学课程。",
        renewal ? $"Too few refresher hours: {Hours(done)} since this certificate began, the province asks {Hours(needed)}. Take a refresher class or study courses first." : $"Too few hours: {Hours(done)} done, the province asks {Hours(needed)} before the examination for duty. Take a class or study courses first.");

    public static Problem NotSet() => new("hours.not-set", 409, "省里还没有规定学时，没有依据认定复训。", "The province has not set the hours, so there is no ground to confirm a refresher on.");

    public static Problem ExamAsked() => new("hours.exam-asked", 409, "省里规定复训还要考试，请安排复训考试，合格以后发证。", "The province also asks for an examination: hold one, and issue on its pass.");

    public static Problem NoCertificate() => new("hours.no-certificate", 409, "这位信息员没有可以续的上岗证，请按初次培训办理。", "This officer has no certificate of duty to renew: go by the first training.");

    public static Problem Confirmed() => new("hours.confirmed", 409, "这次复训已经认定过了。", "This refresher was confirmed already.");

    public static Problem Own() => new("hours.own", 409, "不能给自己记学时、认定学时，请另一位同事来办。", "Nobody credits or confirms hours of his own: ask a colleague.");

    public static Problem NotYours() => new("forbidden", 403, "您的岗位没有这项权限。需要时请联系本级管理员。", "Your post does not hold this right. Ask the administrator of your level.");

    public static Problem InPast() => Field("EffectiveFrom", "hours.in-past", "最早从今天起执行，已经过去的日子不能改。", "It begins today at the earliest: what is past stays.");

    public static Problem BeforeLast(DateOnly last) => Field("EffectiveFrom", "hours.before-last", $"不能早于上一版的{last:yyyy-MM-dd}。", $"Not before the last edition, {last:yyyy-MM-dd}.");

    public static Problem Number(string field, int least, int most) => Field(field, "hours.number", $"应在{least}到{most}之间。", $"Between {least} and {most}.");

    public static Problem SourceNeeded() => Field("Source", "hours.source", "请写明依据的文件，2到200个字。", "Name the document it rests on, 2 to 200 characters.");

    public static Problem MonthsNeeded() => Field("RenewalMonths", "hours.months", "不用考试的，要写续证的有效期（1到120个月）。", "Without an examination, say for how many months it is renewed (1 to 120).");

    /// <summary>Hours of 60 minutes with at most one decimal.</summary>
    public static string Hours(int minutes) => (minutes / 60m).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);

    internal static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
