using Yinong.Platform.Problems;

namespace Yinong.Modules.Supervision;

/// <summary>Every "no" of the statistics.</summary>
public static class SupervisionProblems
{
    public static Problem FromAfterTo() => Invalid("from", "开始日期不能晚于结束日期。", "'from' lies after 'to'.");

    public static Problem BadBreakdown() => Invalid("by", "分组只能是division、kind、day、month或item。", "'by' is one of division, kind, day, month, item.");

    public static Problem BadFormat() => Invalid("format", "格式只能是json或csv。", "'format' is json or csv.");

    public static Problem TooManyDays(int most) => Invalid("to", $"一次最多统计{most}天，请缩短时间，或改按月统计。", $"At most {most} days at once; ask for less, or by month.");

    static Problem Invalid(string field, string zh, string en) => new("statistics.invalid", 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
