using System.Collections.Frozen;
using System.Text.Json;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Stations;

/// <summary>A national type of station (S-10): its letter in the number, the level at which it stands, whether it covers a village.</summary>
public sealed record StationType(string Code, char Letter, string Name, string NameEn, DivisionLevel Level, bool CountsForCoverage);

/// <summary>An entry of a list: code, Chinese and English name.</summary>
public sealed record ListEntry(string Code, string Name, string NameEn);

/// <summary>
/// Why a step is taken (reason-codes.json): the states it may lead to, from which (empty: any), whether it is an order with a day, and whether it
/// must be said what happened.
/// </summary>
public sealed record StationReason(string Code, string Name, string NameEn, IReadOnlySet<StationState> To, IReadOnlySet<StationState> From, bool NeedsDeadline, bool NeedsText)
{
    public bool Fits(StationState from, StationState to) => To.Contains(to) && (From.Count == 0 || From.Contains(from));
}

/// <summary>
/// The lists of data-sources/stations, compiled into the program: types, ratings, classes of hosts and reasons. Three independent attributes (domain 3.2);
/// a code is never reused.
/// </summary>
public static class StationLists
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    static readonly TypesFile TypeFile = Load<TypesFile>("station-types.json");

    public static IReadOnlyList<StationType> Types { get; } =
        [.. TypeFile.Types.Select(t => new StationType(t.Code, t.Letter[0], t.Name, t.NameEn, Enum.Parse<DivisionLevel>(t.Level, ignoreCase: true), t.CountsForCoverage))];

    public static IReadOnlyList<ListEntry> Ratings => TypeFile.Ratings;

    public static IReadOnlyList<ListEntry> HostClasses => TypeFile.HostClasses;

    public static IReadOnlyList<StationReason> Reasons { get; } =
        [.. Load<ReasonsFile>("reason-codes.json").Station.Select(r => new StationReason(r.Code, r.Name, r.NameEn, States(r.To), States(r.From ?? []), r.NeedsDeadline, r.NeedsText))];

    static readonly FrozenDictionary<string, StationType> TypesByCode = Types.ToFrozenDictionary(t => t.Code);

    static readonly FrozenDictionary<string, StationReason> ReasonsByCode = Reasons.ToFrozenDictionary(r => r.Code);

    public static StationType? FindType(string? code) => code is null ? null : TypesByCode.GetValueOrDefault(code);

    public static ListEntry? FindRating(string? code) => Ratings.FirstOrDefault(r => r.Code == code);

    public static ListEntry? FindHostClass(string? code) => HostClasses.FirstOrDefault(h => h.Code == code);

    public static StationReason? FindReason(string? code) => code is null ? null : ReasonsByCode.GetValueOrDefault(code);

    static HashSet<StationState> States(IEnumerable<string> codes) =>
        [.. codes.Select(c => StationStates.TryParse(c, out var state) ? state : throw new InvalidDataException($"reason-codes.json: unknown state {c}"))];

    static T Load<T>(string name)
    {
        using var file = typeof(StationLists).Assembly.GetManifestResourceStream($"data-sources/stations/{name}")
            ?? throw new InvalidDataException($"{name} is not compiled in.");
        return JsonSerializer.Deserialize<T>(file, Json)!;
    }

    sealed record TypesFile(TypeLine[] Types, ListEntry[] Ratings, ListEntry[] HostClasses);

    sealed record TypeLine(string Code, string Letter, string Name, string NameEn, string Level, bool CountsForCoverage);

    sealed record ReasonsFile(ReasonLine[] Station);

    sealed record ReasonLine(string Code, string Name, string NameEn, string[] To, string[]? From, bool NeedsDeadline, bool NeedsText);
}
