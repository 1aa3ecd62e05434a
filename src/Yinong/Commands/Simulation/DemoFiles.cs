using System.Text.Json;

namespace Yinong.Commands.Simulation;

/// <summary>The invented material in data-sources/demo (its README says what each value means), compiled into the program.</summary>
sealed class DemoFiles
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public required CountryFile Country { get; init; }

    public required RhythmFile Rhythm { get; init; }

    public required NamesFile Names { get; init; }

    public required NotesFile Notes { get; init; }

    public required Stories.StoriesFile Stories { get; init; }

    public static DemoFiles Load() => new()
    {
        Country = Read<CountryFile>("country.json"), Rhythm = Read<RhythmFile>("rhythm.json"), Names = Read<NamesFile>("names.json"), Notes = Read<NotesFile>("notes.json"),
        Stories = Read<Stories.StoriesFile>("stories.json"),
    };

    static T Read<T>(string name)
    {
        using var file = typeof(DemoFiles).Assembly.GetManifestResourceStream($"data-sources/demo/{name}") ?? throw new InvalidDataException($"{name} is not compiled in.");
        return JsonSerializer.Deserialize<T>(file, Json)!;
    }
}

/// <summary>
/// <c>Provinces</c>: By division, two digits. <c>Openings</c>: By name: points (days before the last day, share open). <c>Steps</c>: By code of the state
/// reached: days, at least and at most. <c>Types</c>: By code of the type.
/// </summary>
sealed record CountryFile(DemonstrationFile Demonstration, SortedDictionary<string, ProvinceFile> Provinces, Dictionary<string, double[][]> Openings, double Waiting,
    Dictionary<string, int[]> Steps, FatesFile Fates, Dictionary<string, TypeFile> Types, ShortNames Names, double Poor, double Communities,
    Dictionary<string, double> Showplaces, OfficersFile Officers, TogetherFile Together, double Outage);

/// <summary><c>Stations</c>: Null: the whole country.</summary>
sealed record DemonstrationFile(long Seed, int Days, DateTimeOffset Clock, int? Stations);

/// <summary>Patterns: <c>{place}</c>, <c>{province}</c> are filled in; the suffixes are regular expressions of what is left out of a name.</summary>
sealed record ShortNames(string Centre, string Issuer, string ProvinceSuffix, string CommitteeSuffix);

sealed record ProvinceFile(int? Stations, string Opening, double Silent, double Another);

sealed record FatesFile(double Rectifying, double Suspended, double Exited, double Merged, double Recovered, double SilentWarned, double SilentRectifying)
{
    /// <summary>Share that does not serve any more.</summary>
    public double Gone => Suspended + Exited + Merged;
}

/// <summary><c>Share</c>: Centres only: how many beside the stations of villages.</summary>
sealed record TypeFile(double Share, double Busy, double[] Kinds, string[] Hosts);

sealed record OfficersFile(double Second, double Succeeded, int ValidYears, int[] BeforeOpening, double Forgets);

sealed record TogetherFile(double Share, int Most);

/// <summary>
/// <c>KindMix</c>: By division, else <c>default</c>; by kind in percent of the person-times. <c>Season</c>: By item, else <c>default</c>: January to
/// December. <c>Channels</c>: By kind, then by channel. <c>Confirmations</c>: By kind, then by method.
/// </summary>
sealed record RhythmFile(Dictionary<string, Dictionary<string, double>> KindMix, Dictionary<string, double> ItemWeights, Dictionary<string, AmountFile> AmountsFen,
    Dictionary<string, double> Weekdays, double[] Hours, Dictionary<string, double[]> Season, HolidayFile[] Holidays, MarketFile MarketDays,
    Dictionary<string, Dictionary<string, double>> Channels, Dictionary<string, double> Outcomes, Dictionary<string, Dictionary<string, double>> Confirmations,
    GroupsFile Groups, ActivityFile[] Activity, OfflineFile Offline, CoverageFile CoverageOn20181031);

/// <summary><c>Step</c>: Round sums; null: any.</summary>
sealed record AmountFile(int Low, int Typical, int High, int? Step);

sealed record HolidayFile(DateOnly From, DateOnly To, double Factor);

sealed record MarketFile(int Every, double Factor);

/// <summary><c>Items</c>: By item: share of its records that are group events.</summary>
sealed record GroupsFile(Dictionary<string, double> Items, RangeFile Size);

sealed record RangeFile(double Low, double Typical, double High);

/// <summary><c>PerMonth</c>: Person-times of a station-month, at least and at most.</summary>
sealed record ActivityFile(string Tier, double Share, double[] PerMonth);

sealed record OfflineFile(double Share, RangeFile Hours);

sealed record CoverageFile(Dictionary<string, double> Provinces, double Other);

sealed record NamesFile(WeightedName[] FamilyNames, Dictionary<string, WeightedName[]> FamilyNamesByProvince, double FamilyNamesByProvinceShare, Dictionary<string, string[]> GivenNames,
    double FemaleShare, string StationName, Dictionary<string, string[]> ShopNames, Dictionary<string, double> HostWeights, Dictionary<string, double> TypeWeights,
    Dictionary<string, double> RatingWeights, WeightedText[] OpeningHours, string OperatorName, ProviderName[] Providers);

sealed record WeightedName(string Name, double Weight);

sealed record WeightedText(string Text, double Weight);

sealed record ProviderName(string Name, string[] Items);

/// <summary><c>Notes</c>: By item.</summary>
sealed record NotesFile(double NoteShare, Dictionary<string, string[]> Notes);
