using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Rechecks;

/// <summary>Every "no" of the re-checks.</summary>
public static class RecheckProblems
{
    public static Problem NotYours() => new("recheck.not-yours", 403, "抽查复核由市级、省级主管部门办。", "Samples are drawn and checked by the city and the province.");

    public static Problem BadSize() => Field("Size", "recheck.size", "抽查个数要在1到500之间。", "Draw between 1 and 500 stations.");

    public static Problem BadSpan() => Field("To", "recheck.span", "结束日期不能早于开始日期，也不能晚于今天。", "The last day cannot be before the first, nor after today.");

    public static Problem BadSeed() => Field("Seed", "recheck.seed", "公开的种子只能用字母、数字和连字符，4到64位；不填就由系统随机产生。", "A seed has 4 to 64 letters, digits and hyphens; leave it empty and the system makes one.");

    public static Problem NothingToDraw() => Field("To", "recheck.nothing", "这段时间没有验收过的站点，换一段时间再抽。", "No station was accepted in this time; choose another.");

    public static Problem ResultNeeded() => Field("Result", "recheck.result", "请选复核结果。", "Choose the result.");

    public static Problem NoteNeeded() => Field("Note", "recheck.note", "不合格或者没见到人的，请写明看到什么，至少5个字。", "When it failed or nobody was there, say what was seen, at least 5 characters.");

    public static Problem AlreadyChecked() => new("recheck.checked", 409, "这个站点别人已经登记过结果了。请刷新页面。", "Somebody has entered the result of this station already. Reload.");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
