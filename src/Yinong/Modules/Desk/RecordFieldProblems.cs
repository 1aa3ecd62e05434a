namespace Yinong.Modules.Desk;

/// <summary>What may be wrong with one field of a record, in both languages; gathered per record into <see cref="DeskProblems.Invalid(IReadOnlyDictionary{string, string[]})"/>.</summary>
static class RecordFieldProblems
{
    public static readonly (string Zh, string En) Twice = ("写了两次", "given twice");
    public static readonly (string Zh, string En) NotAnObject = ("应是一个对象", "must be an object");
    public static readonly (string Zh, string En) Unknown = ("没有这个字段", "unknown field");
    public static readonly (string Zh, string En) Missing = ("必填", "required");
    public static readonly (string Zh, string En) WithoutMethod = ("没有确认方式时不填", "only with a method of confirmation");
    public static readonly (string Zh, string En) NotAUuid = ("应是 UUID，例如 019a…", "must be a UUID");
    public static readonly (string Zh, string En) NotABoolean = ("应是 true 或 false", "must be true or false");
    public static readonly (string Zh, string En) NotAnInstant = ("应是带时区的时间，例如 2018-10-30T10:12:00+08:00", "must be an instant with offset, e.g. 2018-10-30T10:12:00+08:00");
    public static readonly (string Zh, string En) NotText = ("应是文字", "must be text");
    public static readonly (string Zh, string En) ControlCharacters = ("含有控制字符", "contains control characters");
    public static readonly (string Zh, string En) Empty = ("不能为空", "must not be empty");
    public static readonly (string Zh, string En) NotUtf8 = ("不是有效的 UTF-8 文字", "not valid UTF-8");
    public static readonly (string Zh, string En) WrongType = ("类型不对", "wrong type");

    public static readonly (string Zh, string En) NotChosen = ("请先点选办了什么事", "Choose first what was done");
    public static readonly (string Zh, string En) NotAnAmount = ("金额写成12.50这样，单位是元，最多两位小数", "Write the amount in yuan like 12.50, with at most two decimals");
    public static readonly (string Zh, string En) NotATime = ("请选好日期和时间", "Choose day and time");

    public static (string Zh, string En) ManyPersons(int most) => ($"超过 {most} 人次，请按集体活动记", $"more than {most}: record it as a group event");

    public static (string Zh, string En) TooEarly(DateOnly earliest) => ($"早于 {earliest:yyyy-MM-dd}，请检查日期", $"before {earliest:yyyy-MM-dd}; check the date");

    public static (string Zh, string En) NotOneOf(string words) => ($"只能是：{words}", $"must be one of: {words}");

    public static (string Zh, string En) NotBetween(long least, long most) => ($"应是 {least} 到 {most} 的整数", $"must be a whole number from {least} to {most}");

    public static (string Zh, string En) TooLong(int most) => ($"最多 {most} 个字", $"at most {most} characters");
}
