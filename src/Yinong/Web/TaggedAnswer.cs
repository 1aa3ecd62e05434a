using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Yinong.Web;

/// <summary>Answers a read with an ETag of its content; 304 when the asker has it already.</summary>
static class TaggedAnswer
{
    static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes JSON with the given function, then tags and sends it.</summary>
    public static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        await using (var json = new Utf8JsonWriter(bytes, Options)) write(json);
        await SendAsync(context, bytes.WrittenMemory, "application/json; charset=utf-8");
    }

    /// <summary>Sends a value as JSON, written as every answer of the API is.</summary>
    public static Task JsonAsync<T>(HttpContext context, T value)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return SendAsync(context, JsonSerializer.SerializeToUtf8Bytes(value, options), "application/json; charset=utf-8");
    }

    /// <summary>Sends bytes that are already there.</summary>
    public static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> bytes, string contentType)
    {
        var tag = "\"" + Convert.ToHexStringLower(SHA256.HashData(bytes.Span)[..12]) + "\"";
        var response = context.Response;
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "no-cache";
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        await response.BodyWriter.WriteAsync(bytes);
    }
}
