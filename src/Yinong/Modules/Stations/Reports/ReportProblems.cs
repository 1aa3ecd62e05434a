using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Reports;

/// <summary>Every "no" of the reports.</summary>
public static class ReportProblems
{
    public static Problem UnknownKind() => Field("Kind", "report.kind", "请选是哪一种问题。", "Choose what kind of problem it is.");

    public static Problem TextNeeded() => Field("Text", "report.text", "请写清楚什么时候、什么事，至少5个字。", "Say when and what happened, at least 5 characters.");

    public static Problem BadContact() => Field("Contact", "report.contact", "电话号码不对。手机写11位数字，座机写区号加号码；不想留就空着。", "This is no phone number: 11 digits, or area code and number; leave it empty if you like.");

    public static Problem OutcomeNeeded() => Field("Outcome", "report.outcome", "请选核查结果。", "Choose what was found.");

    public static Problem FindingNeeded() => Field("Finding", "report.finding", "请写明查到什么、怎么处理，至少5个字。反映人凭回执能看到。", "Say what was found and done, at least 5 characters; who reported can read it.");

    public static Problem Answered() => new("report.answered", 409, "这件事别人已经答复过了。请刷新页面看结果。", "Somebody has answered this report already. Reload to see.");

    public static Problem NotYours() => new("report.not-yours", 403, "您没有处理反映的权限，请由县级主管部门办理。", "You may not answer reports; the county's authority does.");

    public static Problem WhyNeeded() => Field("Why", "report.why", "请写明为什么要看联系电话。", "Say why you need the contact.");

    public static Problem BadState() => Problem.Invalid("state", "没有这种状态：waiting 待核查、answered 已答复。", "Unknown state: waiting or answered.");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
