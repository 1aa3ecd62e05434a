using Yinong.Platform.Problems;

namespace Yinong.Modules.Marks;

/// <summary>Every "no" of the marks.</summary>
public static class MarkProblems
{
    public static Problem NotYours() => new("forbidden", 403, "您的岗位没有这项权限。需要时请联系本级管理员。", "Your post does not hold this right. Ask the administrator of your level.");

    public static Problem AuthorityOnly() => new("mark.authority-only", 403, "防伪标记由农业农村部门签发，运营商不能签发。", "Marks are issued by the authority, not by an operator.");

    public static Problem ReasonNeeded() => Field("ReasonCode", "mark.reason", "请选择为什么重新签发。", "Choose why it is issued anew.");

    public static Problem ReasonTextNeeded() => Field("Reason", "mark.reason", "选了这个原因，请写明具体情况。", "With this reason, say what happened.");

    public static Problem AlreadyIssued() => new("mark.issued", 409, "这一版刚刚已经签发，请刷新页面核对；需要再签发一版时重新办理。", "This issue was made a moment ago. Look at the page again; issue a further one only if it is needed.");

    public static Problem NoNumber() => new("mark.no-number", 409, "站点还没有备案编号，不能签发门牌。省级备案以后再办。", "The station has no number yet. A plaque is issued after the province has filed it.");

    public static Problem StationEnded() => new("mark.station-ended", 409, "这个站点已经退出或合并，不再签发门牌。", "This station has left or was merged; no plaque is issued any more.");

    public static Problem CertificateEnded() => new("mark.certificate-ended", 409, "这张证已经过期或撤销，不再签发证书和卡片。请另发新证。", "This certificate has ended or was revoked; no paper is issued any more. Issue a new certificate.");

    public static Problem NotIssued() => new("mark.not-issued", 404, "还没有签发防伪标记，先签发再下载。", "No mark has been issued yet: issue one first.");

    public static Problem UnknownSheet() => new("mark.sheet", 404, "没有这种版式。请从签发页面上下载。", "No such sheet. Download it from the page of issues.");

    public static Problem NoMark() => Problem.Invalid("text", "请粘贴二维码里的整段文字，最多500个字符。", "Paste the whole text of the QR code, at most 500 characters.");

    public static Problem KeyRevoked() => new("mark.key-revoked", 409, "这把密钥已经作废。", "This key has been revoked already.");

    public static Problem RevokedInFuture() => Field("From", "mark.date", "作废日期不能晚于今天。", "The day is not after today.");

    public static Problem WhyNeeded() => Field("Reason", "mark.reason", "请写明作废的原因，至少5个字。", "Say why, in at least 5 characters.");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
