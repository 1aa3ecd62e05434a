using System.Globalization;
using System.Text.RegularExpressions;
using Yinong.Modules.Divisions;

namespace Yinong.Commands.Simulation;

/// <summary>Names of stations, operators and people who do not exist, made of the patterns in the files and the real names of places.</summary>
sealed class NameMaker(DemoFiles files)
{
    readonly string[] _women = files.Names.GivenNames["female"];
    readonly string[] _men = files.Names.GivenNames["male"];
    readonly ShortNames _patterns = files.Country.Names;
    readonly Regex _province = new(files.Country.Names.ProvinceSuffix);
    readonly Regex _committee = new(files.Country.Names.CommitteeSuffix);

    /// <summary>Eleven digits in the form of a mobile number that no network can have given: numbers of people begin with 13 to 19.</summary>
    public static string Phone(ref Dice dice) => "100" + dice.Below(100_000_000).ToString("00000000", CultureInfo.InvariantCulture);

    public string Operator(ProvincePlan province) => Fill(files.Names.OperatorName, "province", _province.Replace(province.Name, ""));

    public string Issuer(ProvincePlan province) => Fill(_patterns.Issuer, "province", province.Name);

    public (string Family, string Given) Person(ProvincePlan province, ref Dice dice)
    {
        var given = dice.Chance(files.Names.FemaleShare) ? _women : _men;
        return (province.Families.Draw(ref dice), given[dice.Below(given.Length)]);
    }

    /// <summary>The first station of a village bears its name; a further one also that of its host.</summary>
    public string Station(ProvincePlan province, DivisionCode place, TypePlan type, string host, int nth, ref Dice dice)
    {
        var village = Short(province.Places, place);
        if (type.Type.Level != DivisionLevel.Village) return Fill(_patterns.Centre, "place", village);
        if (nth > 0)
        {
            var (family, given) = Person(province, ref dice);
            var shops = files.Names.ShopNames[host];
            village += Fill(Fill(Fill(Fill(shops[dice.Below(shops.Length)], "village", ""), "town", ""), "surname", family), "given", given);
        }
        return Fill(files.Names.StationName, "village", village);
    }

    public string Address(Places places, DivisionCode place) =>
        string.Concat(place.Path().Where(p => p.Level is DivisionLevel.County or DivisionLevel.Town).Select(places.NameOf)) + (place.Level == DivisionLevel.Village ? Short(places, place) : "");

    // 姚家村 for 姚家村村民委员会.
    string Short(Places places, DivisionCode place) => _committee.Replace(places.NameOf(place), match => match.Groups["village"].Value);

    static string Fill(string pattern, string name, string value) => pattern.Replace($"{{{name}}}", value, StringComparison.Ordinal);
}
