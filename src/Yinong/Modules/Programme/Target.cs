using Yinong.Modules.Divisions;

namespace Yinong.Modules.Programme;

/// <summary>The ways of setting a target that stand side by side in the notice.</summary>
public static class TargetRegime
{
    /// <summary>A station in every village, no blind spots, sustainable (S-01).</summary>
    public const string FullCoverage = "full-coverage";

    /// <summary>The figures stand in another document (S-02).</summary>
    public const string OtherDocument = "other-document";

    /// <summary>A number of stations and a share of the villages, both (S-03).</summary>
    public const string CountAndCoverage = "count-and-coverage";

    /// <summary>The province sets its own (S-04).</summary>
    public const string SelfRun = "self-run";
}

/// <summary>
/// What a place must reach. A row is never changed: a new one replaces it. A province's row comes from the notice or is its own; rows of cities and counties
/// are the province's break-down.
/// </summary>
public sealed class Target : IInDivision
{
    public int Id { get; set; }

    public required string Programme { get; init; }

    public long Division { get; init; }

    /// <summary>One of <see cref="TargetRegime"/>.</summary>
    public required string Regime { get; init; }

    /// <summary>Stations built and operating; null: no number is set.</summary>
    public int? Stations { get; init; }

    /// <summary>Share of the roster's villages, in ten-thousandths (4000 = 40 %); null: none is set.</summary>
    public int? Coverage { get; init; }

    /// <summary>The document that sets it.</summary>
    public required string Document { get; init; }

    public DateOnly? DocumentDate { get; init; }

    /// <summary>The roster that was the denominator when it was set.</summary>
    public int? RosterId { get; init; }

    /// <summary>Set by the place itself (or by its province), not by the notice.</summary>
    public bool Own { get; init; }

    /// <summary>Real time, UTC.</summary>
    public DateTime MadeAt { get; init; }

    public required string Actor { get; init; }

    public DateTime? ReplacedAt { get; set; }
}
