using Yinong.Platform.Problems;

namespace Yinong.Modules.Training.Classes;

/// <summary>Every "no" of training bodies, classes and rolls.</summary>
public static class ClassProblems
{
    public static Problem NotYours() => new("forbidden", 403, "您的岗位没有这项权限。需要时请联系本级管理员。", "Your post does not hold this right. Ask the administrator of your level.");

    public static Problem UnknownKind() => Field("Kind", "body.kind", "没有这种机构，请从列表里选。", "Unknown kind of body: choose one of the list.");

    public static Problem BodyKnown() => Field("Name", "body.known", "登记过同名的机构，不用再登记。", "A body of this name is registered already.");

    public static Problem BodyEnded() => new("body.ended", 409, "这个机构已经停用。", "This body is out of use already.");

    public static Problem UnknownBody() => Field("BodyId", "class.body", "请从登记过的机构里选一个。没有的话先登记。", "Choose one of the registered bodies; register it first if it is missing.");

    public static Problem UnknownCourse() => Field("CourseId", "class.course", "没有这门已审定的课程，请从列表里选。", "No approved course like this: choose one of the list.");

    public static Problem UnknownTrainer() => Field("TrainerAccount", "class.trainer", "没有找到这个登录名，或者这个账号没有“开班、点名”的权限。", "No account with this name holds the right to teach.");

    public static Problem Units(string zh, string en) => Field("Units", "class.units", zh, en);

    public static Problem UnitLine(int line) => Units($"第{line}行看不明白。每行写：日期，开始时间，分钟，内容，比如：2018-11-05，9:00，90，服务台怎么用。", $"Line {line} is not understood. Write: day, begin, minutes, matter, e.g. 2018-11-05, 9:00, 90, Using the desk.");

    public static Problem UnitDays(int line) => Units($"第{line}行的日期不对：不能早于今天，最晚到一年以后。", $"Line {line}: the day is not before today and within a year.");

    public static Problem UnitCount(int most) => Units($"请写1到{most}个课次。", $"Write 1 to {most} units.");

    public static Problem UnitsOverlap(int line) => Units($"第{line}行和前面的课次时间重叠。", $"Line {line} overlaps with a unit before.");

    public static Problem WrongEnrolDay() => Field("EnrolUntil", "class.enrol-until", "报名截止不能早于今天，不能晚于最后一课。", "Enrolment ends not before today and not after the last unit.");

    public static Problem CancelledAlready() => new("class.cancelled", 409, "这个班已经取消。", "This class is cancelled.");

    public static Problem ReasonNeeded() => Field("Reason", "class.reason", "请写明原因，2到200个字。", "Give the reason, 2 to 200 characters.");

    public static Problem NotOpen() => new("class.not-open", 409, "这个班已经不接受报名：过了截止日期，或者取消了。", "This class takes no more enrolments: the day has passed, or it is cancelled.");

    public static Problem Full(int seats) => new("class.full", 409, $"{seats}个名额已经报满。请看别的班，或者问县级主管部门。", $"All {seats} seats are taken. Look for another class, or ask the county authority.");

    public static Problem UnknownOfficer() => Field("Officer", "class.officer", "没有找到这个编号的信息员，请核对。", "No officer has this number: check it.");

    public static Problem TooLateToLeave() => new("class.begun", 409, "已经开课，不能退出。没去的课不记学时。", "The class has begun: one does not leave any more. Units not attended are not credited.");

    public static Problem NotEnrolled() => new("class.not-enrolled", 409, "您没有报这个班，请先报名。", "You are not enrolled in this class: enrol first.");

    public static Problem NotNow(int minutes) => new("class.not-now", 409, $"现在不收签到码：从开课前{minutes}分钟到下课后{minutes}分钟之间输入。过后请老师补登点名单。", $"No code is taken now: from {minutes} minutes before the unit to {minutes} after it. Later the trainer enters the roll.");

    public static Problem WrongCode(int seconds) => Field("Code", "class.code", $"签到码不对。每{seconds}秒换一个，请看屏幕上最新的。", $"Wrong code. It changes every {seconds} seconds: look at the latest one on the screen.");

    public static Problem TooManyTries(int seconds) => new("class.too-many-tries", 429, $"试得太多了，请等{seconds}秒再输。", $"Too many tries: wait {seconds} seconds.") { RetryAfterSeconds = seconds };

    public static Problem Teaches() => new("hours.own", 409, "这是您自己讲的课，不能给自己记学时。", "You teach this class yourself: nobody credits hours of his own.");

    public static Problem NotYet() => new("class.not-yet", 409, "这一课还没到日子，不能点名。", "This unit is not yet: the roll is kept on the day or later.");

    public static Problem NobodyTicked() => Field("Present", "class.nobody", "请勾选到课的人。", "Tick who was there.");

    public static Problem NotCredited() => new("class.not-credited", 409, "这个人这一课没有记过学时，没有可更正的。请用点名单补登。", "No hours of this unit were credited to this person. Enter the roll instead.");

    public static Problem WrongMinutes(int most) => Field("Minutes", "class.minutes", $"应在0到{most}分钟之间，而且和现在的不一样。", $"Between 0 and {most} minutes, and not what it is now.");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
