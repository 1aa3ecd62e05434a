using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Yinong.Commands.Simulation;

static class AheadExtensions
{
    /// <summary>Makes the next thing on another thread while the last one is being used; never more than one waits.</summary>
    public static async IAsyncEnumerable<T> Ahead<T>(this IEnumerable<T> source, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var waiting = Channel.CreateBounded<T>(1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var maker = Task.Run(async () =>
        {
            try
            {
                foreach (var thing in source) await waiting.Writer.WriteAsync(thing, stop.Token);
                waiting.Writer.Complete();
            }
            catch (Exception e)
            {
                waiting.Writer.Complete(e);
            }
        }, CancellationToken.None);
        try
        {
            await foreach (var thing in waiting.Reader.ReadAllAsync(cancel)) yield return thing;
        }
        finally
        {
            await stop.CancelAsync();
            await maker;
        }
    }
}
