using Yinong.Platform.Problems;

namespace Yinong.Modules.Training;

/// <summary>Every "no" of the question bank and the examinations.</summary>
public static class TrainingProblems
{
    static readonly string[] Levels = ["易", "中", "难"];
    static readonly string[] LevelsEn = ["easy", "medium", "hard"];

    public static Problem UnknownTopic() => Field("Topic", "question.topic", "没有这个专题，请从列表里选。", "Unknown topic: choose one of the list.");

    public static Problem UnknownKind() => Field("Kind", "question.kind", "没有这种题型，请从列表里选。", "Unknown kind of question: choose one of the list.");

    public static Problem UnknownState() => Problem.Invalid("state", "没有这种状态。请从列表上点选。", "Unknown state: choose one of the list.");

    public static Problem WrongDifficulty() => Field("Difficulty", "question.difficulty", "难度是1（易）、2（中）或3（难）。", "The difficulty is 1 (easy), 2 (medium) or 3 (hard).");

    public static Problem TextLength(int most) => Field("Text", "question.text", $"题目要4到{most}个字。", $"A question has 4 to {most} characters.");

    public static Problem OptionLength(int most) => Field("Options", "question.options", $"每个选项1到{most}个字，不能空着。", $"Each option has 1 to {most} characters.");

    public static Problem TooManyOptions(int most) => Field("Options", "question.options", $"最多{most}个选项。", $"At most {most} options.");

    public static Problem OptionTwice() => Field("Options", "question.options", "有两个选项一模一样，请改掉一个。", "Two options are the same: change one.");

    public static Problem WrongOptions(QuestionKind kind) => kind switch
    {
        QuestionKind.Single => Field("Options", "question.options", "单选题至少两个选项，正好一个前面加*表示正确。", "A single choice has two options or more, exactly one of them marked with *."),
        QuestionKind.Multiple => Field("Options", "question.options", "多选题至少两个选项，正确的前面都加*。", "A multiple choice has two options or more; mark each right one with *."),
        QuestionKind.Truth => Field("Options", "question.options", "判断题正好两个选项：对、错，正确的那个前面加*。", "A true-or-false question has exactly two options; mark the right one with *."),
        QuestionKind.Matching => Field("Options", "question.options", "连线题至少两行，每行写“左边 = 右边”，右边不能重复。", "A matching question has two lines or more, each “left = right”; no right side twice."),
        _ => Field("Options", "question.options", "简答题至少写一条阅卷要点。", "A short answer has at least one point for the marker to look for."),
    };

    public static Problem PictureAlt(int most) => Field("PictureAlt", "question.picture-alt", $"请写明图片里是什么，2到{most}个字：看不见图的人靠它答题。", $"Say what the picture shows, in 2 to {most} characters: whoever cannot see it answers by that.");

    public static Problem PictureMissing() => Field("Upload", "question.picture", "写了图片说明，但没有图片。请选择图片，或者把说明删掉。", "There is a description but no picture: choose one, or take the description away.");

    public static Problem NotADraft() => new("question.not-a-draft", 409, "这道题已经审定或停用，不能再改。要换内容，请停用它，另写一题。", "This question is approved or retired and cannot be changed. Retire it and write another.");

    public static Problem OwnQuestion() => new("question.own", 409, "自己写的题不能自己审定，请另一位同事来审。", "Whoever wrote a question cannot approve it: ask a colleague.");

    public static Problem RetiredAlready() => new("question.retired", 409, "这道题已经停用。", "This question is retired already.");

    public static Problem AboveYou() => new("question.above", 403, "这道题是上级的，只能看。要改请告诉上级。", "This question belongs to a higher level: you may read it. Tell that level what should change.");

    public static Problem ReasonNeeded() => Field("Reason", "question.reason", "请写明为什么停用，至少2个字。", "Say why it is retired, in 2 characters or more.");

    public static Problem ImportSize(int most) => new("question.import", 400, $"一次导入1到{most}道题。请分成几个文件。", $"An import has 1 to {most} questions: split the file.");

    public static Problem WrongInImport(int place, Problem why) => new("question.import", 400, $"第{place}题：{why.Zh}一道也没有导入，改好再试。", $"Question {place}: {why.En} Nothing was imported; put it right and try again.");

    public static Problem NotYours() => new("forbidden", 403, "您的岗位没有这项权限。需要时请联系本级管理员。", "Your post does not hold this right. Ask the administrator of your level.");

    public static Problem UnknownPlace() => Field("Division", "exam.division", "没有找到这个地方。请填您管辖范围内的区划代码。", "Unknown place: give the code of a division within your reach.");

    public static Problem WrongBlueprint(int most) => Field("Cells", "exam.blueprint", $"请填各专题各难度出几道题，合计1到{most}道。", $"Say how many questions of each topic and difficulty, 1 to {most} in all.");

    public static Problem TooFewQuestions(BlueprintLine line, int have)
    {
        var topic = QuestionFile.Shipped.FindTopic(line.Topic);
        return new("exam.too-few-questions", 409, $"题库里“{topic?.Zh ?? line.Topic}”难度{Levels[line.Difficulty - 1]}的题只有{have}道，不够{line.Count}道。请减少题数，或者先审定更多的题。",
            $"The bank has only {have} {LevelsEn[line.Difficulty - 1]} questions on “{topic?.En ?? line.Topic}”, not {line.Count}. Ask for fewer, or approve more questions first.")
        { Fields = new Dictionary<string, string[]> { ["Cells"] = [] } };
    }

    public static Problem WrongNumber(string field, int least, int most) => Field(field, "exam.number", $"应在{least}到{most}之间。", $"Between {least} and {most}.");

    public static Problem PassMarkTooHigh(int outOf) => Field("PassMark", "exam.pass-mark", $"及格分应在1到{outOf}之间（题数×每题分数）。", $"The pass mark lies between 1 and {outOf} (questions × points each).");

    public static Problem UnknownCertificate() => Field("CertificateKind", "exam.certificate", "没有这种证件，请从列表里选。", "Unknown kind of certificate: choose one of the list.");

    public static Problem UnknownReview() => Field("Review", "exam.review", "没有这种规定，请从列表里选。", "Unknown rule: choose one of the list.");

    public static Problem ReviewTooEarly() => Field("Review", "exam.review", "发上岗证的考试不能一交卷就看答案：补考的和还没考的会先知道。请选“考试对所有人结束以后”。", "An examination for the certificate for duty does not show answers at once: those who sit again or later would know them. Choose the end for all.");

    public static Problem WrongDays() => Field("OpenTo", "exam.days", "截止日期不能早于开始日期，不能早于今天，最晚到五年以后。", "The last day is not before the first, not before today, and within five years.");

    public static Problem ClosedAlready() => new("exam.closed", 409, "这场考试已经结束。", "This examination is closed already.");

    public static Problem NotOpen() => new("exam.not-open", 409, "今天不能开始这场考试：还没到开始的日期，或者已经结束。", "This examination does not begin today: it is not open yet, or closed.");

    public static Problem PassedAlready() => new("exam.passed", 409, "这场考试您已经合格，不用再考。", "You have passed this examination already.");

    public static Problem NoAttemptLeft(int attempts) => new("exam.no-attempt-left", 409, $"这场考试最多考{attempts}次，次数已经用完。请问县级主管部门下一场的时间。", $"This examination may be sat {attempts} times, and you have done so. Ask the county authority for the next one.");

    public static Problem TooSoon(DateOnly from) => new("exam.too-soon", 409, $"补考要等到{from:yyyy-MM-dd}。", $"You may sit again from {from:yyyy-MM-dd} on.");

    public static Problem BeingMarked() => new("exam.being-marked", 409, "上一次的卷子还在等阅卷，出了结果再说。", "Your last paper is still being marked: wait for its result.");

    public static Problem Ended() => new("exam.ended", 409, "这张卷子已经交了，或者时间到了，不能再答。以前存下的答案都算数。", "This paper is handed in or its time is over: no answer is taken any more. What was saved before counts.");

    public static Problem ReviewLater(DateTime from) => new("exam.review-later", 409, $"答案要等考试对所有人结束以后才能看：{from + Platform.Time.ProgrammeClock.Offset:yyyy-MM-dd HH:mm}起。", $"The answers are shown when the examination has ended for all: from {from + Platform.Time.ProgrammeClock.Offset:yyyy-MM-dd HH:mm} on.");

    public static Problem SealForm(int most) => new("exam.seal-form", 400, $"补传的格式不对。一次1到{most}条，每条有序号、题号、答案、时间和封签。", $"These are no sealed answers: 1 to {most} entries, each with number, place, answer, time and seal.");

    public static Problem SealTokenStale() => new("exam.token-stale", 400, "页面已经过期，请刷新以后再传。手机里的答案还在。", "The page is out of date: reload it and send again. The answers are still on the phone.");

    public static Problem SealsClosed() => new("exam.seals-closed", 409, "这张卷子已经交了，或者补交的时间过了，不再收补传的答案。已经收到的都算数。", "This paper is handed in, or the time for late answers is over: no sealed answer is taken any more. What arrived before counts.");

    public static Problem SealBroken() => new("exam.seal-broken", 400, "封签对不上：答案封存以后变动过，或者前面缺了。这一条和它后面的都没有收。", "The seal does not fit: the answer was changed after it was sealed, or one before it is missing. This entry and those after it are not taken.");

    public static Problem SealConflict() => new("exam.seal-conflict", 409, "同一个序号已经收过另一个答案，这一条没有收。", "Another answer was taken under this number already; this one is not.");

    public static Problem SealTime() => new("exam.seal-time", 409, "封存的时间不在考试时间里，或者比前一条还早，这一条没有算。", "It was sealed outside of the time of the sitting, or before the entry ahead of it: it does not count.");

    public static Problem AnswerTooLong(int most) => Field("Words", "exam.answer", $"最多写{most}个字。", $"At most {most} characters.");

    public static Problem UnknownOption() => Field("Choice", "exam.answer", "没有这个选项，请在列出的选项里选。", "There is no such option: choose one of those listed.");

    public static Problem NotWaiting() => new("exam.not-waiting", 409, "这张卷子不在等待阅卷。", "This paper does not wait for marking.");

    public static Problem OwnPaper() => new("exam.own-paper", 409, "不能批自己的卷子，请另一位同事来批。", "Nobody marks his own paper: ask a colleague.");

    public static Problem PointsMissing(int each) => Field("Points", "exam.points", $"每道简答题都要给分，0到{each}分。", $"Give every short answer its points, 0 to {each}.");

    public static Problem NotPassed() => new("exam.not-passed", 409, "这次考试没有合格，不能据此发证。", "This sitting did not pass, so no certificate rests on it.");

    public static Problem BadAfter() => Problem.Invalid("after", "after 参数不对，请从第一页重新翻。", "Wrong after: begin again at the first page.");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
