using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.FileProviders;

namespace Yinong.Modules.Desk;

/// <summary>
/// The modules of the phone's island (wwwroot/desk/app). They import each other by relative names, so the fingerprint stands in the folder:
/// <c>/desk/app/{version}/main.js</c>. All modules of a page are of one version, and each may be kept for ever. Served without their comments and
/// packed once: on a village line every hundred bytes are heard.
/// </summary>
public sealed class DeskAssets
{
    const string Folder = "desk/app";

    // Loaded by the pages that show what the phone keeps, and kept by the phone for them.
    const string Later = "kept.js";

    readonly Dictionary<string, Script> _scripts;
    readonly Script _worker;

    public DeskAssets(IWebHostEnvironment environment)
    {
        var files = environment.WebRootFileProvider;
        _scripts = files.GetDirectoryContents(Folder).Where(f => f.Name.EndsWith(".js", StringComparison.Ordinal)).ToDictionary(f => f.Name, Read);
        _worker = Read(files.GetFileInfo("desk/worker.js"));
        Names = [.. _scripts.Keys.Where(name => name != Later).Order(StringComparer.Ordinal)];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in _scripts.Keys.Order(StringComparer.Ordinal)) hash.AppendData(_scripts[name].Plain);
        Version = Convert.ToHexStringLower(hash.GetHashAndReset())[..10];
    }

    /// <summary>File names of the modules that every page needs at once.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Fingerprint of all of them together.</summary>
    public string Version { get; }

    /// <summary>Address of a module.</summary>
    public string Address(string name) => $"/{Folder}/{Version}/{name}";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet($"/{Folder}/{{version}}/{{name}}", SendModule).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/desk/worker", SendWorker).AllowAnonymous().ExcludeFromDescription();
    }

    IResult SendModule(string version, string name, HttpContext context)
    {
        if (!_scripts.TryGetValue(name, out var script)) return Results.NotFound();
        // A page kept by the phone may still ask for an older version: it gets what there is, and does not keep it.
        context.Response.Headers.CacheControl = version == Version ? "public, max-age=31536000, immutable" : "no-cache";
        return Send(script, context);
    }

    // The service worker looks after /desk itself too, which lies above its own address.
    IResult SendWorker(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers["Service-Worker-Allowed"] = "/desk";
        return Send(_worker, context);
    }

    static IResult Send(Script script, HttpContext context)
    {
        context.Response.Headers.Vary = "Accept-Encoding";
        var packed = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (packed) context.Response.Headers.ContentEncoding = "br";
        return Results.Bytes(packed ? script.Packed : script.Plain, "text/javascript; charset=utf-8");
    }

    static Script Read(IFileInfo file)
    {
        using var text = new StreamReader(file.CreateReadStream());
        var lines = new StringBuilder();
        // Only lines that are comments from their first sign; nothing is parsed, so nothing can be misread.
        while (text.ReadLine()?.Trim() is { } line)
            if (line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("/**", StringComparison.Ordinal) && !line.StartsWith('*')) lines.Append(line).Append('\n');
        var plain = Encoding.UTF8.GetBytes(lines.ToString());
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize)) brotli.Write(plain);
        return new(plain, packed.ToArray());
    }

    sealed record Script(byte[] Plain, byte[] Packed);
}
