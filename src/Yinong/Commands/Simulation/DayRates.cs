using Yinong.Modules.Catalogue;
using Yinong.Modules.Desk;

namespace Yinong.Commands.Simulation;

/// <summary>An item as it is offered on a day, with all that is drawn for a record of it.</summary>
sealed class OfferedItem
{
    const int Tall = 3;

    readonly RhythmFile _rhythm;
    readonly AmountFile? _amount;

    public OfferedItem(ServiceItem item, short version, DemoFiles files, KindDraws draws)
    {
        (Id, Version, Kind, Code, Draws, _rhythm) = (item.Id, version, item.Kind, item.Code, draws, files.Rhythm);
        GroupShare = _rhythm.Groups.Items.GetValueOrDefault(item.Code);
        _amount = _rhythm.AmountsFen.GetValueOrDefault(item.Code);
        Provider = Array.Find(files.Names.Providers, p => p.Items.Contains(item.Code))?.Name;
        Notes = files.Notes.Notes.GetValueOrDefault(item.Code) ?? [];
        Weight = _rhythm.ItemWeights.GetValueOrDefault(item.Code);
    }

    public int Id { get; }

    public short Version { get; }

    public ServiceKind Kind { get; }

    public string Code { get; }

    public KindDraws Draws { get; }

    public double Weight { get; }

    public double GroupShare { get; }

    public string? Provider { get; }

    public string[] Notes { get; }

    /// <summary>Heads of a group event: around the typical size, within the limits.</summary>
    public int Heads(ref Dice dice)
    {
        var size = _rhythm.Groups.Size;
        return (int)Math.Clamp(Math.Round(size.Typical * Math.Exp(0.45 * dice.Normal())), size.Low, size.High);
    }

    /// <summary>Fen, or null when no money goes through. Log-normal: the typical sum in the middle, the limits three deviations away.</summary>
    public long? Fen(ref Dice dice)
    {
        if (_amount is not { } amount) return null;
        var normal = dice.Normal();
        var reach = Math.Log((normal < 0 ? (double)amount.Typical / amount.Low : (double)amount.High / amount.Typical)) / Tall;
        var step = amount.Step ?? 10;
        return (long)Math.Clamp(Math.Round(amount.Typical * Math.Exp(reach * normal) / step) * step, amount.Low, amount.High);
    }

    /// <summary>Person-times of a record of this item on average.</summary>
    public double MeanPersonTimes(double single) => GroupShare * _rhythm.Groups.Size.Typical * 1.1 + (1 - GroupShare) * single;
}

/// <summary>What is drawn alike for all items of a kind.</summary>
sealed class KindDraws(Urn<Channel> channels, Urn<ConfirmationMethod> confirmations)
{
    public Urn<Channel> Channels => channels;

    public Urn<ConfirmationMethod> Confirmations => confirmations;

    public static KindDraws Of(RhythmFile rhythm, ServiceKind kind) => new(
        new(rhythm.Channels[kind.Word()].Select(c => (DeskWords.TryParse(c.Key, out Channel channel) ? channel : throw Unknown(c.Key), c.Value))),
        new(rhythm.Confirmations[kind.Word()].Select(c => (DeskWords.TryParse(c.Key, out ConfirmationMethod method) ? method : throw Unknown(c.Key), c.Value))));

    static InvalidDataException Unknown(string word) => new($"rhythm.json: '{word}' is not known.");
}

/// <summary>How often a station of a type in a province serves on one day, and with what.</summary>
/// <param name="PerPersonTime">Records on this day for each person-time of an ordinary month.</param>
/// <param name="Items">Drawn by how often each is asked for in this month; only items that are in force and not refused.</param>
sealed record DayRate(double PerPersonTime, Urn<OfferedItem> Items);

/// <summary>The rates of one day, by province and type of station: kinds, items, season, weekday and holidays.</summary>
sealed class DayRates
{
    const double DaysOfMonth = 30.44;

    readonly Dictionary<(ProvincePlan, TypePlan), DayRate?> _rates = [];
    readonly MarketFile _market;
    readonly int _day;

    public DayRates(CountryPlan plan, IReadOnlyDictionary<string, ServiceItem> catalogue, DateOnly day)
    {
        var rhythm = plan.Files.Rhythm;
        (_market, _day) = (rhythm.MarketDays, day.DayNumber);
        var items = Offered(plan.Files, catalogue, day);
        var together = plan.Files.Country.Together;
        var single = 1 + together.Share * together.Most / 2.0;
        var ofDay = rhythm.Weekdays[day.DayOfWeek.ToString().ToLowerInvariant()] * Holiday(rhythm, day) / DaysOfMonth;
        // Market days come on top of ordinary ones: the mean stays what the month says.
        ofDay /= (_market.Every - 1 + _market.Factor) / _market.Every;
        foreach (var province in plan.Provinces)
            foreach (var type in plan.Types.Values)
                _rates[(province, type)] = Rate(province, type, items, single, ofDay, rhythm, day.Month);
    }

    /// <summary>Null when nothing is offered.</summary>
    public DayRate? Of(ProvincePlan province, TypePlan type) => _rates[(province, type)];

    /// <summary>Each county has its market every few days.</summary>
    public double Market(long county) => (_day + (int)(county / 10 % 1000)) % _market.Every == 0 ? _market.Factor : 1;

    static List<OfferedItem> Offered(DemoFiles files, IReadOnlyDictionary<string, ServiceItem> catalogue, DateOnly day)
    {
        var draws = Enum.GetValues<ServiceKind>().ToDictionary(k => k, k => KindDraws.Of(files.Rhythm, k));
        return [.. from item in catalogue.Values.OrderBy(i => i.Id)
                   let version = ItemCatalogue.VersionOn(item, day)
                   where version is not null && version.Verdict != Verdict.RedLine && files.Rhythm.ItemWeights.ContainsKey(item.Code)
                   select new OfferedItem(item, version.Version, files, draws[item.Kind])];
    }

    static double Holiday(RhythmFile rhythm, DateOnly day) => Array.Find(rhythm.Holidays, h => h.From <= day && day <= h.To)?.Factor ?? 1;

    static DayRate? Rate(ProvincePlan province, TypePlan type, List<OfferedItem> items, double single, double ofDay, RhythmFile rhythm, int month)
    {
        var shares = province.Mix.Select((share, kind) => share * type.File.Kinds[kind]).ToArray();
        var all = shares.Sum();
        var weighted = new List<(OfferedItem, double)>(items.Count);
        foreach (var ofKind in items.GroupBy(i => i.Kind))
        {
            var weights = ofKind.Sum(i => i.Weight);
            var personTimes = ofKind.Sum(i => i.Weight / weights * i.MeanPersonTimes(single));
            var records = shares[(int)ofKind.Key - 1] / all / personTimes;
            weighted.AddRange(ofKind.Select(i => (i, records * i.Weight / weights * Season(rhythm, i.Code, month))));
        }
        return weighted.Sum(w => w.Item2) is var sum and > 0 ? new(sum * ofDay, new(weighted)) : null;
    }

    static double Season(RhythmFile rhythm, string item, int month) => (rhythm.Season.GetValueOrDefault(item) ?? rhythm.Season["default"])[month - 1];
}
