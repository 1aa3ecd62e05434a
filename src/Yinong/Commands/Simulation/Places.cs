using Yinong.Modules.Divisions;

namespace Yinong.Commands.Simulation;

/// <summary>The places of one province, in the order of their codes, and all names.</summary>
sealed class Places
{
    readonly DivisionTree _tree;

    Places(DivisionTree tree, IReadOnlyList<DivisionCode> villages, IReadOnlyList<DivisionCode> communities) => (_tree, Villages, Communities) = (tree, villages, communities);

    /// <summary>The villages of the roster.</summary>
    public IReadOnlyList<DivisionCode> Villages { get; }

    /// <summary>Residents' committees, which stand on no roster.</summary>
    public IReadOnlyList<DivisionCode> Communities { get; }

    public static Places Of(DivisionTree tree, DivisionCode province, IReadOnlyList<DivisionCode> villages)
    {
        var list = tree.List;
        var communities = new List<DivisionCode>();
        for (var unit = list.FirstFrom(province.From); unit < list.Count && province.Contains(list.CodeAt(unit)); unit++)
            if (VillageKinds.Of(list.CodeAt(unit)) == VillageKind.Residents && list.ValidTo(unit) is null) communities.Add(list.CodeAt(unit));
        return new(tree, villages, communities);
    }

    public string NameOf(DivisionCode place) => _tree.Name(place);
}

/// <summary>Where the stations of a province stand: villages drawn so that some counties are further than others, and the centres of towns and counties.</summary>
static class Placement
{
    /// <summary>One entry per station: the place (several times when it has several) and the type, in the order of the places. Deterministic by seed and province.</summary>
    public static List<(DivisionCode Place, TypePlan Type)> Draw(CountryPlan plan, ProvincePlan province, int stations, long seed)
    {
        var dice = Dice.Of(seed, province.Code.Value, 1);
        var centres = plan.Types.Values.Where(t => t.Type.Level != DivisionLevel.Village).Select(t => (Type: t, Count: (int)Math.Round(stations * t.File.Share))).ToList();
        var inVillages = stations - centres.Sum(c => c.Count);
        var communities = Weighted(plan, province.Places.Communities, (int)(inVillages * plan.Files.Country.Communities), seed);
        var villages = Weighted(plan, province.Places.Villages, inVillages - communities.Count - (int)(inVillages * province.File.Another), seed);
        var drawn = communities.Concat(villages).ToList();
        while (drawn.Count < inVillages) drawn.Add(villages[dice.Below(villages.Count)]);
        var placed = new List<(DivisionCode Place, TypePlan Type)>(stations);
        foreach (var place in drawn.Order()) placed.Add((place, plan.VillageTypes.Draw(ref dice)));
        foreach (var (type, count) in centres)
        {
            var above = villages.Select(v => v.At(type.Type.Level)).Distinct().OrderBy(c => Dice.Of(seed, c.Value, 2).Next()).Take(count);
            placed.AddRange(above.Select(place => (place, type)));
        }
        return [.. placed.OrderBy(p => p.Place)];
    }

    // Each county has its own weight, so that the map is not evenly grey; within it every village has the same chance (weighted sampling by keys).
    static List<DivisionCode> Weighted(CountryPlan plan, IReadOnlyList<DivisionCode> villages, int count, long seed)
    {
        var keyed = new (double Key, DivisionCode Village)[villages.Count];
        var (county, weight) = (DivisionCode.Nation, 1.0);
        for (var i = 0; i < keyed.Length; i++)
        {
            var own = villages[i].At(DivisionLevel.County);
            if (own != county)
            {
                var ofCounty = Dice.Of(seed, own.Value, 3);
                (county, weight) = (own, Math.Exp(0.4 * ofCounty.Normal()) * plan.ShowplaceFactor(own));
            }
            var dice = Dice.Of(seed, villages[i].Value, 4);
            keyed[i] = (-Math.Log(1 - dice.Share()) / weight, villages[i]);
        }
        Array.Sort(keyed);
        return keyed.Take(Math.Max(0, count)).Select(k => k.Village).Order().ToList();
    }
}
