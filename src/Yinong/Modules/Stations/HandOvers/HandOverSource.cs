using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Stations.SixHaves;

namespace Yinong.Modules.Stations.HandOvers;

/// <summary>
/// Where the things of a line come from, and what happens to them when the step is taken. A module adds its own: register it as <see cref="HandOverSource"/> and name
/// the line in hand-over-lines.json. A line without a source is one that only a person can see (the plaque).
/// </summary>
public abstract class HandOverSource
{
    /// <summary>Code of the line.</summary>
    public abstract string Type { get; }

    /// <summary>What is there now, each thing by what names it.</summary>
    public abstract Task<IReadOnlyList<string>> OpenAsync(Station station, CancellationToken cancel);

    /// <summary>In the transaction of the step; the caller saves. By itself a thing stays where it is, for who received it.</summary>
    public virtual Task CarryAsync(HandOver handOver, Station station, DateOnly on, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>The step that is due, and the order behind it.</summary>
sealed class OpenTasks : HandOverSource
{
    public override string Type => "tasks";

    public override Task<IReadOnlyList<string>> OpenAsync(Station station, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>(station.DueOn is { } due && station.State.IsFiled() ? [$"{station.State.Code()} {due:yyyy-MM-dd}"] : []);
}

/// <summary>Reports that nobody has answered.</summary>
sealed class OpenReports(AppDb db) : HandOverSource
{
    public override string Type => "reports";

    public override async Task<IReadOnlyList<string>> OpenAsync(Station station, CancellationToken cancel) =>
        [.. (await db.StationReports.Where(r => r.StationId == station.Id && r.Outcome == null).OrderBy(r => r.Id).Select(r => new { r.Id, r.DueOn }).ToListAsync(cancel)).Select(r => $"{r.Id} {r.DueOn:yyyy-MM-dd}")];
}

/// <summary>Inspections that two have not confirmed.</summary>
sealed class OpenInspections(AppDb db) : HandOverSource
{
    public override string Type => "inspections";

    public override async Task<IReadOnlyList<string>> OpenAsync(Station station, CancellationToken cancel) =>
        [.. (await db.Inspections.Where(i => i.StationId == station.Id && i.State != InspectionState.Confirmed).OrderBy(i => i.Round).Select(i => i.Round).ToListAsync(cancel)).Select(round => $"{round}")];
}

/// <summary>Samples drawn whose result is not written down.</summary>
sealed class OpenRechecks(AppDb db) : HandOverSource
{
    public override string Type => "rechecks";

    public override async Task<IReadOnlyList<string>> OpenAsync(Station station, CancellationToken cancel) =>
        [.. (await db.RecheckItems.Where(i => i.StationId == station.Id && i.Result == null).OrderBy(i => i.Id).Select(i => new { i.DrawId, i.Rank }).ToListAsync(cancel)).Select(i => $"{i.DrawId}-{i.Rank}")];
}

/// <summary>The evidence of its inspections, which goes into the archive with the records.</summary>
sealed class StationArchive(AppDb db) : HandOverSource
{
    public override string Type => "data";

    public override async Task<IReadOnlyList<string>> OpenAsync(Station station, CancellationToken cancel) =>
        [.. await db.Evidence.Where(e => e.StationId == station.Id).OrderBy(e => e.Id).Select(e => e.Hash).ToListAsync(cancel)];
}
