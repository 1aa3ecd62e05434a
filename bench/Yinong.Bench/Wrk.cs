using System.Globalization;
using System.Text.RegularExpressions;

namespace Yinong.Bench;

/// <summary>What a load gave.</summary>
/// <param name="PerSecond">Requests per second.</param>
/// <param name="P50">Median, ms.</param>
/// <param name="P99">99th percentile, ms.</param>
/// <param name="Errors">Answers that are not 2xx or 3xx, and broken connections.</param>
public sealed record Load(double PerSecond, double P50, double P99, long Errors)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"p50 {P50:0.00} ms, p99 {P99:0.00} ms{(Errors > 0 ? $", {Errors} ERRORS" : "")}");
}

/// <summary>The load generator wrk, one thread, on the same cores as server and database.</summary>
static partial class Wrk
{
    public static async Task<Load> RunAsync(string url, int connections, int seconds, string? script = null, IDictionary<string, string>? environment = null, params string[] headers)
    {
        var arguments = new List<string> { "-t1", $"-c{connections}", $"-d{seconds}s", "--timeout", "10s", "--latency" };
        if (script is not null) arguments.AddRange(["-s", Path.Combine(AppContext.BaseDirectory, "wrk", script)]);
        foreach (var header in headers) arguments.AddRange(["-H", header]);
        arguments.Add(url);
        return Understand(await Machine.RunAsync("wrk", arguments, environment));
    }

    static Load Understand(string text)
    {
        var errors = 0L;
        if (NonOk().Match(text) is { Success: true } nonOk) errors += long.Parse(nonOk.Groups[1].Value, CultureInfo.InvariantCulture);
        if (Broken().Match(text) is { Success: true } broken) errors += broken.Groups.Values.Skip(1).Sum(g => long.Parse(g.Value, CultureInfo.InvariantCulture));
        return new(double.Parse(Rate().Match(text).Groups[1].Value, CultureInfo.InvariantCulture), Percentile(text, "50%"), Percentile(text, "99%"), errors);
    }

    static double Percentile(string text, string which)
    {
        var match = Regex.Match(text, Regex.Escape(which) + @"\s+([\d.]+)(us|ms|s|m)");
        var value = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch { "us" => value / 1000, "ms" => value, "s" => value * 1000, _ => value * 60_000 };
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (\d+)")]
    private static partial Regex NonOk();

    [GeneratedRegex(@"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")]
    private static partial Regex Broken();
}
