using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Yinong.Platform.Files;

namespace Yinong.Tests.Support;

/// <summary>
/// An S3-compatible store on a port of this machine, the outside party of the file store: puts, gets, heads and deletes objects of one bucket. It works out
/// every signature (AWS Signature Version 4) and the hash of every body itself, and refuses what does not fit.
/// </summary>
public sealed class FakeS3 : IAsyncDisposable
{
    public const string Bucket = "evidence", Key = "AKIDTEST", Secret = "s3cr3t/of+tests";

    readonly WebApplication _web;

    FakeS3(WebApplication web) => _web = web;

    public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    /// <summary>Of how many bytes each answered get was.</summary>
    public ConcurrentQueue<int> Asked { get; } = [];

    /// <summary>Answered instead of everything: 503 …; 0: it works.</summary>
    public int Broken { get; set; }

    /// <summary>After so many further puts it breaks; negative: never.</summary>
    public int BreaksAfterPuts { get; set; } = -1;

    public string Endpoint => _web.Urls.Single();

    public S3Settings Settings => new(new Uri(Endpoint), Bucket, "yinong/", "cn-north-1", PathStyle: true, Key, Secret);

    /// <summary>What <c>YINONG_FILES</c> would be.</summary>
    public string Setting => $"s3://{Bucket}/yinong?endpoint={Uri.EscapeDataString(Endpoint)}&region=cn-north-1";

    public static async Task<FakeS3> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var store = new FakeS3(builder.Build());
        store._web.Run(store.AnswerAsync);
        await store._web.StartAsync();
        return store;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var content = body.ToArray();
        if (Broken != 0 || context.Request.Method == "PUT" && BreaksAfterPuts-- == 0)
        {
            context.Response.StatusCode = Broken == 0 ? 503 : Broken;
            return;
        }
        if (Fault(context.Request, content) is { } fault)
        {
            await ErrorAsync(context, 403, "SignatureDoesNotMatch", fault);
            return;
        }
        var path = context.Request.Path.Value!;
        if (!path.StartsWith($"/{Bucket}/", StringComparison.Ordinal)) await ErrorAsync(context, 404, "NoSuchBucket", path);
        else await ObjectAsync(context, path[(Bucket.Length + 2)..], content);
    }

    async Task ObjectAsync(HttpContext context, string name, byte[] content)
    {
        switch (context.Request.Method)
        {
            case "PUT":
                Objects[name] = content;
                context.Response.Headers.ETag = "\"" + Convert.ToHexStringLower(SHA256.HashData(content))[..32] + "\"";
                break;
            case "DELETE":
                Objects.TryRemove(name, out _);
                context.Response.StatusCode = 204;
                break;
            case "GET" or "HEAD" when !Objects.TryGetValue(name, out _):
                await ErrorAsync(context, 404, "NoSuchKey", name);
                break;
            case "HEAD":
                context.Response.ContentLength = Objects[name].Length;
                break;
            default:
                await SendAsync(context, Objects[name]);
                break;
        }
    }

    async Task SendAsync(HttpContext context, byte[] whole)
    {
        var part = whole.AsMemory();
        if (context.Request.GetTypedHeaders().Range?.Ranges.SingleOrDefault() is { From: { } from } range)
        {
            var to = Math.Min(range.To ?? long.MaxValue, whole.Length - 1);
            part = part[(int)from..((int)to + 1)];
            (context.Response.StatusCode, context.Response.Headers.ContentRange) = (206, $"bytes {from}-{to}/{whole.Length}");
        }
        context.Response.ContentLength = part.Length;
        Asked.Enqueue(part.Length);
        await context.Response.Body.WriteAsync(part);
    }

    static async Task ErrorAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        if (context.Request.Method != "HEAD") await context.Response.WriteAsync($"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>{System.Security.SecurityElement.Escape(message)}</Message></Error>");
    }

    /// <summary>What is wrong with the signature; null: nothing.</summary>
    static string? Fault(HttpRequest request, byte[] body)
    {
        var said = request.Headers.Authorization.ToString();
        if (!said.StartsWith("AWS4-HMAC-SHA256 ", StringComparison.Ordinal)) return "not signed";
        var parts = said["AWS4-HMAC-SHA256 ".Length..].Split(',').Select(p => p.Trim().Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var scope = parts["Credential"].Split('/');
        if (scope is not [Key, _, "cn-north-1", "s3", "aws4_request"]) return $"credential {parts["Credential"]}";
        var date = request.Headers["x-amz-date"].ToString();
        if (!date.StartsWith(scope[1], StringComparison.Ordinal)) return "date";
        var hash = request.Headers["x-amz-content-sha256"].ToString();
        if (hash != Convert.ToHexStringLower(SHA256.HashData(body))) return $"hash of the body, said {hash}";
        var signed = parts["SignedHeaders"].Split(';');
        if (!signed.Contains("host") || !signed.Contains("x-amz-date") || !signed.Contains("x-amz-content-sha256")) return "too few headers are signed";
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        var query = target.Length < 2 ? "" : string.Join('&', target[1].Split('&').Select(q => q.Contains('=', StringComparison.Ordinal) ? q : q + "=").Order(StringComparer.Ordinal));
        var canonical = string.Join('\n', [request.Method, target[0], query, .. signed.Select(name => $"{name}:{request.Headers[name].ToString().Trim()}"), "", string.Join(';', signed), hash]);
        var toSign = string.Join('\n', ["AWS4-HMAC-SHA256", date, string.Join('/', scope[1..]), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))]);
        var key = scope[1..].Aggregate(Encoding.UTF8.GetBytes("AWS4" + Secret), (secret, part) => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(part)));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign))) == parts["Signature"] ? null : "signature";
    }
}
