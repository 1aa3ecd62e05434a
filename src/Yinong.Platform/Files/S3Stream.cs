using Amazon.S3;

namespace Yinong.Platform.Files;

/// <summary>An object of the store that is fetched from where it is read, so that the middle of a film costs only the middle.</summary>
sealed class S3Stream(AmazonS3Client client, string bucket, string key, long length) : Stream
{
    Stream? _answer;
    long _at;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _at;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var to = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => _at + offset, _ => length + offset };
        ArgumentOutOfRangeException.ThrowIfNegative(to, nameof(offset));
        if (to == _at) return _at;
        End();
        return _at = to;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_at >= length || buffer.Length == 0) return 0;
        _answer ??= (await client.GetObjectAsync(new() { BucketName = bucket, Key = key, ByteRange = new(_at, length - 1) }, cancellationToken)).ResponseStream;
        var read = await _answer.ReadAsync(buffer, cancellationToken);
        _at += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) End();
        base.Dispose(disposing);
    }

    void End()
    {
        _answer?.Dispose();
        _answer = null;
    }
}
