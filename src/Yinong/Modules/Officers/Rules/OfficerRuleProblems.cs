using Yinong.Platform.Problems;

namespace Yinong.Modules.Officers.Rules;

/// <summary>Every "no" of the rules of provinces.</summary>
public static class OfficerRuleProblems
{
    public static Problem WrongValue(RuleItem item) => Field($"Values[{item.Code}]", "officer-rule.value",
        item.Kind is RuleKind.Choice ? $"“{item.Name}”请从列表里选。" : $"“{item.Name}”要填{item.Least}到{item.Most}的整数{(item.Optional ? "，不设就空着" : "")}。",
        item.Kind is RuleKind.Choice ? $"Choose '{item.NameEn}' from the list." : $"'{item.NameEn}' is a whole number from {item.Least} to {item.Most}{(item.Optional ? ", or empty" : "")}.");

    public static Problem EffectiveInPast() => Field("EffectiveFrom", "officer-rule.effective", "起用日期不能早于今天，已经受理的申请按当时的规则办。", "An edition begins today at the earliest: applications go by the rule of their day.");

    public static Problem EffectiveBeforeLast(DateOnly last) => Field("EffectiveFrom", "officer-rule.effective", $"起用日期不能早于上一版（{last:yyyy-MM-dd}）。", $"Not before the edition it follows ({last:yyyy-MM-dd}).");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
