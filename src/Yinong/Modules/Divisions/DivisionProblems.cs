using Yinong.Platform.Problems;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Divisions;

/// <summary>Every "no" about places.</summary>
static class DivisionProblems
{
    public static Problem Unknown(string code) => new("division.unknown", 404,
        $"区划名录里没有代码“{Shown(code)}”。代码是 2、4、6、9 或 12 位数字，全国写作 00。",
        $"The division list has no code '{Shown(code)}'. Codes have 2, 4, 6, 9 or 12 digits; the nation is 00.");

    public static Problem SearchTooLong() => Problem.Invalid("search", "检索词最多 40 个字。", "A search text has at most 40 characters.");

    public static Problem SearchMissing() => Problem.Invalid("search", "请给出检索词：区划代码或名称。", "Give a search text: a code or a name.");

    public static Problem LimitWrong() => Problem.Invalid("limit", "limit 应为 1—200 的整数。", "limit is a whole number from 1 to 200.");

    public static Problem AfterWrong() => Problem.Invalid("after", "after 应为上一页给出的 next。", "after is the next of the page before.");

    public static Problem DayWrong() => Problem.Invalid("at", "at 应为日期，如 2018-10-31。", "at is a day such as 2018-10-31.");

    static string Shown(string text) => text.Length <= 20 ? text : text.Cut(20) + "…";
}
