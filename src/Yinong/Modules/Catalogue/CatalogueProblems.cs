using Yinong.Platform.Problems;

namespace Yinong.Modules.Catalogue;

/// <summary>Every "no" of the catalogue.</summary>
public static class CatalogueProblems
{
    public static Problem UnknownKind() => Problem.Invalid("kind", "没有这类服务：public 公益、convenience 便民、commerce 电子商务、training 培训体验。", "Unknown kind: public, convenience, commerce or training.");

    public static Problem UnknownItem() => new("item.unknown", 404, "服务目录里没有这个事项。", "The catalogue has no such item.");

    public static Problem WrongCode() => Field("Code", "事项代码应为类别字母加4位数字，例如 P-0110（P公益、C便民、E电子商务、T培训体验），并且与所选类别一致。", "A code is the letter of its kind and 4 digits, e.g. P-0110 (P public, C convenience, E commerce, T training).");

    public static Problem CodeTaken() => Field("Code", "这个事项代码已经有了。要改内容，请打开该事项发布新版本。", "This code exists. To change it, publish a new version of the item.");

    public static Problem FromInPast() => Field("ValidFrom", "新版本最早从今天起生效，已经办过的服务按当时的版本计算。", "A version starts today at the earliest; services already recorded keep the version of their day.");

    public static Problem FromBeforeLast(DateOnly last) => Field("ValidFrom", $"新版本要晚于上一版本的生效日期（{last:yyyy-MM-dd}）。", $"A version starts after the one before it ({last:yyyy-MM-dd}).");

    public static Problem PublicIsFree() => Field("FeeFen", "公益服务不收一分钱，费用请填0。", "Public services are free: the fee is 0.");

    public static Problem NegativeFee() => Field("FeeFen", "费用不能是负数，最高10万元。", "The fee is 0 or more, at most 100,000 yuan.");

    public static Problem ClauseNeeded(bool redLine) => Field(redLine ? "Clause" : "Condition", redLine ? "红线事项请选择依据的条文。" : "有条件的事项请写明条件。", redLine ? "Choose the clause it rests on." : "Give the condition.");

    public static Problem RedLineStays() => Field("Verdict", "红线事项依据2018年通知的禁止性规定，不能改为可办。", "A red-line item rests on a prohibition of the notice of 2018; it cannot be opened.");

    public static Problem NotYours() => new("forbidden", 403, "您的岗位没有这项权限。需要时请联系本级管理员。", "Your post does not hold this right. Ask the administrator of your level.");

    static Problem Field(string field, string zh, string en) => new("item.invalid", 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
