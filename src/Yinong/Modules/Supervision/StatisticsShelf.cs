using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Yinong.Modules.Supervision;

/// <summary>
/// What is kept of the present fold: answers for machines as finished bytes under their tag, which says everything they depend on
/// (<see cref="StatisticsTag"/>), and the lines that pages are made of.
/// </summary>
public sealed class StatisticsShelf(IOptions<JsonOptions> json)
{
    public const string Json = "application/json; charset=utf-8";

    readonly FoldShelf<byte[]> _answers = new(room: 16 * 1024 * 1024);

    /// <summary>Rows of questions; the room is in rows.</summary>
    internal FoldShelf<IReadOnlyList<ServiceRow>> Rows { get; } = new(room: 100_000);

    /// <summary>Mixes over the months; the room is in lines.</summary>
    internal FoldShelf<IReadOnlyDictionary<(DateOnly Month, Catalogue.ServiceKind Kind), TallySum>> Mixes { get; } = new(room: 50_000);

    /// <summary>The answer of this tag, when somebody asked since the fold.</summary>
    public byte[]? Find(TallyState state, string tag) => _answers.Find(state, tag);

    /// <summary>Makes the bytes of an answer and keeps them while there is room.</summary>
    public byte[] Keep(TallyState state, string tag, StatisticsAnswer answer)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, json.Value.SerializerOptions);
        return _answers.Keep(state, tag, bytes, bytes.Length + tag.Length * 2);
    }
}
