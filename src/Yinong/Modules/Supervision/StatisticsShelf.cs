using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Yinong.Modules.Supervision;

/// <summary>
/// Answers of the present fold as finished bytes: when a figure is looked at by a thousand people in the same minute, it is worked out once. The tag
/// says everything an answer depends on (<see cref="StatisticsTag"/>), reach included; the next fold starts from empty.
/// </summary>
public sealed class StatisticsShelf(IOptions<JsonOptions> json)
{
    public const string Json = "application/json; charset=utf-8";

    const int RoomBytes = 16 * 1024 * 1024;

    volatile Fold _fold = new(-1, -1);

    /// <summary>The answer of this tag, when somebody asked since the fold.</summary>
    public byte[]? Find(TallyState state, string tag) => Of(state).Answers.GetValueOrDefault(tag);

    /// <summary>Makes the bytes of an answer and keeps them while there is room.</summary>
    public byte[] Keep(TallyState state, string tag, StatisticsAnswer answer)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, json.Value.SerializerOptions);
        var fold = Of(state);
        if (Interlocked.Add(ref fold.Bytes, bytes.Length + tag.Length * 2) <= RoomBytes) fold.Answers[tag] = bytes;
        return bytes;
    }

    Fold Of(TallyState state)
    {
        var fold = _fold;
        return fold.Version == state.Version && fold.Names == state.Names ? fold : _fold = new(state.Version, state.Names);
    }

    sealed record Fold(long Version, long Names)
    {
        public long Bytes;

        public ConcurrentDictionary<string, byte[]> Answers { get; } = new();
    }
}
