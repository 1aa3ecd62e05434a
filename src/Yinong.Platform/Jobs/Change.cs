namespace Yinong.Platform.Jobs;

/// <summary>A line for the caches of other processes over the same database: forget this. Pruned after an hour.</summary>
public sealed class Change
{
    public long Id { get; set; }

    public required string Topic { get; init; }

    public required string Key { get; init; }

    /// <summary>Real time, UTC.</summary>
    public DateTime At { get; init; }
}
