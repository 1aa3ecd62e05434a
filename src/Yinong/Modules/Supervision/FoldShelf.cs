using System.Collections.Concurrent;

namespace Yinong.Modules.Supervision;

/// <summary>
/// Answers of the present fold: when a figure is looked at by a thousand people in the same minute, it is worked out once. The next fold, or a change
/// of the catalogue, starts from empty. The key says everything else that an answer depends on.
/// </summary>
/// <param name="room">Sum of the sizes that are kept; what does not fit is worked out again.</param>
public sealed class FoldShelf<T>(long room) where T : class
{
    volatile Fold _fold = new(-1, -1);

    /// <summary>The answer, when somebody asked since the fold.</summary>
    public T? Find(TallyState state, string key) => Of(state).Answers.GetValueOrDefault(key);

    /// <summary>Keeps an answer while there is room.</summary>
    public T Keep(TallyState state, string key, T answer, long size)
    {
        var fold = Of(state);
        if (Interlocked.Add(ref fold.Size, size) <= room) fold.Answers[key] = answer;
        return answer;
    }

    Fold Of(TallyState state)
    {
        var fold = _fold;
        return fold.Version == state.Version && fold.Names == state.Names ? fold : _fold = new(state.Version, state.Names);
    }

    sealed record Fold(long Version, long Names)
    {
        public long Size;

        public ConcurrentDictionary<string, T> Answers { get; } = new();
    }
}
