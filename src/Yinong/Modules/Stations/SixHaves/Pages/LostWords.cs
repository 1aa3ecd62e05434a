using Yinong.Web;

namespace Yinong.Modules.Stations.SixHaves.Pages;

/// <summary>Why a criterion is no longer there, in words.</summary>
public static class LostWords
{
    public static string Reason(LostCriterion lost, Checklist checklist, Texts t)
    {
        var item = checklist.Find(lost.Item) ?? NationalChecklist.Current.Find(lost.Item);
        var name = item?.NameIn(t.English) ?? lost.Item;
        return lost.Rule switch
        {
            CriterionRules.Officer => lost.LastDay is { } last ? t["持有效上岗证的信息员只到{0}", Show.Day(last)] : t["没有持有效上岗证的信息员在岗"],
            CriterionRules.Licence => t["依托主体的证照{0}到期", Show.Day(lost.LastDay)],
            CriterionRules.Phone when lost.Item == CriterionRules.Unanswered => t["{0}打站点电话，没有打通", Show.Day(lost.LastDay)],
            CriterionRules.Phone => t["站点电话上次核实是{0}，超过{1}天", Show.Day(lost.LastDay), NationalChecklist.PhoneCheckMaxDays],
            CriterionRules.Service => lost.LastDay is { } served ? t["最近一次服务是{0}，超过{1}天", Show.Day(served), LivenessRules.Current.SilentAfterDays] : t["挂牌以后{0}天里没有服务", LivenessRules.Current.SilentAfterDays],
            CriterionRules.Hours => t["每周开门时间少于清单的要求"],
            CriterionRules.Age => t["“{0}”的证据只到{1}，要重新核验", name, Show.Day(lost.LastDay)],
            _ => t["{0}核验时“{1}”没有达到", Show.Day(lost.LastDay), name],
        };
    }

    /// <summary>The have in the reader's language.</summary>
    public static string Have(LostCriterion lost, Texts t) => NationalChecklist.FindHave(lost.Have)?.NameIn(t.English) ?? lost.Have;
}
