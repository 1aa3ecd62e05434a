using System.Diagnostics;
using System.Net.Sockets;

namespace Yinong.Bench;

/// <summary>
/// The ceiling of every read on this machine: the same web server as the product, answering finished bytes and doing nothing else. A process of its own,
/// loaded like the product, so that the product's figures can be read as a share of it.
/// </summary>
static class BareHttp
{
    /// <summary>The word that makes the suite's program that server.</summary>
    public const string Word = "bare-http";

    const string Url = "http://127.0.0.1:5189";

    // As many bytes as the children of a county are on average.
    static readonly byte[] Answer = new byte[1500];

    static double? _measured;

    public static async Task ServeAsync()
    {
        Answer.AsSpan().Fill((byte)'x');
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", context =>
        {
            context.Response.ContentLength = Answer.Length;
            return context.Response.Body.WriteAsync(Answer, 0, Answer.Length);
        });
        await app.RunAsync(Url);
    }

    /// <summary>Answers per second at 64 connections; measured once a run.</summary>
    public static async Task<double> PerSecondAsync(Report report)
    {
        if (_measured is { } known) return known;
        using var server = Start();
        try
        {
            await ListeningAsync();
            await Wrk.RunAsync(Url, 64, 4);
            var load = await Wrk.RunAsync(Url, 64, 8);
            report.Note("bare answers of the same web server, 64 connections", load.PerSecond, "/s", load.ToString());
            _measured = load.PerSecond;
            return load.PerSecond;
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    /// <summary>Seconds from the start of the process to its first answer: what the runtime and the web server alone take on this machine.</summary>
    public static async Task<double> StartSecondsAsync()
    {
        var since = Stopwatch.GetTimestamp();
        using var server = Start();
        try
        {
            await ListeningAsync();
            return Machine.Seconds(since);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    static Process Start() =>
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Environment.GetCommandLineArgs()[0].EndsWith(".dll", StringComparison.Ordinal) ? [Environment.GetCommandLineArgs()[0], Word] : [Word]))!;

    static async Task ListeningAsync()
    {
        using var http = new HttpClient();
        for (var since = Stopwatch.GetTimestamp(); Machine.Seconds(since) < 30; await Task.Delay(20))
        {
            try
            {
                if ((await http.GetAsync(Url)).IsSuccessStatusCode) return;
            }
            catch (Exception e) when (e is HttpRequestException or SocketException)
            {
                continue;
            }
        }
        throw new TimeoutException("The bare server did not answer.");
    }
}
