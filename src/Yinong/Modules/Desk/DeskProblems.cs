using Yinong.Modules.Catalogue;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Desk;

/// <summary>Every "no" of the desk. The codes are those of the contract.</summary>
public static class DeskProblems
{
    public static Problem Invalid(IReadOnlyDictionary<string, string[]> fields, string zh, string en) => new("service-record.invalid", 400, zh, en) { Fields = fields };

    /// <summary>One record of the call has wrong fields; the others are not affected.</summary>
    public static Problem Invalid(IReadOnlyDictionary<string, string[]> fields) =>
        Invalid(fields, "这笔记录有字段不对，没有写入。其他记录不受影响。", $"Wrong fields: {string.Join("; ", fields.Select(f => $"{f.Key} {f.Value[^1]}"))}. Not written; the others are not affected.");

    public static Problem NotJson(long? line, long? place) => BodyInvalid($"不是有效的 JSON（第 {line} 行，第 {place} 个字节）。没有写入任何记录。", $"Not valid JSON (line {line}, byte {place}). Nothing was written.");

    public static Problem NotAnArray() => BodyInvalid("请求内容应是服务记录的 JSON 数组。没有写入任何记录。", "The body must be a JSON array of service records. Nothing was written.");

    public static Problem NoRecord() => BodyInvalid("数组里没有记录。", "The array holds no record.");

    public static Problem TooMany(int most) => new("service-record.invalid", 400, $"一次最多 {most} 条，请分批发送。没有写入任何记录。", $"At most {most} records at once; send them in parts. Nothing was written.");

    public static Problem StationUnknown() => new("station.unknown", 404, "没有这个站点，或者不在您的管辖范围内。请核对门牌上的统一编号。", "No such station in your reach. Check the number on the plaque.") { Fields = Field("station", "没有这个站点") };

    public static Problem StationNotOperating(DateOnly day) => new("station.not-operating", 409, $"{day:yyyy-MM-dd} 这天站点没有运营，不能记服务。暂停或退出的站点请联系县级主管部门。", $"The station did not operate on {day:yyyy-MM-dd}; no service can be recorded.") { Fields = Field("servedAt", "这天站点没有运营") };

    public static Problem OfficerNotOnPost(DateOnly day) => new("officer.not-on-post", 409, $"{day:yyyy-MM-dd} 这天信息员不在这个站点上岗。请核对信息员编号和日期。", $"The officer was not on post at this station on {day:yyyy-MM-dd}.") { Fields = Field("officer", "这天不在这个站点上岗") };

    /// <summary>On leave, suspended or dismissed on the day of the service, whenever it is sent.</summary>
    public static Problem OfficerPaused(DateOnly day) => new("officer.not-on-post", 409, $"{day:yyyy-MM-dd} 这天信息员请假、停职或已解聘，不能记服务。请由在岗的信息员或顶岗人办理。", $"The officer was on leave, suspended or dismissed on {day:yyyy-MM-dd}; another on post, or the substitute, serves.") { Fields = Field("officer", "这天请假、停职或已解聘") };

    /// <summary>S-14: only after training and assessment may the officer serve.</summary>
    public static Problem CertificateInvalid(DateOnly day) => new("officer.certificate-invalid", 409, $"{day:yyyy-MM-dd} 这天没有有效的上岗证，不能记服务（必须培训、考核合格后才能上岗）。", $"No valid certificate on {day:yyyy-MM-dd}: without one no service is recorded (S-14).") { Fields = Field("officer", "没有有效的上岗证") };

    public static Problem ItemUnknown() => new("item.unknown", 404, "服务目录里没有这个事项，或者当天还没有生效。请更新事项表。", "No such item in the catalogue on that day. Refresh the list of items.") { Fields = Field("item", "服务目录里没有这个事项") };

    /// <summary>S-33.</summary>
    public static Problem RedLine(ServiceItemVersion item) => new("item.red-line", 409, $"“{item.Name}”属于红线，不能办理：{item.Clause}。", $"'{item.NameEn}' crosses the red line and is refused (S-33).") { Fields = Field("item", "属于红线，不能办理") };

    public static Problem Future() => new("service-record.future", 409, "服务时间在将来。请检查手机的日期和时间。", "The time of service lies in the future. Check the clock of the device.") { Fields = Field("servedAt", "服务时间在将来") };

    public static Problem Conflict() => new("service-record.conflict", 409, "这个编号已经记过另一笔内容不同的服务。要改请用更正；原记录没有变。", "This id already stands for a record with other content. Use a correction; the stored one is unchanged.") { Fields = Field("id", "编号已被另一笔记录使用") };

    public static Problem ReasonMissing(int most) => Problem.Invalid("reason", $"请写明更正的原因，1 到 {most} 个字。", $"Give the reason of the correction, 1 to {most} characters.");

    public static Problem CursorInvalid() => Problem.Invalid("after", "翻页标记不对，请从第一页重新开始。", "The page mark is broken; start again from the first page.");

    public static Problem TooBusy() => new("too-many-requests", 429, "现在记录的人太多，请稍后重发，同一编号不会重复。", "Too much at once. Send again shortly; the same id is never counted twice.") { RetryAfterSeconds = 2 };

    public static Problem UndoTooLate(int minutes) => new("service-record.undo-too-late", 409, $"超过 {minutes} 分钟，不能直接撤回。请用“更正”，写明原因。", $"More than {minutes} minutes ago: use a correction with a reason.");

    public static Problem AlreadyCorrected() => new("service-record.already-corrected", 409, "这笔记录已经更正或撤回过了。请看最新的一笔。", "This record has been corrected or taken back already. See the newest one.");

    public static Problem NotYours() => new("service-record.not-yours", 404, "没有找到这笔记录，或者不是您站点的。", "No such record of your station.");

    /// <summary>The phone holds a record in another officer's name: it is taken only from that officer.</summary>
    public static Problem OfficerNotYou() => new("officer.not-on-post", 409, "这笔记录不是以您的名义记的。请记它的信息员本人登录后上传。", "This record is in another officer's name. That officer has to sign in and send it.") { Fields = Field("officer", "不是您本人") };

    /// <summary>The form was sent before and has been changed since: it may be sent once more as another service.</summary>
    public static Problem SentAlready() => new("service-record.conflict", 409, "这张表刚才已经记过一笔了，那一笔没有变。如果这是另一笔，请再点一次“记下”。", "This form has already recorded a service, which is unchanged. If this is another one, press the button again.");

    /// <summary>The page was kept longer than its token; the phone asks for a new one and sends again.</summary>
    public static Problem TokenStale() => new("token-stale", 400, "页面放得太久了，没有处理。请刷新后再试。", "The page is too old and nothing was processed. Reload and try again.");

    static Dictionary<string, string[]> Field(string name, string zh) => new() { [name] = [zh] };

    static Problem BodyInvalid(string zh, string en) => new("service-record.invalid", 400, zh, en);
}
