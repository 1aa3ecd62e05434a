using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yinong.Modules.Catalogue;

/// <summary>A clause of the red lines: the part of the sentence of S-33 that refuses.</summary>
public sealed record RedLineClause(string Code, string Text, string TextEn);

/// <summary>
/// The starting catalogue of data-sources/catalogue, compiled into the program: what a new installation begins with, and the sentence of the notice
/// on which every refusal rests.
/// </summary>
public sealed class CatalogueFile
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter<Verdict>(JsonNamingPolicy.KebabCaseLower), new JsonStringEnumConverter<ServiceKind>(JsonNamingPolicy.KebabCaseLower) } };

    static readonly Lazy<CatalogueFile> Loaded = new(Load);

    CatalogueFile(FileShape shape, string fingerprint) => (Name, ClauseSource, Clauses, Items, Fingerprint) = (shape.Catalogue, shape.ClauseSource, shape.Clauses, shape.Items, fingerprint);

    public static CatalogueFile Shipped => Loaded.Value;

    /// <summary>Name of the edition, e.g. <c>start-2018</c>.</summary>
    public string Name { get; }

    /// <summary>The sentence of S-33 as it stands in the notice.</summary>
    public string ClauseSource { get; }

    public IReadOnlyList<RedLineClause> Clauses { get; }

    public IReadOnlyList<Item> Items { get; }

    /// <summary>Hash of the file: a changed file is installed once more.</summary>
    public string Fingerprint { get; }

    static CatalogueFile Load()
    {
        using var stream = typeof(CatalogueFile).Assembly.GetManifestResourceStream("data-sources/catalogue/service-items.json")
            ?? throw new InvalidDataException("service-items.json is not compiled in.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new(JsonSerializer.Deserialize<FileShape>(bytes.ToArray(), Json)!, Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())));
    }

    /// <summary>A line of the file.</summary>
    public sealed record Item(string Code, string Name, string NameEn, ServiceKind Kind, short Version, DateOnly ValidFrom, Verdict Verdict, string? Clause, long? FeeFen, string? Seller, string? Payee, string? Licence, string Source);

    sealed record FileShape(string Catalogue, string ClauseSource, RedLineClause[] Clauses, Item[] Items);
}
