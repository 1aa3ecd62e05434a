using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Programme;
using Yinong.Platform.Database;

namespace Yinong.Commands;

/// <summary>What an empty database gets before the doors open: the nation's divisions and the programme of the notice. Later starts find them there.</summary>
static class FirstStart
{
    /// <summary>With a board of its own.</summary>
    public static Task InstallAsync(IServiceProvider services, CancellationToken cancel) => ProgressBoard.RunAsync(async board =>
    {
        await InstallAsync(services, board, cancel);
        return 0;
    });

    public static async Task InstallAsync(IServiceProvider services, ProgressBoard board, CancellationToken cancel)
    {
        if (!await services.GetRequiredService<DivisionLoader>().IsInstalledAsync(cancel)) await LoadDivisionsAsync(services, board, cancel);
        var database = services.GetRequiredService<SqlDatabase>();
        if (await ProgrammeInstaller.IsInstalledAsync(database, cancel)) return;
        await using var scope = services.CreateAsyncScope();
        await ProgrammeInstaller.InstallAsync(
            scope.ServiceProvider.GetRequiredService<AppDb>(), (await InstalledList.FindAsync(database, cancel))!, services.GetRequiredService<TimeProvider>(), cancel);
    }

    static async Task LoadDivisionsAsync(IServiceProvider services, ProgressBoard board, CancellationToken cancel)
    {
        using var line = board.Begin("Divisions");
        await services.GetRequiredService<DivisionLoader>().InstallAsync(progress: new Straight<(int Done, int Of)>(p => line.Report((double)p.Done / p.Of)), cancel: cancel);
    }
}

/// <summary>Reports on the thread that works, so that the bar never runs behind (the framework's own posts to a pool).</summary>
sealed class Straight<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}
