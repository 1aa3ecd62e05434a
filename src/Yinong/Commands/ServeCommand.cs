using System.CommandLine;
using Yinong.Modules.Identity;
using Yinong.Platform.Database;
using Yinong.Web;

namespace Yinong.Commands;

/// <summary><c>serve</c>: production start, no demonstration, no default password.</summary>
static class ServeCommand
{
    public static Command Make()
    {
        var command = new Command("serve", "Starts the platform for real use: no demonstration, no default password.");
        command.SetAction((_, cancel) => RunAsync(cancel));
        return command;
    }

    static async Task<int> RunAsync(CancellationToken cancel)
    {
        var app = WebHost.Build(WebHost.Mode.Serve);
        await FirstStart.InstallAsync(app.Services, cancel);
        if (!(await SimulatedData.FindAsync(app.Services.GetRequiredService<SqlDatabase>(), cancel)).Whole)
            throw new CommandFailed("a simulation in this database was broken off; ./yinong start (or simulate with the same arguments) finishes it.");
        await OfferSetUpAsync(app);
        app.SettleOnceOpen();
        await app.RunAsync(cancel);
        return 0;
    }

    static async Task OfferSetUpAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<SetUpLink>().OfferAsync() is not { } path) return;
        var address = app.Services.GetRequiredService<YinongSettings>().Urls.Split(';')[0].TrimEnd('/');
        Console.WriteLine($"There is no administrator yet. Open this once within 24 hours to make the first: {address}{path}");
    }
}
