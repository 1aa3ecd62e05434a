using System.Diagnostics;

namespace Yinong.Tests.Support;

/// <summary>What a command said and how it ended.</summary>
public sealed record Ended(int Exit, string Output, string Error)
{
    /// <summary>The one line that a wrong call or a failure is allowed to say.</summary>
    public string ErrorLine => Assert.Single(Error.Trim().Split('\n')).TrimEnd();
}

/// <summary>The program at its other door, the command line: a process of its own, with settings as the environment gives them.</summary>
public static class CommandLineDoor
{
    /// <summary>Runs <c>Yinong.dll</c> with the arguments and waits for its end.</summary>
    public static Task<Ended> RunAsync(TestDatabase? database, params string[] arguments) => RunAsync(database?.ConnectionString, [], arguments);

    /// <summary>The same with further settings, as the environment gives them.</summary>
    public static async Task<Ended> RunAsync(string? database, Dictionary<string, string> settings, params string[] arguments)
    {
        using var process = Start(database, settings, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Starts the program and leaves it running; the caller ends it.</summary>
    public static Process Start(string? database, Dictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Yinong.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = TestFolder.Path };
        start.Environment["YINONG_DATA"] = Directory.CreateDirectory(Path.Combine(TestFolder.Path, $"data-{Guid.CreateVersion7():N}")).FullName;
        if (database is not null) start.Environment["YINONG_DATABASE"] = database;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
