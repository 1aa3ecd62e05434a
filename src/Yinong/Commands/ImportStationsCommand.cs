using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Import;
using Yinong.Modules.Stations.Pages;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Commands;

/// <summary>
/// <c>import stations FILE</c>: checks every row, writes the good ones, and puts what is wrong beside the rows into a copy of the file. Broken off, the same
/// call goes on where it was; the same file once more changes nothing.
/// </summary>
static class ImportStationsCommand
{
    const int FaultsShown = 20;

    public static Command Make()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "xlsx, xls or csv (UTF-8 or GB18030) with headings; titles above them do not matter." };
        var state = new Option<string>("--as") { Description = "State in which the stations are entered: planned or applied.", DefaultValueFactory = _ => "planned" };
        var on = new Option<string?>("--on") { Description = "Day of rows that say none, e.g. 2018-10-31. Default: today." };
        var division = new Option<string>("--division") { Description = "Rows outside of this place are faults.", DefaultValueFactory = _ => "00" };
        var type = new Option<string?>("--type") { Description = "Type of rows that say none." };
        var host = new Option<string?>("--host") { Description = "Class of host of rows that say none." };
        var check = new Option<bool>("--check") { Description = "Only check; no station is written." };
        var report = new Option<FileInfo?>("--report") { Description = "Where the copy with the status columns goes. Default: FILE.checked.xlsx (or .csv)." };
        var command = new Command("stations", "Enters stations from a list: checks every row, writes the good ones, and puts what is wrong beside the rows into a copy of the file.") { file, state, on, division, type, host, check, report };
        command.SetAction((call, cancel) => RunAsync(
            new(call.GetValue(file)!, State(call.GetValue(state)!), Day(call.GetValue(on)), Place(call.GetValue(division)!), call.GetValue(type), call.GetValue(host), call.GetValue(check), call.GetValue(report)), cancel));
        return command;
    }

    sealed record Wish(FileInfo File, StationState As, DateOnly? On, DivisionCode Place, string? Type, string? Host, bool OnlyCheck, FileInfo? Report);

    static async Task<int> RunAsync(Wish wish, CancellationToken cancel)
    {
        if (!wish.File.Exists) throw new CommandFailed($"{wish.File.FullName} does not exist", 2);
        await using var app = WebHost.Build(WebHost.Mode.Serve);
        await FirstStart.InstallAsync(app.Services, cancel);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditActor>().Actor = "command:import";
        scope.ServiceProvider.GetRequiredService<CurrentReach>().Value = Reach.Of(wish.Place);
        scope.ServiceProvider.GetRequiredService<ImportRegister>().Installation = true;
        try
        {
            return await ProgressBoard.RunAsync(board => ImportAsync(scope.ServiceProvider, wish, board, cancel));
        }
        catch (Problem problem)
        {
            throw new CommandFailed($"{wish.File.Name}: {problem.En} ({problem.Code})");
        }
    }

    static async Task<int> ImportAsync(IServiceProvider services, Wish wish, ProgressBoard board, CancellationToken cancel)
    {
        var register = services.GetRequiredService<ImportRegister>();
        await using var content = wish.File.OpenRead();
        var (made, again) = await register.UploadAsync(content, wish.File.Name, cancel);
        if (again && made.State is ImportState.Done)
        {
            Console.WriteLine($"the same file was imported on {ProgrammeClock.DayOf(made.UploadedAt):yyyy-MM-dd} (import {made.Id}, {made.RowsWritten} stations): nothing was changed");
            return 0;
        }
        var import = await NowAsync(services, made.Id, cancel);
        if (import.State is ImportState.Mapping or ImportState.Failed or ImportState.Checking) import = await CheckAsync(services, import, wish, board, cancel);
        if (!wish.OnlyCheck && await AnyAsync(services, import, ImportRowState.Good, cancel)) import = await WriteAsync(services, import, board, cancel);
        return await SayAsync(services, import, wish, cancel);
    }

    static async Task<StationImport> CheckAsync(IServiceProvider services, StationImport import, Wish wish, ProgressBoard board, CancellationToken cancel)
    {
        var fields = import.Table().Columns.Where(c => c.Field is not null).ToDictionary(c => c.At, c => c.Field!);
        if (import.State is not ImportState.Checking)
            await services.GetRequiredService<ImportRegister>().CheckAsync(import.Id, new(fields, wish.As, wish.On ?? services.GetRequiredService<ProgrammeClock>().Today, wish.Type, wish.Host), cancel);
        using var line = board.Begin("Checking");
        return await RunAsync(services, import.Id, line, cancel);
    }

    static async Task<StationImport> WriteAsync(IServiceProvider services, StationImport import, ProgressBoard board, CancellationToken cancel)
    {
        if (import.State is not ImportState.Writing) await services.GetRequiredService<ImportRegister>().WriteAsync(import.Id, onlyWhenAllGood: false, cancel);
        using var line = board.Begin("Writing");
        return await RunAsync(services, import.Id, line, cancel);
    }

    static async Task<StationImport> RunAsync(IServiceProvider services, int id, ProgressLine line, CancellationToken cancel)
    {
        await services.GetRequiredService<ImportWorker>().RunAsync(id, (share, _) => line.Report(share), cancel);
        var import = await NowAsync(services, id, cancel);
        if (import.State is ImportState.Failed) throw new CommandFailed($"{import.FileName}: {import.Fault?.Split('\n')[^1]}");
        if (import.IsRunning) throw new CommandFailed($"import {id} is in the hands of another process; try again in a minute");
        return import;
    }

    static async Task<int> SayAsync(IServiceProvider services, StationImport import, Wish wish, CancellationToken cancel)
    {
        var counts = (await services.GetRequiredService<AppDb>().StationImportRows.Where(r => r.ImportId == import.Id).GroupBy(r => r.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel)).ToDictionary(g => g.Key, g => g.Count);
        var report = wish.Report?.FullName ?? wish.File.FullName + ".checked" + Path.GetExtension(ImportSheet.NameOf(import));
        await using (var to = File.Create(report)) await services.GetRequiredService<ImportSheet>().WriteAsync(import, onlyBad: false, to, cancel);
        Console.WriteLine(string.Join(", ", new[] { ImportRowState.Written, ImportRowState.Good, ImportRowState.Known, ImportRowState.Bad }.Select(s => string.Create(CultureInfo.InvariantCulture, $"{Word(s)}: {counts.GetValueOrDefault(s):N0}"))));
        Console.WriteLine($"report: {report}");
        if (counts.GetValueOrDefault(ImportRowState.Bad) is 0) return 0;
        await foreach (var row in services.GetRequiredService<AppDb>().StationImportRows.AsNoTracking().Where(r => r.ImportId == import.Id && r.State == ImportRowState.Bad).OrderBy(r => r.RowNo).Take(FaultsShown).AsAsyncEnumerable().WithCancellation(cancel))
            Console.WriteLine($"{import.FileName}:{row.RowNo}: {string.Join("; ", row.RemarkList().Where(r => !r.Note).Select(r => $"{r.Field} '{r.Value}': {ImportProblems.Say(r, english: true)}"))}");
        throw new CommandFailed($"{import.FileName}: {counts[ImportRowState.Bad]} rows are wrong and were not written. Each fault stands beside its row in {report}");
    }

    static string Word(ImportRowState state) => state switch
    {
        ImportRowState.Written => "written",
        ImportRowState.Good => "could be written",
        ImportRowState.Known => "there already",
        _ => "wrong",
    };

    static Task<bool> AnyAsync(IServiceProvider services, StationImport import, ImportRowState state, CancellationToken cancel) =>
        services.GetRequiredService<AppDb>().StationImportRows.AnyAsync(r => r.ImportId == import.Id && r.State == state, cancel);

    static async Task<StationImport> NowAsync(IServiceProvider services, int id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<AppDb>();
        db.ChangeTracker.Clear();
        return await db.StationImports.AsNoTracking().SingleAsync(i => i.Id == id, cancel);
    }

    static StationState State(string text) => StationStates.TryParse(text, out var state) && StationLaw.Find(null, state) is not null ? state : throw new CommandFailed("--as takes planned or applied", 2);

    static DivisionCode Place(string text) => DivisionCode.TryParse(text, out var code) ? code : throw new CommandFailed("--division takes a code of 2, 4, 6, 9 or 12 digits", 2);

    static DateOnly? Day(string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new CommandFailed("--on takes a day such as 2018-10-31", 2);
}
