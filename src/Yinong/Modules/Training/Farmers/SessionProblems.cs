using Yinong.Platform.Problems;

namespace Yinong.Modules.Training.Farmers;

/// <summary>Every "no" of phone-skills training for farmers. What refuses a service record refuses a session's too, in its own words.</summary>
public static class SessionProblems
{
    public static Problem NoStation() => new("session.no-station", 409, "您今天没有在服务站上岗，不能办培训。请先看“我的”里缺什么。", "You are on post at no station today. Look under 'me' for what is missing.");

    public static Problem UnknownTopic() => Field("Topic", "session.topic", "请从列表里选一个题目。", "Choose a topic of the list.");

    public static Problem UnknownCourse() => Field("CourseId", "session.course", "没有这门给农民的课程，请从列表里选。", "No such course for farmers: choose one of the list.");

    public static Problem WrongDay() => Field("OnDate", "session.day", "日期不能早于今天前7天，最晚到一年以内。", "The day is at most 7 days ago and within a year.");

    public static Problem WrongTime() => Field("From", "session.from", "时间写成9:00这样。", "Write the time as 9:00.");

    public static Problem PlaceLength() => Field("Place", "session.place", "请写地点，2到80个字。", "Write the place, 2 to 80 characters.");

    public static Problem WrongPlanned(int most) => Field("Planned", "session.planned", $"预计人数应在1到{most}之间。", $"Between 1 and {most} are expected.");

    public static Problem WrongHeadCount(int most) => Field("HeadCount", "session.head-count", $"到场人数应是1到{most}的整数。一个人也没来，请取消这一场。", $"How many came is a whole number from 1 to {most}. If nobody came, cancel the session.");

    public static Problem NoteLength() => Field("Note", "session.note", "最多200个字。", "At most 200 characters.");

    public static Problem TooEarly() => new("session.too-early", 409, "还没到开始的时间，办完再登记。", "It has not begun yet: close it once it was held.");

    public static Problem Closed() => new("session.closed", 409, "这一场已经登记过，或者已经取消。人数登错了，请在服务记录里更正。", "This session is closed or cancelled. If the number was wrong, correct the service record.");

    public static Problem ReasonNeeded() => Field("Reason", "session.reason", "请写明为什么取消，2到200个字。", "Say why it is cancelled, 2 to 200 characters.");

    public static Problem Over() => new("session.over", 409, "这一场已经不接受报名。", "This session takes no more names.");

    public static Problem NameLength() => Field("Name", "session.name", "请写怎么称呼，1到20个字。", "Write how to call you, 1 to 20 characters.");

    public static Problem BadPhone() => Field("Phone", "session.phone", "电话应是7到15位数字，也可以不填。", "A phone has 7 to 15 digits; it may be left empty.");

    public static Problem Full(int most) => new("session.full", 409, $"报名已经有{most}人，满了。可以直接到现场问信息员。", $"{most} have signed up already. You may still ask the officer on the spot.");

    public static Problem WhyNeeded() => Field("Why", "session.why", "请写明为什么要看电话，至少4个字。", "Say why you need the phones, in 4 characters or more.");

    public static Problem NoFeedbackNow(int days) => new("session.no-feedback", 409, $"培训当天起{days}天以内可以评价。", $"One may say how it was from the day of the session on, for {days} days.");

    public static Problem FeedbackFull() => new("session.feedback-full", 409, "评价的份数已经和到场人数一样多了，谢谢。", "There are as many answers as people who came. Thank you.");

    public static Problem GradeNeeded() => Field("Grade", "session.grade", "请选一个评价。", "Choose a grade.");

    public static Problem WordsLength(int most) => Field("Words", "session.words", $"最多{most}个字。", $"At most {most} characters.");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
