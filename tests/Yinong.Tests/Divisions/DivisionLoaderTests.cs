using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;
using Yinong.Platform.Time;
using Yinong.Tests.Support;

namespace Yinong.Tests.Divisions;

/// <summary>The first start: the list is loaded once, as a whole or not at all.</summary>
public class DivisionLoaderTests : IAsyncLifetime
{
    static readonly string[] Hainan = ["46"];

    readonly string _folder = Directory.CreateDirectory(Path.Combine(TestFolder.Path, $"load-{Guid.CreateVersion7():N}")).FullName;
    TestDatabase? _test;
    SqlDatabase? _database;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateEmptyAsync();
        Installation.Migrate(_test.Settings);
        _database = new(_test.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _database!.DisposeAsync();
        await _test!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task It_is_loaded_once_and_is_what_the_manifest_says()
    {
        var seen = new List<(int Done, int Of)>();
        Assert.True(await Loader().InstallAsync(Hainan, new Seen(seen)));
        Assert.False(await Loader().InstallAsync(Hainan));
        Assert.Equal((seen[^1].Of, seen[^1].Of), seen[^1]);
        await using var db = _test!.Open();
        Assert.Equal(seen[^1].Of, await db.Divisions.CountAsync());
        var hainan = DivisionCode.Parse("46").Value;
        Assert.Equal("海南省", (await db.Divisions.SingleAsync(d => d.Code == hainan)).Name);
        Assert.Equal(2514 + 74, await db.Divisions.CountAsync(d => d.Kind == VillageKind.Villagers || d.Kind == VillageKind.VillagersLike));
        var installed = await InstalledList.FindAsync(_database!);
        Assert.Equal((new DateOnly(2023, 6, 30), seen[^1].Of, 2023), (installed!.AsOf, installed.Units, installed.Edition));
    }

    [Fact]
    public async Task The_kept_copy_is_the_table_and_a_damaged_one_is_not_believed()
    {
        await Loader().InstallAsync(Hainan);
        var table = await AllAsync();
        var copy = await KeptAsync();
        Assert.Equal(table, await AllAsync());
        var bytes = await File.ReadAllBytesAsync(copy);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(copy, bytes);
        Assert.Equal(table, await AllAsync());
        await File.WriteAllBytesAsync(copy, bytes[..100]);
        Assert.Equal(table, await AllAsync());
    }

    [Fact]
    public async Task A_load_that_is_stopped_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Loader().InstallAsync(null, new Stop(stop), stop.Token));
        await using var db = _test!.Open();
        Assert.Equal(0, await db.Divisions.CountAsync());
        Assert.True(await Loader().InstallAsync(Hainan));
    }

    [Fact]
    public async Task Two_that_start_at_once_load_it_once()
    {
        var loaded = await Task.WhenAll(Loader().InstallAsync(Hainan), Loader().InstallAsync(Hainan));
        Assert.Single(loaded, true);
    }

    DivisionStore Store() => new(_database!, new() { DataFolder = _folder, Database = _test!.Settings, Urls = "" }, NullLogger<DivisionStore>.Instance);

    DivisionLoader Loader() => new(_database!, Store());

    async Task<List<DivisionInfo>> AllAsync()
    {
        var tree = new DivisionTree(Store(), new ProgrammeClock(TimeProvider.System), new ChangeFeed(TimeProvider.System));
        await tree.ReadyAsync();
        return [.. tree.Search("4", 200), .. tree.Search("46", 200), .. tree.Search("村委", 200), .. tree.Children(DivisionCode.Parse("46")), .. tree.Children(DivisionCode.Parse("460400"))];
    }

    async Task<string> KeptAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "cache")).FullName;
        for (var attempt = 0; attempt < 1200 && Directory.GetFiles(folder, "*.bin").Length == 0; attempt++) await Task.Delay(50);
        return Directory.GetFiles(folder, "*.bin").Single();
    }

    sealed class Seen(List<(int, int)> seen) : IProgress<(int Done, int Of)>
    {
        public void Report((int Done, int Of) value) => seen.Add(value);
    }

    sealed class Stop(CancellationTokenSource source) : IProgress<(int Done, int Of)>
    {
        public void Report((int Done, int Of) value) => source.Cancel();
    }
}
