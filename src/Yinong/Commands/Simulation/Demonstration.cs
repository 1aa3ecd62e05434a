using Microsoft.Data.Sqlite;
using Yinong.Platform.Database;
using Yinong.Web;

namespace Yinong.Commands.Simulation;

/// <summary>
/// Fills the demonstration before the doors open. On SQLite a new country is made in a file beside the database and moved into place when it is whole:
/// that is quick, because nobody else looks at the file, and a run that is killed leaves nothing. Everything else is filled in place, stretch by stretch,
/// and goes on where it was broken off.
/// </summary>
/// <param name="settings">Where to, and the clock.</param>
/// <param name="stations">How many stations; null: as the files say.</param>
/// <param name="days">Days of services; null: as the files say.</param>
/// <param name="configure">Settings for the program.</param>
/// <param name="board">Shows how far it is.</param>
sealed class Demonstration(YinongSettings settings, int? stations, int? days, Action<WebApplicationBuilder> configure, ProgressBoard board)
{
    /// <summary>Fills unless it is there. Throws <see cref="CommandFailed"/> when the database holds real data.</summary>
    public Task FillAsync(CancellationToken cancel) => FileOf(settings.Database) is { } file && !File.Exists(file) ? MakeAsync(file, cancel) : FillAsync(configure, fresh: false, cancel);

    async Task MakeAsync(string file, CancellationToken cancel)
    {
        var filling = $"{file}.filling";
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        foreach (var left in new[] { filling, $"{filling}-wal", $"{filling}-shm", $"{filling}-journal" }) File.Delete(left);
        await FillAsync(builder =>
        {
            configure(builder);
            builder.Configuration["YINONG_DATABASE"] = $"Data Source={filling}";
        }, fresh: true, cancel);
        SqliteConnection.ClearAllPools();
        using (var whole = File.Open(filling, FileMode.Open, FileAccess.ReadWrite)) whole.Flush(flushToDisk: true);
        File.Move(filling, file);
    }

    async Task FillAsync(Action<WebApplicationBuilder> with, bool fresh, CancellationToken cancel)
    {
        await using var app = WebHost.Build(WebHost.Mode.Demonstration, configure: with);
        await FirstStart.InstallAsync(app.Services, board, cancel);
        var marks = await SimulationMark.AllAsync(app.Services.GetRequiredService<SqlDatabase>(), cancel);
        if (marks.Count > 0 && marks.TrueForAll(m => m.Finished)) return;
        await Simulator.FillAsync(app.Services, plan => marks.Find(m => !m.Finished)?.Order ?? NewOrder(plan), new(Fresh: fresh), board, cancel);
    }

    SimulationOrder NewOrder(CountryPlan plan)
    {
        var demo = plan.Files.Country.Demonstration;
        return new(demo.Seed, stations ?? demo.Stations ?? plan.WholeCountry, days ?? demo.Days, (settings.Clock ?? demo.Clock).UtcDateTime);
    }

    // In memory there is no file to move.
    static string? FileOf(DatabaseSettings settings)
    {
        if (settings.Engine != Engine.Sqlite) return null;
        var builder = new SqliteConnectionStringBuilder(settings.ConnectionString);
        return builder.Mode == SqliteOpenMode.Memory || builder.DataSource.Contains(":memory:", StringComparison.Ordinal) ? null : Path.GetFullPath(builder.DataSource);
    }
}
