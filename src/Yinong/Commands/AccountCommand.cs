using System.CommandLine;
using Spectre.Console;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Commands;

/// <summary><c>account create</c>: the first administrator, and whoever is needed when nobody can sign in any more.</summary>
static class AccountCommand
{
    static readonly Argument<string> Name = new("name") { Description = "Sign-in name: letters, digits and - . _ @." };
    static readonly Option<string> Role = new("--role") { Required = true, Description = $"One of: {string.Join(", ", Roles.All.Select(r => r.Code))}." };
    static readonly Option<string> Division = new("--division") { Required = true, Description = "Where the role holds: 00 for the nation, else 2, 4, 6, 9 or 12 digits." };
    static readonly Option<int?> Organisation = new("--organisation") { Description = "Number of the organisation, for operators and providers." };
    static readonly Option<string?> Email = new("--email") { Description = "Address for notices." };
    static readonly Option<string?> FullName = new("--display-name") { Description = "Name to greet with; the sign-in name when absent." };

    public static Command Make()
    {
        var create = new Command("create", "Creates an account with one post. Asks for a password on a terminal; otherwise makes one and prints it once.") { Name, Role, Division, Organisation, Email, FullName };
        create.SetAction((call, cancel) => CommandServices.RunAsync(services => CreateAsync(call, services, cancel)));
        return new Command("account", "Accounts of people.") { create };
    }

    static async Task CreateAsync(ParseResult call, IServiceProvider services, CancellationToken cancel)
    {
        if (!DivisionCode.TryParse(call.GetValue(Division), out var division)) throw new CommandFailed("--division must be 00, or 2, 4, 6, 9 or 12 digits.", 2);
        services.GetRequiredService<AuditActor>().Actor = "command:account";
        services.GetRequiredService<Grants>().Installation = true;
        var name = call.GetValue(Name)!;
        var password = await AskAsync(cancel);
        var made = await services.GetRequiredService<AccountRegister>().CreateAsync(
            new(name, call.GetValue(FullName) ?? name, division, call.GetValue(Email), password),
            new(call.GetValue(Role)!, division, call.GetValue(Organisation), "command line"));
        Console.WriteLine(made.Password is null ? $"account {name} created" : $"account {name} created; password (shown once, to be changed at the first sign-in): {made.Password}");
    }

    // Only a person at a terminal is asked; a script gets a random one.
    static async Task<string?> AskAsync(CancellationToken cancel)
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected) return null;
        var password = await new TextPrompt<string>("Password (empty: make one):").Secret().AllowEmpty().ShowAsync(AnsiConsole.Console, cancel);
        if (password.Length == 0) return null;
        var again = await new TextPrompt<string>("Once more:").Secret().AllowEmpty().ShowAsync(AnsiConsole.Console, cancel);
        return again == password ? password : throw new CommandFailed("the two passwords differ");
    }
}

/// <summary>The services of the program for a command that writes once and ends.</summary>
static class CommandServices
{
    /// <summary>Runs the work in a scope of its own; a problem becomes one line and exit 1, or 2 when a value of the call is wrong.</summary>
    public static async Task<int> RunAsync(Func<IServiceProvider, Task> work)
    {
        await using var app = WebHost.Build(WebHost.Mode.Serve, configure: Quiet);
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            await work(scope.ServiceProvider);
            return 0;
        }
        catch (Problem problem)
        {
            throw new CommandFailed(problem.En, problem.Fields is null ? 1 : 2);
        }
    }

    // What the command prints may be read by a script, so warnings go to the other stream.
    static void Quiet(WebApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
