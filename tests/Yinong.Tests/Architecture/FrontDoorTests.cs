using System.Diagnostics;
using Yinong.Tests.Support;

namespace Yinong.Tests.Architecture;

/// <summary>./yinong: one clear line and the right exit code for a wrong call, and help that names every command.</summary>
public class FrontDoorTests
{
    [Fact]
    public void Help_names_every_command()
    {
        var (exit, output, _) = Call("--help");
        Assert.Equal(0, exit);
        Assert.All(["start", "serve", "import", "simulate", "verify", "account", "client", "test", "check", "bench"], command => Assert.Contains($"  {command} ", output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData]
    [InlineData("sttart")]
    [InlineData("test", "--fast")]
    [InlineData("test", "--only", "mysql")]
    [InlineData("check", "everything")]
    public void A_wrong_call_is_one_clear_line_and_exit_2(params string[] arguments)
    {
        var (exit, output, error) = Call(arguments);
        Assert.Equal(2, exit);
        Assert.Equal("", output);
        Assert.StartsWith("yinong: ", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("test")]
    [InlineData("check")]
    [InlineData("bench")]
    public void The_gate_has_help(string command)
    {
        var (exit, output, _) = Call(command, "--help");
        Assert.Equal(0, exit);
        Assert.StartsWith($"usage: ./yinong {command}", output, StringComparison.Ordinal);
    }

    static (int Exit, string Output, string Error) Call(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Repository.Path("yinong"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
