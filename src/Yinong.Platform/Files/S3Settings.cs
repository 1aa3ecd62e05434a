namespace Yinong.Platform.Files;

/// <summary>Where an S3-compatible store is and who we are there.</summary>
/// <param name="Endpoint">Address of the store.</param>
/// <param name="Bucket">Must exist; we never make one.</param>
/// <param name="Prefix">Before every name; empty, or ends with a slash.</param>
/// <param name="Region">Part of the signature.</param>
/// <param name="PathStyle">Bucket in the path (most stores of one's own) instead of in the host's name.</param>
/// <param name="Key">Name of the access key.</param>
/// <param name="Secret">Its secret; only ever in the environment.</param>
public sealed record S3Settings(Uri Endpoint, string Bucket, string Prefix, string Region, bool PathStyle, string Key, string Secret)
{
    const string Form = "YINONG_FILES must be 's3://BUCKET[/PREFIX]?endpoint=https://…[&region=…][&style=path|host]'";

    /// <summary>Understands the setting; null when it is empty (files are on disk then). Throws <see cref="FormatException"/> naming what is wrong.</summary>
    public static S3Settings? Parse(string? text, string? key, string? secret)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme != "s3" || address.Host.Length == 0 || address.UserInfo.Length > 0) throw new FormatException($"{Form}; keys are never part of it.");
        var said = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part.Length > 1 ? Uri.UnescapeDataString(part[1]) : "", StringComparer.Ordinal);
        if (said.Keys.FirstOrDefault(name => name is not ("endpoint" or "region" or "style")) is { } unknown) throw new FormatException($"{Form}; '{unknown}' is unknown.");
        if (!Uri.TryCreate(said.GetValueOrDefault("endpoint"), UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https")) throw new FormatException($"{Form}; the endpoint is missing or no web address.");
        if (said.GetValueOrDefault("style", "path") is not ("path" or "host")) throw new FormatException($"{Form}; style is path or host.");
        if (string.IsNullOrWhiteSpace(key) || string.IsNullOrWhiteSpace(secret)) throw new FormatException("YINONG_FILES needs YINONG_FILES_KEY and YINONG_FILES_SECRET beside it.");
        var prefix = address.AbsolutePath.Trim('/');
        return new(endpoint, address.Host, prefix.Length == 0 ? "" : prefix + "/", said.GetValueOrDefault("region", "us-east-1"), said.GetValueOrDefault("style") != "host", key, secret);
    }
}
