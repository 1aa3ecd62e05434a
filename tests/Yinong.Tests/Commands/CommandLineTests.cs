using Yinong.Tests.Support;

namespace Yinong.Tests.Commands;

/// <summary>The manner of every command: help, one clear line and exit 2 for a wrong call, one clear line and exit 1 for a failure.</summary>
public class CommandLineTests
{
    [Theory]
    [InlineData("destroy")]
    [InlineData("serve", "--speed", "fast")]
    [InlineData("verify", "honesty")]
    public async Task A_wrong_call_is_one_clear_line_and_exit_2(params string[] arguments)
    {
        var ended = await CommandLineDoor.RunAsync(null, arguments);
        Assert.Equal(2, ended.Exit);
        Assert.Equal("", ended.Output);
        Assert.StartsWith("yinong: ", ended.ErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("verify")]
    public async Task Every_command_has_help(string command)
    {
        var ended = await CommandLineDoor.RunAsync(null, command, "--help");
        Assert.Equal(0, ended.Exit);
        Assert.Contains($" {command} ", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tallies_of_a_fresh_database_agree()
    {
        await using var database = await TestDatabase.CreateAsync();
        var ended = await CommandLineDoor.RunAsync(database, "verify", "tallies");
        Assert.True(ended.Exit == 0, ended.Error + ended.Output);
    }
}
