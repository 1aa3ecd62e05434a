using Yinong.Platform.Problems;

namespace Yinong.Modules.Training;

/// <summary>Every "no" about a question in a spreadsheet.</summary>
public static class SheetProblems
{
    public static Problem HeadingsMissing() => new("question-sheet.headings", 400, "没有找到表头。要有“题目”和“题型”两列，可以下载表格模板照着填。", "No headings were found. There must be the columns Question and Kind; download the template and fill it in.");

    public static Problem TextMissing() => new("question-sheet.text", 400, "没有写题目。", "The question is missing.");

    public static Problem AnswerUnknown(int options) => new("question-sheet.answer", 400,
        $"看不出哪个选项正确。答案写选项的字母（这一题有{options}个选项），判断题写“对”或“错”；或者在“选项”一列里正确的前面加*。",
        $"The right option is not clear. Give the letters of the right options (there are {options}), or right/wrong; or mark the right lines with * in the column Options.");
}
