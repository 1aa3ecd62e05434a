using System.Collections.Concurrent;

namespace Yinong.Modules.Training.Farmers;

/// <summary>
/// A form pressed twice counts once. The key of the form is drawn with the page and says nothing of who holds it; it is remembered in this process for some
/// minutes and nowhere else, because feedback has no name.
/// </summary>
public sealed class FeedbackOnce(TimeProvider time)
{
    static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    readonly ConcurrentDictionary<string, (Lazy<Task> Work, DateTimeOffset At)> _said = new();

    /// <summary>Does the work, or waits for the same of the same form and shares how it ended; what failed may be tried again.</summary>
    public async Task DoAsync(string form, Func<Task> work)
    {
        var now = time.GetUtcNow();
        foreach (var (old, said) in _said)
            if (now - said.At > Remembered) _said.TryRemove(old, out _);
        try
        {
            await _said.GetOrAdd(form, _ => (new(work), now)).Work.Value;
        }
        catch
        {
            _said.TryRemove(form, out _);
            throw;
        }
    }
}
