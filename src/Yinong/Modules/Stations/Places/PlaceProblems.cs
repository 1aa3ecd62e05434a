using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Places;

/// <summary>Every "no" about where a station stands.</summary>
public static class PlaceProblems
{
    public static Problem NotMisplaced() => new("place.not-misplaced", 409, "这个站点的村还在名录里，或者别人已经定过了。请刷新页面。", "The village of this station exists, or somebody has decided already. Reload.");

    public static Problem WhyNeeded() => Field("Why", "place.why", "请写明依据，至少4个字，比如批复文号。", "Say on what ground, at least 4 characters.");

    public static Problem UnknownPlace() => Field("Place", "place.unknown", "没有找到这个地方。请填现有名录里的完整代码（一般站点填12位村代码），并且在您的管辖范围内。", "Unknown place: give the whole code of a unit of the present list within your reach (12 digits for a village).");

    public static Problem SamePlace() => Field("Place", "place.same", "站点现在就在这个地方。", "The station stands there already.");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
