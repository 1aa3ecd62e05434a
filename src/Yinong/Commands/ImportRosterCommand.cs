using System.CommandLine;
using System.Globalization;
using Yinong.Modules.Divisions;
using Yinong.Modules.Programme;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Commands;

/// <summary><c>import roster FILE</c>: replaces the roster of a province by an explicit list.</summary>
static class ImportRosterCommand
{
    const int FaultsShown = 20;

    public static Command Make()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV or TSV in UTF-8: code[,name], villages of one province; plain, .gz or .br." };
        var asOf = new Option<string>("--as-of") { Description = "The day the roster speaks of, e.g. 2018-06-30.", Required = true };
        var source = new Option<string>("--source") { Description = "The document it comes from.", Required = true };
        var programme = new Option<string>("--programme") { Description = "Programme year.", DefaultValueFactory = _ => ProgrammeProgress.Current };
        var command = new Command("roster", "Replaces the roster of a province's administrative villages by an explicit list; the former one is kept.") { file, asOf, source, programme };
        command.SetAction((call, cancel) => RunAsync(call.GetValue(file)!, Day(call.GetValue(asOf)!), call.GetValue(source)!, call.GetValue(programme)!, cancel));
        return command;
    }

    static async Task<int> RunAsync(FileInfo file, DateOnly asOf, string source, string programme, CancellationToken cancel)
    {
        if (!file.Exists) throw new CommandFailed($"{file.FullName} does not exist", 2);
        if (source.Length is 0 or > 300) throw new CommandFailed("--source takes 1 to 300 characters", 2);
        await using var app = WebHost.Build(WebHost.Mode.Serve);
        await FirstStart.InstallAsync(app.Services, cancel);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditActor>().Actor = "command:import";
        scope.ServiceProvider.GetRequiredService<CurrentReach>().Value = Reach.Nation;
        var import = scope.ServiceProvider.GetRequiredService<RosterImport>();
        try
        {
            await using var stream = file.OpenRead();
            var roster = await import.ReadAsync(stream, file.Name, cancel);
            foreach (var fault in roster.Faults.Take(FaultsShown)) Console.Error.WriteLine($"{file.Name}:{fault.Line}: {fault.Field}: {fault.Problem.En} ({fault.Problem.Code})");
            if (roster.Faults.Count > FaultsShown) Console.Error.WriteLine($"… and {roster.Faults.Count - FaultsShown} more");
            var written = await import.ApplyAsync(programme, roster, asOf, source, cancel);
            Console.WriteLine($"roster of {roster.Province}: {written.Size} villages as of {written.AsOf:yyyy-MM-dd}");
            return 0;
        }
        catch (Problem problem)
        {
            throw new CommandFailed($"{file.Name}: {problem.En} ({problem.Code}) Nothing was changed.");
        }
    }

    static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new CommandFailed("--as-of takes a day such as 2018-06-30", 2);
}
