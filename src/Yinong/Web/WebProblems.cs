using Yinong.Platform.Problems;

namespace Yinong.Web;

/// <summary>Every "no" that comes from the way of a request, before any module is asked.</summary>
static class WebProblems
{
    public static Problem ChangedMeanwhile() => new("changed-meanwhile", 409, "别人刚刚改过这条数据。请刷新后重做。", "Somebody has just changed this. Reload and try again.");

    /// <summary>The problem that stands for a bare status.</summary>
    public static Problem ForStatus(int status) => status switch
    {
        400 => new("bad-request", 400, "请求的格式不对，没有处理。请检查后重发。", "The request is malformed and was not processed. Check it and send again."),
        401 => new("unauthorized", 401, "请先登录（接口调用需要有效的令牌）。", "Sign in first; an API call needs a valid token."),
        403 => new("forbidden", 403, "您的岗位没有这项权限。需要时请联系本级管理员。", "Your post does not hold this right. Ask the administrator of your level."),
        404 => Problem.NotFound(),
        405 => new("method-not-allowed", 405, "这个地址不接受这种请求方法。", "This address does not accept that method."),
        413 => new("too-large", 413, "内容太大，没有接收。请分批发送。", "The body is too large and was not taken. Send it in parts."),
        415 => new("unsupported-media-type", 415, "内容类型不对，接口只接受 application/json。", "Unsupported content type; the API takes application/json."),
        429 => new("too-many-requests", 429, "请求太频繁，请稍后再试。", "Too many requests. Try again later."),
        < 500 => new("bad-request", status, "请求没有处理。", "The request was not processed."),
        503 => new("unavailable", 503, "服务正在启动或暂时不可用，请稍后再试。", "Starting or briefly unavailable. Try again later."),
        _ => new("internal", status, "系统出了问题，不是您操作错了。请稍后再试，并把错误编号报给技术人员。", "A fault on our side. Try again later and give the error number to support."),
    };

    public static Problem DivisionInvalid(string field) => Problem.Invalid(field, "区划代码应是 2、4、6、9 或 12 位数字，全国写 00。", "A division code has 2, 4, 6, 9 or 12 digits; 00 is the nation.");

    public static Problem DayInvalid(string field) => Problem.Invalid(field, "日期应写成 2018-10-31 这样。", "A day is written like 2018-10-31.");

    public static Problem ControlCharacters(string field) => Problem.Invalid(field, "里面有看不见的控制字符，请去掉后重发。", "Control characters are not taken; remove them and send again.");

    public static Problem LimitInvalid(int most) => Problem.Invalid("limit", $"每页条数应是 1 到 {most}。", $"limit must be 1 to {most}.");
}
