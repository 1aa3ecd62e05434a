using Yinong.Modules.Catalogue;
using Yinong.Modules.Divisions;
using Yinong.Modules.Programme;
using Yinong.Modules.Stations;

namespace Yinong.Commands.Simulation;

/// <summary>The files of the demonstration laid over the real places: what is drawn from, per province and per type of station.</summary>
sealed class CountryPlan
{
    CountryPlan(DemoFiles files, ProvincePlan[] provinces)
    {
        (Files, Provinces) = (files, provinces);
        Types = StationLists.Types.ToDictionary(t => t.Code, t => new TypePlan(t, files.Country.Types[t.Code], files.Names.HostWeights));
        VillageTypes = new(files.Names.TypeWeights.Select(t => (Types[t.Key], t.Value)));
        Ratings = new(files.Names.RatingWeights.Select(r => (r.Key, r.Value)));
        Names = new(files);
        Hours = new(files.Names.OpeningHours.Select(h => (h.Text, h.Weight)));
    }

    public DemoFiles Files { get; }

    /// <summary>In the order of their codes.</summary>
    public ProvincePlan[] Provinces { get; }

    public IReadOnlyDictionary<string, TypePlan> Types { get; }

    public Urn<TypePlan> VillageTypes { get; }

    public Urn<string> Ratings { get; }

    public Urn<string> Hours { get; }

    public NameMaker Names { get; }

    /// <summary>Stations of the whole country, those on their way and those that closed included.</summary>
    public int WholeCountry => (int)Math.Round(Provinces.Sum(p => p.Serving) / ((1 - Files.Country.Waiting) * (1 - Files.Country.Fates.Gone)));

    /// <summary>Lays the files over the rosters in force.</summary>
    public static async Task<CountryPlan> MakeAsync(RosterVillages rosters, DivisionTree tree)
    {
        var files = DemoFiles.Load();
        var provinces = new List<ProvincePlan>();
        foreach (var (digits, file) in files.Country.Provinces)
        {
            var villages = await rosters.ListAsync(ProgrammeProgress.Current, DivisionCode.Parse(digits));
            if (villages.Count > 0) provinces.Add(ProvincePlan.Make(files, digits, file, Places.Of(tree, DivisionCode.Parse(digits), villages)));
        }
        return new(files, [.. provinces]);
    }

    /// <summary>How many times its share a county gets, because somebody looks at it.</summary>
    public double ShowplaceFactor(DivisionCode county) =>
        county.Path().Select(p => Files.Country.Showplaces.GetValueOrDefault(p.ToString(), 1)).Aggregate(1.0, (all, factor) => all * factor);

    /// <summary>How many stations each province gets of <paramref name="stations"/>: in proportion, largest remainders first, so that the sum is exact.</summary>
    public int[] Divide(int stations)
    {
        var total = Provinces.Sum(p => p.Serving);
        var exact = Array.ConvertAll(Provinces, p => stations * p.Serving / total);
        var counts = Array.ConvertAll(exact, e => (int)e);
        foreach (var at in Enumerable.Range(0, exact.Length).OrderByDescending(i => exact[i] - counts[i]).Take(stations - counts.Sum())) counts[at]++;
        return counts;
    }
}

/// <summary>
/// A province of the notice with its places and what is drawn from there. <c>Serving</c>: Serving stations when the whole country is simulated.
/// <c>Families</c>: Family names. <c>Mix</c>: Person-times by kind, shares.
/// </summary>
sealed record ProvincePlan(DivisionCode Code, string Name, ProvinceFile File, Places Places, OpeningCurve Opening, double Serving, Urn<string> Families, double[] Mix)
{
    public static ProvincePlan Make(DemoFiles files, string digits, ProvinceFile file, Places places)
    {
        var code = DivisionCode.Parse(digits);
        var covered = files.Rhythm.CoverageOn20181031.Provinces.GetValueOrDefault(digits, files.Rhythm.CoverageOn20181031.Other);
        var serving = file.Stations ?? places.Villages.Count * covered / (1 - file.Another);
        var mix = files.Rhythm.KindMix.GetValueOrDefault(digits) ?? files.Rhythm.KindMix["default"];
        return new(code, places.NameOf(code), file, places, new(files.Country.Openings[file.Opening]), serving, FamiliesOf(files.Names, digits), SharesOf(mix));
    }

    static double[] SharesOf(Dictionary<string, double> mix) => Array.ConvertAll(Enum.GetValues<ServiceKind>(), kind => mix[kind.Word()] / mix.Values.Sum());

    // Where a province has names of its own, a part of the people bears them.
    static Urn<string> FamiliesOf(NamesFile names, string digits)
    {
        var own = names.FamilyNamesByProvince.GetValueOrDefault(digits) ?? [];
        var share = own.Length == 0 ? 0 : names.FamilyNamesByProvinceShare;
        var (all, few) = (names.FamilyNames.Sum(n => n.Weight), own.Sum(n => n.Weight));
        return new([.. names.FamilyNames.Select(n => (n.Name, (1 - share) * n.Weight / all)), .. own.Select(n => (n.Name, share * n.Weight / few))]);
    }
}

/// <summary>A type of station as the simulator sees it.</summary>
sealed class TypePlan
{
    public TypePlan(StationType type, TypeFile file, Dictionary<string, double> hosts)
    {
        (Type, File) = (type, file);
        Hosts = new(file.Hosts.Length == 0 ? hosts.Select(h => (h.Key, h.Value)) : file.Hosts.Select(h => (h, hosts[h])));
    }

    public StationType Type { get; }

    public TypeFile File { get; }

    public Urn<string> Hosts { get; }
}

/// <summary>How the stations of a province came to open: points (days before the last day, share open then), oldest first.</summary>
sealed record OpeningCurve(double[][] Points)
{
    /// <summary>How many days before the last day this share of the stations was open.</summary>
    public int DaysBefore(double share)
    {
        var next = 1;
        while (next < Points.Length - 1 && Points[next][1] < share) next++;
        var (from, to) = (Points[next - 1], Points[next]);
        return (int)(from[0] + (to[0] - from[0]) * Math.Clamp((share - from[1]) / (to[1] - from[1]), 0, 1));
    }

    /// <summary>Share that was open so many days before the last day.</summary>
    public double ShareOpen(double daysBefore)
    {
        var next = 1;
        while (next < Points.Length - 1 && Points[next][0] > daysBefore) next++;
        var (from, to) = (Points[next - 1], Points[next]);
        return from[1] + (to[1] - from[1]) * Math.Clamp((from[0] - daysBefore) / (from[0] - to[0]), 0, 1);
    }
}
