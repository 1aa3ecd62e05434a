using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Logging;

namespace Yinong.Platform.Files;

/// <summary>Files in an S3-compatible object store, for several nodes over one store; the objects are whole or not there. Private: nobody reads past us.</summary>
public sealed class S3Store(S3Settings settings, ILogger<ContentStore> log) : ContentStore(log), IDisposable
{
    readonly AmazonS3Client _client = new(new BasicAWSCredentials(settings.Key, settings.Secret), new AmazonS3Config
    {
        ServiceURL = settings.Endpoint.ToString(), AuthenticationRegion = settings.Region, ForcePathStyle = settings.PathStyle, Timeout = TimeSpan.FromSeconds(30), MaxErrorRetry = 2,
        // Stores of other makers do not all know the newer checksums; the content's own hash is its name.
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED, ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
    });

    protected override async Task<bool> IsThereAsync(string name, CancellationToken cancel)
    {
        try
        {
            await _client.GetObjectMetadataAsync(settings.Bucket, KeyOf(name), cancel);
            return true;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    protected override async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        await _client.PutObjectAsync(new() { BucketName = settings.Bucket, Key = KeyOf(name), InputStream = stream, ContentType = "application/octet-stream", UseChunkEncoding = false }, cancel);
    }

    protected override string Spool => Path.GetTempPath();

    protected override async Task TakeInAsync(string name, string file, CancellationToken cancel)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous);
        await _client.PutObjectAsync(new() { BucketName = settings.Bucket, Key = KeyOf(name), InputStream = stream, ContentType = "application/octet-stream", UseChunkEncoding = false }, cancel);
    }

    protected override async Task<Stream?> ReadAsync(string name, CancellationToken cancel)
    {
        try
        {
            var length = (await _client.GetObjectMetadataAsync(settings.Bucket, KeyOf(name), cancel)).ContentLength;
            return new S3Stream(_client, settings.Bucket, KeyOf(name), length);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode is not "NoSuchBucket")
        {
            return null;
        }
    }

    protected override async Task DeleteAsync(string name, CancellationToken cancel) => await _client.DeleteObjectAsync(settings.Bucket, KeyOf(name), cancel);

    protected override bool IsAway(Exception problem) => problem is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException;

    public void Dispose() => _client.Dispose();

    string KeyOf(string name) => settings.Prefix + name;
}
