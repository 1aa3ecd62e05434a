using System.Text.Json;

namespace Yinong.Modules.Divisions;

/// <summary>The lists that the product ships with: <c>data-sources/divisions/divisions.json</c>.</summary>
/// <param name="Default">Edition of a new installation.</param>
/// <param name="Editions">What there is.</param>
sealed record DivisionManifest(int Default, IReadOnlyList<DivisionManifest.Edition> Editions)
{
    /// <param name="Year">Name of the edition.</param>
    /// <param name="File">Compact list beside the manifest.</param>
    /// <param name="AsOf">The day the list speaks of.</param>
    /// <param name="Counts">Units per level and in all.</param>
    /// <param name="Sha256">Of the uncompressed text.</param>
    /// <param name="Bytes">Length of the uncompressed text.</param>
    /// <param name="Source">Title, publisher, package and licence.</param>
    public sealed record Edition(
        [property: System.Text.Json.Serialization.JsonPropertyName("edition")] int Year, string File, DateOnly AsOf, LevelCounts Counts, string Sha256, int Bytes, ListSource Source);

    public sealed record LevelCounts(int Province, int City, int County, int Town, int Village, int Total);

    public sealed record ListSource(string Title, string Publisher, string Package, string Licence);

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "data-sources", "divisions");

    public static DivisionManifest Read()
    {
        using var file = File.OpenRead(Path.Combine(Folder, "divisions.json"));
        return JsonSerializer.Deserialize<DivisionManifest>(file, JsonSerializerOptions.Web)!;
    }

    /// <summary>The edition of a new installation.</summary>
    public Edition Standard => Editions.Single(e => e.Year == Default);
}
