using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Yinong.Modules.Divisions;
using Yinong.Modules.Divisions.Import;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Commands;

/// <summary><c>import divisions FILE</c>: a later list as a reviewed diff; writes only with <c>--apply</c>.</summary>
static class ImportDivisionsCommand
{
    const int FaultsShown = 20;

    public static Command Make()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV or TSV in UTF-8: code,name[,class]; plain, .gz or .br." };
        var only = new Option<string?>("--only") { Description = "The provinces that the file speaks of, e.g. 37,12. Without it the file must hold all." };
        var report = new Option<FileInfo?>("--report") { Description = "Where to write every change (or every fault beside its line). Default: FILE.review.csv." };
        var apply = new Option<bool>("--apply") { Description = "Write the changes, in one transaction. Without it nothing is changed." };
        var validFrom = new Option<string?>("--valid-from") { Description = "First day of the new list, e.g. 2024-07-01. Needed with --apply." };
        var command = new Command("divisions", "Compares a later list of divisions with the installed one: new, gone, renamed, probable successors. Writes only with --apply.") { file, only, report, apply, validFrom };
        command.SetAction((call, cancel) => RunAsync(
            new(call.GetValue(file)!, Provinces(call.GetValue(only)), call.GetValue(report), call.GetValue(apply) ? Day(call.GetValue(validFrom)) : null), cancel));
        return command;
    }

    sealed record Wish(FileInfo File, IReadOnlyList<DivisionCode> Only, FileInfo? Report, DateOnly? From);

    static async Task<int> RunAsync(Wish wish, CancellationToken cancel)
    {
        if (!wish.File.Exists) throw new CommandFailed($"{wish.File.FullName} does not exist", 2);
        await using var app = WebHost.Build(WebHost.Mode.Serve);
        await FirstStart.InstallAsync(app.Services, cancel);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditActor>().Actor = "command:import";
        var import = scope.ServiceProvider.GetRequiredService<DivisionImport>();
        try
        {
            var review = await AnsiConsole.Status().StartAsync("Reading and comparing …", _ => ReviewAsync(import, wish, cancel));
            var report = wish.Report?.FullName ?? wish.File.FullName + ".review.csv";
            await File.WriteAllTextAsync(report, (review.Faults.Count > 0 ? ReviewReport.Faults(review, english: true) : ReviewReport.Changes(review)).ToString(), cancel);
            if (review.Faults.Count > 0) return Refuse(review, report);
            Show(review, report);
            if (wish.From is not { } from) return 0;
            var installed = await AnsiConsole.Status().StartAsync("Writing …", _ => import.ApplyAsync(review, from, cancel));
            Console.WriteLine($"installed: {installed.Units} units, valid from {installed.AsOf:yyyy-MM-dd}");
            return 0;
        }
        catch (Problem problem)
        {
            throw new CommandFailed($"{wish.File.Name}: {problem.En} ({problem.Code}) Nothing was changed.");
        }
    }

    static async Task<DivisionReview> ReviewAsync(DivisionImport import, Wish wish, CancellationToken cancel)
    {
        await using var stream = wish.File.OpenRead();
        return await import.ReviewAsync(stream, wish.File.Name, wish.Only, cancel);
    }

    static int Refuse(DivisionReview review, string report)
    {
        foreach (var fault in review.Faults.Take(FaultsShown))
            Console.Error.WriteLine($"{review.File.Name}:{(fault.Line == 0 ? "" : $"{fault.Line}:")} {(fault.Field.Length == 0 ? "" : $"{fault.Field}: ")}{fault.Problem.En} ({fault.Problem.Code})");
        if (review.Faults.Count > FaultsShown) Console.Error.WriteLine($"… and {review.Faults.Count - FaultsShown} more");
        throw new CommandFailed($"{review.File.Name}: {review.Faults.Count} faults, nothing was changed. Each stands beside its line in {report}");
    }

    static void Show(DivisionReview review, string report)
    {
        var table = new Table().AddColumns("", "new", "gone", "renamed", "returned", "reclassified");
        for (var level = DivisionLevel.Province; level <= DivisionLevel.Village; level++)
            table.AddRow([DivisionCode.LevelName(level), .. Enum.GetValues<ChangeKind>().Select(kind => Number(review.CountOf(kind, level)))]);
        table.AddRow(["all", .. Enum.GetValues<ChangeKind>().Select(kind => Number(review.CountOf(kind)))]);
        AnsiConsole.Write(table);
        Console.WriteLine($"successors: {review.SureSuccessors} by name, {review.LikelySuccessors} only similar (to be judged by people, not written), {review.CountOf(ChangeKind.Gone) - review.SureSuccessors - review.LikelySuccessors} unknown");
        Console.WriteLine($"report: {report}");
    }

    static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    static IReadOnlyList<DivisionCode> Provinces(string? text) =>
        text is null ? [] : [.. text.Split(',').Select(p => DivisionCode.TryParse(p.Trim(), out var code) && code.Level == DivisionLevel.Province ? code : throw new CommandFailed($"--only takes provinces of two digits, not '{p}'", 2))];

    static DateOnly Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new CommandFailed("--apply needs --valid-from with a day such as 2024-07-01", 2);
}
