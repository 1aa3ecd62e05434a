using System.Text.Json;

namespace Yinong.Modules.Stations.Siting;

/// <summary>A number with its default and its limits.</summary>
public sealed record SitingNumber(int Default, int Least, int Most)
{
    public bool Allows(int? value) => value >= Least && value <= Most;
}

/// <summary>The content of siting.json, compiled into the program.</summary>
/// <param name="RadiusMetres">How far a station serves.</param>
/// <param name="Sites">How many new ones.</param>
/// <param name="PoorWeight">Percent that a person of a poor village counts.</param>
/// <param name="SolverSeconds">How long the search may take.</param>
/// <param name="MostVillages">Of one plan.</param>
/// <param name="Headings">Words that head a column, by what it holds.</param>
public sealed record SitingRules(SitingNumber RadiusMetres, SitingNumber Sites, SitingNumber PoorWeight, int SolverSeconds, int MostVillages, IReadOnlyDictionary<string, string[]> Headings)
{
    /// <summary>Name of a planned station, of the village's.</summary>
    public required string StationName { get; init; }

    /// <summary>Why a village was chosen: radius, villages within it, people added.</summary>
    public required string Reason { get; init; }

    /// <summary>What is said besides of a poor village.</summary>
    public required string ReasonPoor { get; init; }

    /// <summary>Words in a cell that mean yes.</summary>
    public required string[] Yes { get; init; }

    public static SitingRules Current { get; } = Load();

    static SitingRules Load()
    {
        using var file = typeof(SitingRules).Assembly.GetManifestResourceStream("data-sources/stations/siting.json") ?? throw new InvalidDataException("siting.json is not compiled in.");
        return JsonSerializer.Deserialize<SitingRules>(file, JsonSerializerOptions.Web)!;
    }
}
