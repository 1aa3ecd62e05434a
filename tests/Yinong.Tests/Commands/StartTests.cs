using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Yinong.Tests.Support;

namespace Yinong.Tests.Commands;

/// <summary><c>start</c> as a stranger runs it: the first time it fills, the second time it finds everything there; killed while filling it leaves nothing half.</summary>
public class StartTests
{
    readonly string _data = Directory.CreateDirectory(Path.Combine(TestFolder.Path, $"start-{Guid.CreateVersion7():N}")).FullName;

    [Fact]
    public async Task The_demonstration_is_made_once_and_found_again()
    {
        var first = await StartAsync();
        Assert.Equal(18, first.Rows);
        var made = await SimulatedCountry.FingerprintAsync($"Data Source={Path.Combine(_data, "yinong.db")}");
        Assert.Contains("operator-37", first.Said, StringComparison.Ordinal);
        Assert.Contains("officer-1", first.Said, StringComparison.Ordinal);
        var second = await StartAsync();
        Assert.Equal(18, second.Rows);
        Assert.Equal(made, await SimulatedCountry.FingerprintAsync($"Data Source={Path.Combine(_data, "yinong.db")}"));
    }

    [Fact]
    public async Task Killed_while_it_fills_it_begins_anew()
    {
        using (var process = Start())
        {
            while (!process.HasExited && !Directory.EnumerateFiles(_data, "*.filling").Any()) await Task.Delay(20);
            process.Kill();
            await process.WaitForExitAsync();
        }
        Assert.False(File.Exists(Path.Combine(_data, "yinong.db")));
        Assert.Equal(18, (await StartAsync()).Rows);
    }

    /// <summary>Starts, asks whether it is ready and what the programme's progress is, and stops.</summary>
    async Task<(int Rows, string Said)> StartAsync()
    {
        using var process = Start();
        try
        {
            var said = "";
            while (!said.Contains("Ctrl+C stops", StringComparison.Ordinal))
                said += await process.StandardOutput.ReadLineAsync() + "\n" is var line && !process.HasExited ? line : throw new InvalidOperationException(said + await process.StandardError.ReadToEndAsync());
            using var http = new HttpClient { BaseAddress = new(said[said.IndexOf("http://", StringComparison.Ordinal)..].Split([' ', '\n', '\r'])[0]) };
            Assert.Equal(HttpStatusCode.OK, await ReadyAsync(http));
            var progress = await http.GetFromJsonAsync<JsonElement>("/api/v1/programmes/2018/progress");
            return (progress.GetProperty("rows").GetArrayLength(), said);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    static async Task<HttpStatusCode> ReadyAsync(HttpClient http)
    {
        var answer = await http.GetAsync("/readyz");
        for (var i = 0; i < 600 && answer.StatusCode != HttpStatusCode.OK; i++)
        {
            await Task.Delay(100);
            answer = await http.GetAsync("/readyz");
        }
        return answer.StatusCode;
    }

    Process Start() => CommandLineDoor.Start(null, new() { ["YINONG_DATA"] = _data, ["YINONG_URLS"] = "http://127.0.0.1:0" }, "start", "--stations", "200", "--days", "10");
}
