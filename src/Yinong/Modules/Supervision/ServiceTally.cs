using Yinong.Modules.Divisions;

namespace Yinong.Modules.Supervision;

/// <summary>
/// One counted cell: place × period × subject. Kept at several levels so that a question about the nation never sums villages.
/// </summary>
public sealed class ServiceTally : IInDivision
{
    /// <summary>A day as yyyymmdd, or a month as yyyymm00.</summary>
    public int Period { get; init; }

    public long Division { get; init; }

    /// <summary>1–4 a service kind, from 1000 an item.</summary>
    public int Subject { get; init; }

    /// <summary>Counted records.</summary>
    public long Records { get; init; }

    /// <summary>Person-times, group events included.</summary>
    public long PersonTimes { get; init; }

    /// <summary>Of these, in group events.</summary>
    public long GroupPersonTimes { get; init; }

    /// <summary>Money that went through, fen.</summary>
    public long AmountFen { get; init; }
}
