using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Yinong.Commands;

/// <summary>
/// Shows how far long work is: bars with rate and rest of the time on a terminal, a plain line every few seconds where the output is a file or a pipe.
/// </summary>
public sealed class ProgressBoard
{
    readonly ProgressContext? _bars;
    readonly TextWriter _plain;

    ProgressBoard(ProgressContext? bars, TextWriter plain) => (_bars, _plain) = (bars, plain);

    /// <summary>Nothing is shown: for tests and for callers that measure.</summary>
    public static ProgressBoard Silent { get; } = new(null, TextWriter.Null);

    /// <summary>Does the work with a board on the error output, so that the output of the command stays its own.</summary>
    public static async Task<T> RunAsync<T>(Func<ProgressBoard, Task<T>> work)
    {
        if (Console.IsErrorRedirected) return await work(new(null, Console.Error));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RateColumn(), new RemainingTimeColumn())
            .StartAsync(bars => work(new(bars, TextWriter.Null)));
    }

    /// <summary>Begins a stretch of the work.</summary>
    /// <param name="what">Said before the bar.</param>
    /// <param name="total">How many of something there are; 1 when only the share is known.</param>
    public ProgressLine Begin(string what, double total = 1) => new(what, total, _bars?.AddTask(Markup.Escape(what), maxValue: Math.Max(total, 1)), _plain);

    sealed class RateColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Markup(task is { MaxValue: > 1, Speed: { } speed and > 0 } ? $"[grey]{speed.ToString("N0", CultureInfo.InvariantCulture)}/s[/]" : "");
    }
}

/// <summary>One stretch of the work. Report from the thread that works.</summary>
public sealed class ProgressLine : IProgress<double>, IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    readonly string _what;
    readonly ProgressTask? _bar;
    readonly TextWriter _plain;
    readonly Stopwatch _watch = Stopwatch.StartNew();
    TimeSpan _said;
    double _total;
    double _done;

    internal ProgressLine(string what, double total, ProgressTask? bar, TextWriter plain) => (_what, _total, _bar, _plain) = (what, total, bar, plain);

    /// <summary>How many are done.</summary>
    public void Report(double value)
    {
        _done = value;
        // Where the total was an estimate, more may come than was thought.
        if (value > _total) Correct(value);
        if (_bar is not null) _bar.Value = value;
        else if (_watch.Elapsed - _said > Pause) Say();
    }

    public void Add(double more) => Report(_done + more);

    /// <summary>The total is known now; before it was an estimate.</summary>
    public void Correct(double total)
    {
        _total = total;
        if (_bar is not null) _bar.MaxValue = Math.Max(total, 1);
    }

    /// <summary>The stretch is done.</summary>
    public void Dispose()
    {
        _done = _total;
        if (_bar is not null) _bar.Value = _bar.MaxValue;
        else Say();
    }

    void Say()
    {
        _said = _watch.Elapsed;
        var (share, rate) = (_done / Math.Max(_total, 1), _done / _watch.Elapsed.TotalSeconds);
        var counts = _total > 1 ? string.Create(CultureInfo.InvariantCulture, $" {_done:N0} of {_total:N0}, {rate:N0}/s") : "";
        var rest = share is > 0 and < 1 ? string.Create(CultureInfo.InvariantCulture, $", {_watch.Elapsed.TotalSeconds * (1 / share - 1):N0} s left") : "";
        _plain.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_what}: {share:P0}{counts}{rest} ({_watch.Elapsed.TotalSeconds:N1} s)"));
    }
}
