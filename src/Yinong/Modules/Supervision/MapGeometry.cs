using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Yinong.Modules.Supervision;

/// <summary>A unit on the map.</summary>
/// <param name="Code">2 digits a province, 4 a city, 6 a county below a province.</param>
/// <param name="Name">Short name.</param>
/// <param name="Path">For the d of an SVG path.</param>
/// <param name="Cx">Where the name stands.</param>
/// <param name="Cy">Where the name stands.</param>
/// <param name="Room">How wide the name may be there.</param>
public sealed record MapArea(string Code, string Name, string Path, double Cx, double Cy, double Room);

/// <summary>The inset of the South China Sea islands.</summary>
public sealed record MapInset(string Name, string NameEn, double Cx, double Cy, string Land, string Dashes, string Frame);

/// <summary>A map as data-sources/map makes it; <c>Approval</c> is its 审图号, null for the sketch that the product ships with.</summary>
public sealed record MapSheet(string ViewBox, string? Approval, string? Notice, string? NoticeEn, MapInset? SouthSea, IReadOnlyList<MapArea>? Provinces, IReadOnlyList<MapArea>? Areas)
{
    public IReadOnlyList<MapArea> Units => Provinces ?? Areas ?? [];

    /// <summary>Where the outlines lie as one file that pages point into, so that they are fetched once; unit 37 is <c>#u37</c>.</summary>
    public string Href { get; init; } = "";

    internal byte[] Outlines { get; init; } = [];
}

/// <summary>
/// The outlines of the nation and of the provinces, read once. They are files that may be missing or replaced: the setting <c>Yinong:MapFile</c> names a reviewed
/// map of the nation, <c>Yinong:MapApproval</c> its 审图号 when the file does not say. Without a file there is no map and the page says so.
/// </summary>
public sealed class MapGeometry(IWebHostEnvironment environment, IConfiguration configuration, ILogger<MapGeometry> log)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    readonly ConcurrentDictionary<string, MapSheet?> _sheets = new();

    /// <summary>The map of the nation (<c>00</c>) or of a province; null when there is none.</summary>
    public MapSheet? Find(string code) => _sheets.GetOrAdd(code, Read);

    MapSheet? Read(string code)
    {
        try
        {
            using var file = Open(code);
            if (file is null) return null;
            var sheet = JsonSerializer.Deserialize<MapSheet>(file, Json);
            if (sheet is null) return null;
            var outlines = Outlines(sheet);
            var hash = Convert.ToHexStringLower(SHA256.HashData(outlines))[..10];
            return sheet with { Approval = configuration["Yinong:MapApproval"] ?? sheet.Approval, Outlines = outlines, Href = $"/map/{code}-{hash}.svg" };
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            log.LogWarning(e, "The map {Code} could not be read; pages show the table alone.", code);
            return null;
        }
    }

    /// <summary>Serves the outlines under an address that changes with them.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/map/{code}-{hash}.svg", Serve).AllowAnonymous().ExcludeFromDescription();

    static Results<FileContentHttpResult, NotFound> Serve(string code, string hash, MapGeometry maps, HttpResponse response)
    {
        var known = code.Length <= 2 && code.All(char.IsAsciiDigit) ? maps.Find(code) : null;
        if (known is null || !known.Href.Contains(hash, StringComparison.Ordinal)) return TypedResults.NotFound();
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.File(known.Outlines, "image/svg+xml");
    }

    static byte[] Outlines(MapSheet sheet)
    {
        var svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\">");
        foreach (var unit in sheet.Units)
            svg.Append("<path id=\"u").Append(unit.Code).Append("\" fill-rule=\"evenodd\" vector-effect=\"non-scaling-stroke\" d=\"").Append(unit.Path).Append("\"/>");
        return Encoding.UTF8.GetBytes(svg.Append("</svg>").ToString());
    }

    Stream? Open(string code)
    {
        if (code == "00" && configuration["Yinong:MapFile"] is { Length: > 0 } own) return File.OpenRead(own);
        var built = environment.WebRootFileProvider.GetFileInfo($"built/map-{(code == "00" ? "china" : code)}.json");
        return built.Exists ? built.CreateReadStream() : null;
    }
}
