using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Yinong.Commands.Simulation;
using Yinong.Web;

namespace Yinong.Commands;

/// <summary>
/// <c>start</c>: the demonstration. The real divisions, the programme of the notice and the catalogue, a simulated country on the programme clock of
/// 2018-10-31, accounts to sign in with. Real use is <c>serve</c>.
/// </summary>
static class StartCommand
{
    static readonly Option<int?> Stations = new("--stations") { Description = "How many stations to simulate on the first start; by default the whole country." };
    static readonly Option<int?> Days = new("--days") { Description = "Days of services to simulate on the first start; 60 by default." };

    public static Command Make()
    {
        var command = new Command("start", "Starts the demonstration: real divisions, the programme of 2018, a simulated country (first run), accounts to sign in with.") { Stations, Days };
        command.SetAction((call, cancel) => RunAsync(call.GetValue(Stations), call.GetValue(Days), cancel));
        return command;
    }

    static async Task<int> RunAsync(int? stations, int? days, CancellationToken cancel)
    {
        if (stations is < 18 or > 2_000_000) throw new CommandFailed("--stations is 18 to 2,000,000.", 2);
        if (days is < 1 or > 1830) throw new CommandFailed("--days is 1 to 1,830.", 2);
        await ProgressBoard.RunAsync(async board =>
        {
            await new Demonstration(SettingsOf(Configure), stations, days, Configure, board).FillAsync(cancel);
            return 0;
        });
        await using var app = WebHost.Build(WebHost.Mode.Demonstration, configure: Configure);
        var accounts = await DemonstrationAccounts.EnsureAsync(app.Services, app.Configuration["YINONG_DEMO_PASSWORD"] ?? RandomPassword(), cancel);
        app.SettleOnceOpen();
        await app.StartAsync(cancel);
        Welcome(app, accounts);
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }

    // The demonstration has a clock of its own; whoever sets YINONG_CLOCK is heard.
    static void Configure(WebApplicationBuilder builder)
    {
        // The welcome says it better.
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Configuration["YINONG_CLOCK"] ??= DemoFiles.Load().Country.Demonstration.Clock.ToString("O", CultureInfo.InvariantCulture);
    }

    // What the program will read, before it is put together.
    static YinongSettings SettingsOf(Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables();
        configure(builder);
        return YinongSettings.From(builder.Configuration);
    }

    static string RandomPassword() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 12);

    static void Welcome(WebApplication app, DemonstrationAccounts.Made accounts)
    {
        Console.WriteLine();
        Console.WriteLine($"益农 Yinong  {string.Join("  ", app.Urls)}");
        Console.WriteLine($"password of all accounts: {accounts.Password}");
        foreach (var account in accounts.Accounts) Console.WriteLine($"  {account.UserName,-20} {account.Name}");
        Console.WriteLine("Ctrl+C stops.");
    }
}
