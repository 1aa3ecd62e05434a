using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Photos;

/// <summary>Every "no" to a judgement of photos.</summary>
public static class PhotoProblems
{
    public static Problem NotYours() => new("photo.not-yours", 403, "疑似重复的照片由农业农村部门的验收人员判断，您的岗位不能登记。", "Photos that look alike are judged by the authority's inspectors; your post may not.");

    public static Problem OwnPhoto() => new("photo.own-photo", 403, "这张照片是您传的，请由另一位验收人员判断。", "You sent this photo; another inspector has to judge it.");

    public static Problem VerdictNeeded() => Field("Verdict", "photo.verdict", "请选判断结果。", "Choose the judgement.");

    public static Problem ReasonNeeded() => Field("Reason", "photo.reason", "请写明根据什么判断的，至少5个字。", "Say what the judgement rests on, at least 5 characters.");

    public static Problem BadState() => Problem.Invalid("state", "没有这个状态。", "There is no such state.");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
