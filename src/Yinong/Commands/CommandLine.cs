using System.CommandLine;

namespace Yinong.Commands;

/// <summary>One manner for every command: a wrong call is one clear line and exit 2, a failure one clear line and exit 1.</summary>
static class CommandLine
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var call = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (call.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"yinong: {call.Errors[0].Message} See --help.");
            return 2;
        }
        try
        {
            return await call.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (CommandFailed e)
        {
            await Console.Error.WriteLineAsync($"yinong: {e.Message}");
            return e.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"yinong: {e.Message}");
            return 1;
        }
    }
}

/// <summary>Ends a command with a line for people. Exit 2 for a wrong call, 1 for a failure.</summary>
public sealed class CommandFailed(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
