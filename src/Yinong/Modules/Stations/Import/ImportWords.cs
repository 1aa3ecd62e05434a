using System.Collections.Frozen;
using System.Text.Json;
using Yinong.Modules.Divisions.Import;

namespace Yinong.Modules.Stations.Import;

/// <summary>A field that a column can be read as.</summary>
/// <param name="Field">Its name in the program.</param>
/// <param name="Name">Heading in the template.</param>
/// <param name="NameEn">The same in English.</param>
/// <param name="Required">A row without it (or a default) is wrong.</param>
/// <param name="Example">What stands in the template.</param>
/// <param name="Words">Headings that mean it.</param>
public sealed record ImportField(string Field, string Name, string NameEn, bool Required, string Example, string[] Words);

/// <summary>The words of people's lists (import-headers.json, import-words.json, and the names of the lists themselves) and what they mean.</summary>
public static class ImportWords
{
    static readonly WordsFile File = Load<WordsFile>("import-words.json");

    static readonly TypesFile Listed = Load<TypesFile>("station-types.json");

    static readonly FrozenDictionary<string, LocalType> Local = Listed.LocalTypes.ToFrozenDictionary(t => Plain(t.Name));

    public static IReadOnlyList<ImportField> Fields { get; } = Load<HeadersFile>("import-headers.json").Fields;

    static readonly FrozenDictionary<string, ImportField> ByName = Fields.ToFrozenDictionary(f => f.Field);

    static readonly FrozenDictionary<string, string> Heads = Fields.SelectMany(f => f.Words.Append(f.NameEn).Select(w => (Word: Plain(w), f.Field))).DistinctBy(w => w.Word).ToFrozenDictionary(w => w.Word, w => w.Field);

    static readonly FrozenDictionary<string, string> Types =
        StationLists.Types.SelectMany(t => new[] { t.Name, t.NameEn, t.Code }.Concat(File.Types.GetValueOrDefault(t.Code, [])).Select(w => (Word: Plain(w), t.Code)))
            .DistinctBy(w => w.Word).ToFrozenDictionary(w => w.Word, w => w.Code);

    static readonly FrozenDictionary<string, string> Hosts =
        StationLists.HostClasses.SelectMany(h => new[] { h.Name, h.NameEn, h.Code }.Concat(File.Hosts.GetValueOrDefault(h.Code, [])).Select(w => (Word: Plain(w), h.Code)))
            .Concat(FormWords()).DistinctBy(w => w.Word).ToFrozenDictionary(w => w.Word, w => w.Code);

    static readonly FrozenSet<string> YesWords = File.Yes.Select(Plain).ToFrozenSet(), NoWords = File.No.Select(Plain).ToFrozenSet();

    /// <summary>Endings of names above the town, which people leave out.</summary>
    public static IReadOnlyList<string> AreaEndings => File.AreaEndings;

    /// <summary>Endings of names of towns and streets, likewise.</summary>
    public static IReadOnlyList<string> TownEndings => File.TownEndings;

    public static ImportField? Find(string? field) => field is null ? null : ByName.GetValueOrDefault(field);

    /// <summary>The field that a heading means.</summary>
    public static string? FieldOf(string heading) => Heads.GetValueOrDefault(Plain(heading));

    /// <summary>Code of a type by any of its names; some provinces' own types mean another one for some hosts.</summary>
    public static string? TypeOf(string text, string? host = null) =>
        Types.GetValueOrDefault(Plain(text)) ?? (Local.GetValueOrDefault(Plain(text)) is { } local ? local.MapsToWhenHost.FirstOrDefault(m => host is not null && m.Value.Contains(host)).Key ?? local.MapsTo : null);

    /// <summary>Code of a class of hosts by any of its names.</summary>
    public static string? HostOf(string text) => Hosts.GetValueOrDefault(Plain(text));

    /// <summary>Yes or no; null: neither.</summary>
    public static bool? YesOf(string text) => YesWords.Contains(Plain(text)) ? true : NoWords.Contains(Plain(text)) ? false : null;

    /// <summary>Names of the types most like a word, the likeliest first.</summary>
    public static string[] TypesLike(string text) => Like(text, Types.Select(t => (t.Key, StationLists.FindType(t.Value)!.Name)));

    /// <summary>Names of the host classes most like a word.</summary>
    public static string[] HostsLike(string text) => Like(text, Hosts.Select(h => (h.Key, StationLists.FindHostClass(h.Value)!.Name)));

    /// <summary>Without blanks, brackets, stars, width and case.</summary>
    public static string Plain(string text) => string.Concat(CellText.Half(text).Where(c => !File.HeadNoise.Contains(c, StringComparison.Ordinal))) switch
    {
        "" => CellText.Half(text),
        var plain => plain.ToLowerInvariant(),
    };

    /// <summary>The words of the two real forms that the classes of hosts were taken from, where a word means one class only.</summary>
    static IEnumerable<(string Word, string Code)> FormWords() =>
        Listed.HostClasses.SelectMany(h => new[] { h.InF01, h.InF02 }.OfType<string>().SelectMany(w => w.Split('/')).Select(Plain).Distinct().Select(w => (Word: w, h.Code)))
            .GroupBy(w => w.Word).Where(g => g.Count() == 1).Select(g => g.Single());

    static string[] Like(string text, IEnumerable<(string Word, string Name)> known)
    {
        var plain = Plain(text);
        return [.. known.Select(k => (k.Name, Share: Successors.Likeness(k.Word, plain))).Where(k => k.Share >= 0.4).GroupBy(k => k.Name)
            .Select(g => (Name: g.Key, Share: g.Max(k => k.Share))).OrderByDescending(k => k.Share).Take(3).Select(k => k.Name)];
    }

    static T Load<T>(string name)
    {
        using var file = typeof(ImportWords).Assembly.GetManifestResourceStream($"data-sources/stations/{name}") ?? throw new InvalidDataException($"{name} is not compiled in.");
        return JsonSerializer.Deserialize<T>(file, JsonSerializerOptions.Web)!;
    }

    sealed record TypesFile(LocalType[] LocalTypes, HostWords[] HostClasses);

    sealed record LocalType(string Name, string MapsTo, Dictionary<string, string[]> MapsToWhenHost);

    sealed record HostWords(string Code, string? InF01, string? InF02);

    sealed record HeadersFile(ImportField[] Fields);

    sealed record WordsFile(Dictionary<string, string[]> Types, Dictionary<string, string[]> Hosts, string[] Yes, string[] No, string[] TownEndings, string[] AreaEndings, string HeadNoise);
}
