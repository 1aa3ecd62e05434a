using System.Buffers;
using Microsoft.AspNetCore.Mvc;

namespace Yinong.Modules.Desk;

/// <summary>Takes the body of a call into a rented buffer, refusing what is too large or not JSON before it costs anything.</summary>
static class RecordBody
{
    /// <summary>For endpoints that read through here: the general limit of a body is not theirs.</summary>
    public static readonly DisableRequestSizeLimitAttribute CountsItself = new();

    public static async Task<List<ReadLine>> ReadAsync(HttpRequest request, RecordReader reader, DeskLimits limits)
    {
        if (!request.HasJsonContentType()) throw Web.WebProblems.ForStatus(StatusCodes.Status415UnsupportedMediaType);
        if (request.ContentLength > limits.MostBytes) throw Web.WebProblems.ForStatus(StatusCodes.Status413PayloadTooLarge);
        while (true)
        {
            var result = await request.BodyReader.ReadAsync();
            var buffer = result.Buffer;
            if (buffer.Length > limits.MostBytes)
            {
                request.BodyReader.AdvanceTo(buffer.End);
                throw Web.WebProblems.ForStatus(StatusCodes.Status413PayloadTooLarge);
            }
            if (result.IsCompleted)
            {
                try
                {
                    return buffer.IsSingleSegment ? reader.Read(buffer.FirstSpan) : ReadJoined(buffer, reader);
                }
                finally
                {
                    request.BodyReader.AdvanceTo(buffer.End);
                }
            }
            request.BodyReader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    static List<ReadLine> ReadJoined(ReadOnlySequence<byte> buffer, RecordReader reader)
    {
        var bytes = ArrayPool<byte>.Shared.Rent((int)buffer.Length);
        try
        {
            buffer.CopyTo(bytes);
            return reader.Read(bytes.AsSpan(0, (int)buffer.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
