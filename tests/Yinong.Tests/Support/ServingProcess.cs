using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Yinong.Tests.Support;

/// <summary>The program as a process of its own that really listens, so that it can be killed.</summary>
public sealed class ServingProcess : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    readonly Process _process;
    readonly ConcurrentQueue<string> _said = new();
    readonly TaskCompletionSource<string> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    ServingProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens: on a port that it chose itself, so that no two ever want the same.</summary>
    public string Url { get; private set; } = "";

    /// <summary>What it said so far.</summary>
    public string Said => string.Join('\n', _said);

    /// <summary>Starts <c>serve</c> over the database and waits until it is ready.</summary>
    public static async Task<ServingProcess> StartAsync(TestDatabase database, string dataFolder)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Yinong.dll"), "serve"]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = TestFolder.Path };
        start.Environment["YINONG_DATABASE"] = database.ConnectionString;
        start.Environment["YINONG_DATA"] = dataFolder;
        start.Environment["YINONG_URLS"] = "http://127.0.0.1:0";
        start.Environment["YINONG_CLOCK"] = "2018-10-31T18:00:00+08:00";
        var serving = new ServingProcess(Process.Start(start)!);
        try
        {
            await serving.ReadyAsync();
            return serving;
        }
        catch
        {
            await serving.DisposeAsync();
            throw;
        }
    }

    async Task ReadyAsync()
    {
        var ended = _process.WaitForExitAsync();
        await Task.WhenAny(_listens.Task, ended).WaitAsync(Patience);
        Assert.False(ended.IsCompleted, Said);
        Url = await _listens.Task;
        using var client = new HttpClient();
        for (var since = Stopwatch.GetTimestamp(); (await client.GetAsync(Url + "/readyz")).StatusCode != HttpStatusCode.OK; await Task.Delay(25))
            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, "Not ready: " + Said);
    }

    void Hear(string? line)
    {
        if (line is null) return;
        _said.Enqueue(line);
        if (line.IndexOf("listening on: http://", StringComparison.Ordinal) is >= 0 and var at) _listens.TrySetResult(line[(at + "listening on: ".Length)..].Trim());
    }

    /// <summary>kill -9: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }
}
