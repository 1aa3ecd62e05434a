using Microsoft.EntityFrameworkCore;
using Yinong.Tests.Support;

namespace Yinong.Tests.Commands;

/// <summary>Same seed, same bytes: twice, on both engines, and when it was killed in between. And what is not mixed.</summary>
public class SimulateAgainTests
{
    static readonly string[] Order = ["--stations", "400", "--days", "20", "--seed", "11"];

    [Fact]
    public async Task The_same_seed_makes_the_same_rows_on_both_engines()
    {
        await using var first = await TestDatabase.CreateAsync(wholeNation: true);
        await MakeAsync(first.ConnectionString);
        var file = $"Data Source={Path.Combine(TestFolder.Path, $"same-{Guid.CreateVersion7():N}.db")}";
        await MakeAsync(file);
        Assert.Equal(await SimulatedCountry.FingerprintAsync(first.ConnectionString), await SimulatedCountry.FingerprintAsync(file));
        var again = await SimulatedCountry.SimulateAsync(first.ConnectionString, Order);
        Assert.Equal((0, true), (again.Exit, again.Output.Contains("already", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_killed_run_goes_on_and_ends_with_the_same_rows()
    {
        await using var whole = await TestDatabase.CreateAsync(wholeNation: true);
        await MakeAsync(whole.ConnectionString);
        await using var killed = await TestDatabase.CreateAsync(wholeNation: true);
        using (var process = CommandLineDoor.Start(killed.ConnectionString, new() { ["YINONG_CLOCK"] = SimulatedCountry.Clock }, ["simulate", .. Order]))
        {
            // As soon as the first province is written.
            while (!process.HasExited && !await AnyStationAsync(killed)) await Task.Delay(20);
            process.Kill();
            await process.WaitForExitAsync();
        }
        await MakeAsync(killed.ConnectionString);
        Assert.Equal(await SimulatedCountry.FingerprintAsync(whole.ConnectionString), await SimulatedCountry.FingerprintAsync(killed.ConnectionString));
    }

    [Fact]
    public async Task Another_seed_is_only_added_when_asked_for()
    {
        await using var database = await TestDatabase.CreateAsync(wholeNation: true);
        var data = Directory.CreateDirectory(Path.Combine(TestFolder.Path, $"data-{Guid.CreateVersion7():N}")).FullName;
        var made = await SimulatedCountry.SimulateInAsync(data, database.ConnectionString, Order);
        Assert.True(made.Exit == 0, made.Error);
        var other = await SimulatedCountry.SimulateInAsync(data, database.ConnectionString, "--stations", "100", "--days", "5", "--seed", "12");
        Assert.Equal(1, other.Exit);
        Assert.Contains("--add", other.ErrorLine, StringComparison.Ordinal);
        var added = await SimulatedCountry.SimulateInAsync(data, database.ConnectionString, "--stations", "100", "--days", "5", "--seed", "12", "--add");
        Assert.True(added.Exit == 0, added.Error);
        Assert.Equal(0, (await CommandLineDoor.RunAsync(database, "verify", "tallies")).Exit);
    }

    [Fact]
    public async Task Real_data_is_not_mixed_with_made_up_data()
    {
        await using var database = await TestDatabase.CreateAsync(wholeNation: true);
        await using (var db = database.Open())
        {
            db.Officers.Add(new() { Number = "37010220180001X", Name = "王某", Division = 3701020012015, RegisteredAt = DateTime.UnixEpoch });
            await db.SaveChangesAsync();
        }
        var refused = await SimulatedCountry.SimulateAsync(database.ConnectionString, Order);
        Assert.Equal(1, refused.Exit);
        Assert.Contains("--force", refused.ErrorLine, StringComparison.Ordinal);
        await using var after = database.Open();
        Assert.Equal((0, 1), (await after.Stations.CountAsync(), await after.Officers.CountAsync()));
    }

    [Theory]
    [InlineData("--stations", "3", "--days", "1", "--seed", "1")]
    [InlineData("--stations", "100", "--days", "0", "--seed", "1")]
    [InlineData("--stations", "100", "--days", "1")]
    [InlineData("--stations", "100", "--days", "1", "--seed", "1", "--until", "2018-11-01")]
    public async Task A_wrong_call_is_exit_2(params string[] arguments)
    {
        await using var database = await TestDatabase.CreateAsync();
        var ended = await SimulatedCountry.SimulateAsync(database.ConnectionString, arguments);
        Assert.Equal(2, ended.Exit);
        Assert.StartsWith("yinong: ", ended.ErrorLine, StringComparison.Ordinal);
    }

    static async Task MakeAsync(string database)
    {
        var ended = await SimulatedCountry.SimulateAsync(database, Order);
        Assert.True(ended.Exit == 0, ended.Error);
    }

    static async Task<bool> AnyStationAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.Stations.AnyAsync();
    }
}
