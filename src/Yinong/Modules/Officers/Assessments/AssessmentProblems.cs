using Yinong.Platform.Problems;

namespace Yinong.Modules.Officers.Assessments;

/// <summary>Every "no" of the yearly assessments.</summary>
public static class AssessmentProblems
{
    public static Problem WrongYear() => Problem.Invalid("year", "只能考评今年和前五年。", "Only this year and the five before are assessed.");

    public static Problem Confirmed() => new("officer-assessment.confirmed", 409, "这一年的考评已经确认过了。", "This year's assessment has been confirmed already.");

    public static Problem NotOnPost() => new("officer-assessment.not-on-post", 409, "这一年在岗不满半个月，不用考评。", "Less than half a month on post in that year: nothing to assess.");

    public static Problem YearRuns(int year) => new("officer-assessment.year-runs", 409, $"{year}年还没有结束，数字还会变。年底以后，或者信息员离岗以后再确认。", $"{year} is not over and its figures still grow. Confirm it after its end, or when the officer serves nowhere any more.");

    public static Problem ResultNeeded() => Field("Result", "officer-assessment.result", "请选考评结果。", "Choose the result.");

    public static Problem ReasonNeeded() => Field("Reason", "officer-assessment.reason", "结果和按规则算的不一样，请写明理由，至少5个字。", "The result is not what the rule proposes: say why, at least 5 characters.");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
