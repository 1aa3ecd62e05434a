using System.Text.Json;

namespace Yinong.Modules.Stations.Hosting;

/// <summary>A word of hosting.json.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Name">Chinese.</param>
/// <param name="NameEn">English.</param>
/// <param name="Judged">Whether the living acceptance reads it.</param>
public sealed record HostingWord(string Code, string Name, string NameEn, bool Judged = false);

/// <summary>The lists of hosting.json, compiled into the program.</summary>
public static class HostingLists
{
    static readonly Shape File = Load();

    public static IReadOnlyList<HostingWord> Licences => File.LicenceKinds;

    public static IReadOnlyList<HostingWord> Reasons => File.ClosureReasons;

    public static IReadOnlyList<HostingWord> Contacts => File.ContactKinds;

    /// <summary>Days before its end from which a licence is said to end soon.</summary>
    public static int LicenceSoonDays => File.LicenceSoonDays;

    /// <summary>Days of one closure at most; a longer one is a suspension.</summary>
    public static int MostClosureDays => File.MostClosureDays;

    public static string[] JudgedLicences { get; } = [.. File.LicenceKinds.Where(k => k.Judged).Select(k => k.Code)];

    public static string[] JudgedContacts { get; } = [.. File.ContactKinds.Where(k => k.Judged).Select(k => k.Code)];

    /// <summary>Name in the language; the code when it is no longer listed.</summary>
    public static string NameOf(IReadOnlyList<HostingWord> list, string code, bool english) => list.FirstOrDefault(w => w.Code == code) is { } word ? english ? word.NameEn : word.Name : code;

    public static bool Has(IReadOnlyList<HostingWord> list, string? code) => list.Any(w => w.Code == code);

    static Shape Load()
    {
        using var file = typeof(HostingLists).Assembly.GetManifestResourceStream("data-sources/stations/hosting.json") ?? throw new InvalidDataException("hosting.json is not compiled in.");
        return JsonSerializer.Deserialize<Shape>(file, JsonSerializerOptions.Web)!;
    }

    sealed record Shape(int LicenceSoonDays, int MostClosureDays, HostingWord[] LicenceKinds, HostingWord[] ClosureReasons, HostingWord[] ContactKinds);
}
