using System.CommandLine;
using System.Globalization;
using Yinong.Commands.Simulation;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Commands;

/// <summary><c>simulate</c>: fills a database with a seeded country. The same seed makes the same rows, on both engines.</summary>
static class SimulateCommand
{
    static readonly Option<int> Stations = new("--stations") { Description = "How many stations in all, those on their way and those that closed included.", Required = true };
    static readonly Option<int> Days = new("--days") { Description = "Days of services, the last day included.", Required = true };
    static readonly Option<long> Seed = new("--seed") { Description = "Same seed, same country.", Required = true };
    static readonly Option<string?> Until = new("--until") { Description = "Last day (2018-10-31) or last instant (2018-10-31T09:00:00+08:00); by default the start of YINONG_CLOCK, else now." };
    static readonly Option<bool> Add = new("--add") { Description = "Beside another simulation." };
    static readonly Option<bool> Force = new("--force") { Description = "Also into a database with real data." };

    public static Command Make()
    {
        var command = new Command("simulate", "Fills a database with a seeded country: stations, officers, services. Same seed, same data.") { Stations, Days, Seed, Until, Add, Force };
        command.SetAction((call, cancel) => RunAsync(call, cancel));
        return command;
    }

    static async Task<int> RunAsync(ParseResult call, CancellationToken cancel)
    {
        await using var app = WebHost.Build(WebHost.Mode.Serve);
        var order = OrderOf(call, app.Services.GetRequiredService<ProgrammeClock>(), app.Services.GetRequiredService<YinongSettings>().Clock);
        return await ProgressBoard.RunAsync(async board =>
        {
            await FirstStart.InstallAsync(app.Services, board, cancel);
            var result = await Simulator.FillAsync(app.Services, _ => order, new(call.GetValue(Add), call.GetValue(Force), UntilAsBefore: call.GetValue(Until) is null), board, cancel);
            Console.WriteLine(result is null
                ? $"the country of seed {order.Seed} is there already"
                : string.Create(CultureInfo.InvariantCulture, $"{result.Stations:N0} stations, {result.Officers:N0} officers, {result.Records:N0} service records ({result.Records / result.RecordTime.TotalSeconds:N0}/s)"));
            return 0;
        });
    }

    // The start of a set clock rather than the moment of the call: the same settings make the same country.
    static SimulationOrder OrderOf(ParseResult call, ProgrammeClock clock, DateTimeOffset? clockStart)
    {
        var (stations, days) = (call.GetValue(Stations), call.GetValue(Days));
        if (stations is < 18 or > 2_000_000) throw new CommandFailed("--stations is 18 to 2,000,000.", 2);
        if (days is < 1 or > 1830) throw new CommandFailed("--days is 1 to 1,830.", 2);
        var until = Parse(call.GetValue(Until)) ?? clockStart?.UtcDateTime ?? clock.UtcNow;
        if (until > clock.UtcNow) throw new CommandFailed($"--until is after the programme clock, which shows {clock.UtcNow:u}; set YINONG_CLOCK.", 2);
        return new(call.GetValue(Seed), stations, days, until);
    }

    // A day means all of it.
    static DateTime? Parse(string? text)
    {
        if (text is null) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return ProgrammeClock.StartOf(day.AddDays(1)).AddMicroseconds(-1);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.UtcDateTime
            : throw new CommandFailed("--until is a day such as 2018-10-31 or an instant such as 2018-10-31T09:00:00+08:00.", 2);
    }
}
