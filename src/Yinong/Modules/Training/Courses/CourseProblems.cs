using Yinong.Platform.Problems;

namespace Yinong.Modules.Training.Courses;

/// <summary>Every "no" of courses, their files and self-study.</summary>
public static class CourseProblems
{
    public static Problem UnknownTopic() => Field("Topic", "course.topic", "没有这个专题，请从列表里选。", "Unknown topic: choose one of the list.");

    public static Problem Length(string field, int least, int most) => Field(field, "course.length", $"请写{least}到{most}个字。", $"Write {least} to {most} characters.");

    public static Problem Number(string field, int least, int most) => Field(field, "course.number", $"应在{least}到{most}之间。", $"Between {least} and {most}.");

    public static Problem NotYours() => new("forbidden", 403, "您的岗位没有这项权限。需要时请联系本级管理员。", "Your post does not hold this right. Ask the administrator of your level.");

    public static Problem AboveYou() => new("course.above", 403, "这门课程是上级的，只能看。要改请告诉上级。", "This course belongs to a higher level: you may read it. Tell that level what should change.");

    public static Problem NotADraft() => new("course.not-a-draft", 409, "这门课程不是草稿，不能改。已审定的请出新版，等待审定的请先退回。", "This is no draft and cannot be changed. Make a new edition of an approved course; have a waiting one given back first.");

    public static Problem NotWaiting() => new("course.not-waiting", 409, "这门课程没有在等待审定。", "This course does not wait for approval.");

    public static Problem OwnCourse() => new("course.own", 409, "自己编的课程不能自己审定，请另一位同事来审。", "Whoever wrote a course cannot approve it: ask a colleague.");

    public static Problem NoLesson() => new("course.no-lesson", 409, "课程里还没有课，至少写一课再送审。", "The course has no lesson yet: write at least one before you send it for approval.");

    public static Problem TooManyLessons(int most) => new("course.too-many-lessons", 409, $"一门课程最多{most}课，请分成两门。", $"A course has at most {most} lessons: split it.");

    public static Problem NotApproved() => new("course.not-approved", 409, "这门课程没有审定，或者已经停用。", "This course is not approved, or is retired.");

    public static Problem EditionOpen() => new("course.edition-open", 409, "这门课程已经有一个新版在编，请接着编那一版。", "A next edition is being written already: go on with that one.");

    public static Problem ReasonNeeded() => Field("Reason", "course.reason", "请写明原因，至少2个字。", "Give the reason, in 2 characters or more.");

    public static Problem Remaining() => new("course.retired", 409, "这门课程已经停用。", "This course is retired already.");

    public static Problem TooManyFiles(int most) => Field("File", "course.too-many-files", $"一课最多{most}个文件，请先去掉不用的。", $"A lesson has at most {most} files: remove one first.");

    public static Problem NoFile() => Field("File", "file.none", "请先选一个文件。", "Choose a file first.");

    public static Problem NotMedia(string name) => Field("File", "file.not-media", $"“{name}”不是能用的文件。请上传JPEG、PNG、WebP图片，MP3、OGG、M4A音频，或者MP4、WebM视频。",
        $"'{name}' is of no kind that is taken. Send JPEG, PNG or WebP pictures, MP3, OGG or M4A sound, or MP4 or WebM film.");

    public static Problem BrokenMedia(string name) => Field("File", "file.broken", $"“{name}”没有传完或者已经损坏。请重新选。", $"'{name}' is incomplete or damaged. Choose it again.");

    public static Problem TooLarge(string name, long megabytes) => Field("File", "file.too-large", $"“{name}”超过{megabytes}MB。请压缩以后再传。", $"'{name}' is larger than {megabytes} MB. Make it smaller and send it again.");

    public static Problem OtherKind(string name) => Field("Small", "file.other-kind", $"“{name}”和原文件不是一类。音频配音频，视频配视频；图片的小图由系统自动做。", $"'{name}' is of another kind than the file itself. Sound goes with sound, film with film; small pictures are made by the system.");

    public static Problem NotSmaller(string name) => Field("Small", "file.not-smaller", $"“{name}”不比原文件小，流量差的地方用不上。请压得更小。", $"'{name}' is not smaller than the file itself, so it helps nobody on a poor line. Make it smaller.");

    public static Problem NotStudying() => new("study.none", 409, "您没有在学这一课，或者已经记过学时了。", "You are not studying this lesson, or its time was credited already.");

    public static Problem NoOfficer() => new("study.no-officer", 409, "这个账号没有对应的信息员，记不了学时。请找县级主管部门。", "No officer belongs to this account, so no hours are credited. Ask the county authority.");

    internal static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
