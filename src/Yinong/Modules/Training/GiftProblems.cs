using Yinong.Platform.Problems;

namespace Yinong.Modules.Training;

/// <summary>Every "no" about a question in a GIFT file: what is wrong with it and how to mend it.</summary>
public static class GiftProblems
{
    public static Problem NoText() => Wrong("no-text", "文件不是文本：既不是 UTF-8，也不是 GB18030（GBK）。请用记事本打开，另存为“UTF-8”再传。", "The file is no text in UTF-8 or GB18030. Save it as UTF-8.");

    public static Problem Garbled() => Wrong("garbled", "文件里有“\uFFFD”，是转换编码时丢了字。请从原来的系统重新导出，存成 UTF-8 再传。", "The file holds \uFFFD: characters were lost when it was converted. Export it anew as UTF-8.");

    public static Problem TextMissing() => Wrong("text-missing", "没有题干。请在大括号 { } 前面写上题目。", "The question has no text. Write it before the braces { }.");

    public static Problem TitleOpen() => Wrong("title-open", "标题没有结束。标题前后都要有两个冒号，例如 ::Q001::。", "The title is not closed. Two colons stand on both sides, e.g. ::Q001::.");

    public static Problem AnswersMissing() => Wrong("answers-missing", "没有答案部分。答案写在大括号里，例如 {=对的 ~错的}；简答题写 {}。", "There are no answers. They stand in braces, e.g. {=right ~wrong}; an essay question has {}.");

    public static Problem BraceOpen() => Wrong("brace-open", "大括号没有关上。请检查有没有写“}”，题目中间有没有空行。", "The brace is not closed. Look for a missing } or a blank line inside the question.");

    public static Problem BraceStray() => Wrong("brace-stray", @"大括号多了或顺序不对。一道题只有一对；文字里的大括号请写成 \{ 和 \}。", @"A brace too many, or in the wrong order. A question has one pair; in text write \{ and \}.");

    public static Problem Numerical() => Wrong("numerical", "不支持数值题（{# …}）。请改成单选题，或简答题。", "Numerical questions ({# …}) are not taken. Make it a single choice or a short answer.");

    public static Problem StrayWords(string words) => Wrong("stray-words", $"答案前面多了“{words}”。每个答案以“=”（对）或“~”（错）开头。", $"'{words}' stands before the first answer. Each answer begins with = (right) or ~ (wrong).");

    public static Problem OptionEmpty() => Wrong("option-empty", @"有一个选项是空的。请补上文字；文字里的 = 和 ~ 请写成 \= 和 \~。", @"An option is empty. Give it a text; in text write \= and \~ for = and ~.");

    public static Problem TooFewOptions() => Wrong("options-too-few", "选择题至少要有两个选项。", "A choice needs at least two options.");

    public static Problem NothingRight() => Wrong("nothing-right", "没有正确答案。单选题用“=”标出对的；多选题给对的写上分值，例如 ~%50%。", "No option is right. Mark it with =, or in a multiple choice give the right ones a weight, e.g. ~%50%.");

    public static Problem SeveralRight(int count) => Wrong("several-right", $"单选题有{count}个正确答案。只留一个“=”；如果是多选题，每个对的都写成 ~%分值%。", $"A single choice has {count} right options. Keep one =; in a multiple choice write each right one as ~%weight%.");

    public static Problem WeightOutside(string weight) => Wrong("weight", $"分值“{weight}”不对，应在-100和100之间。", $"The weight '{weight}' is not between -100 and 100.");

    public static Problem TooFewPairs() => Wrong("pairs-too-few", "连线题至少要有两对。", "A matching question needs at least two pairs.");

    public static Problem ArrowMissing(string words) => Wrong("arrow-missing", $"“{words}”缺少箭头。连线题每一对写成 =左边 -> 右边。", $"'{words}' has no arrow. Each pair is written =left -> right.");

    public static Problem HalfPair(string words) => Wrong("half-pair", $"“{words}”只有一边。连线题每一对的两边都要有文字。", $"'{words}' has one side only. Both sides of a pair need a text.");

    public static Problem DifficultyUnknown(string words) => Wrong("difficulty", $"难度“{words}”不对，应为1（易）、2（中）或3（难）。", $"The difficulty '{words}' is none: 1 (easy), 2 (medium) or 3 (hard).");

    public static Problem TooManyErrors(int most) => Wrong("too-many-errors", $"已经有{most}道题读不出来，从这里起没有再读。请核对文件的格式。", $"{most} questions could not be read; nothing was read from here on. Check the format of the file.");

    public static Problem SeveralPictures() => Wrong("pictures", "一道题只能带一张图片。请合成一张，或者只留一张。", "A question has one picture. Join them into one, or keep one.");

    public static Problem PictureElsewhere() => Wrong("picture-elsewhere",
        "图片不在文件里，或者不完整。请把图片内嵌在题目里（data:image/jpeg;base64,…），或者删掉图片标签，导入以后再上传。",
        "The picture is not in the file, or not whole. Put it into the question (data:image/jpeg;base64,…), or take the tag out and add the picture afterwards.");

    static Problem Wrong(string code, string zh, string en) => new($"gift.{code}", 400, zh, en);
}
