using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Stations.Photos;

/// <summary>What an inspector says of two photos that look alike.</summary>
public enum PhotoVerdict : short
{
    [Display(Name = "是同一个地方，正当")] SamePlace = 1,
    [Display(Name = "套用了别处的照片")] Recycled = 2,
    [Display(Name = "其他情况")] Other = 3,
}

/// <summary>Two photos of different stations that look alike. It stands at the station of the later one, whose inspectors judge it.</summary>
public sealed class PhotoPair : IInDivision
{
    public int Id { get; set; }

    /// <summary>Evidence, the later one.</summary>
    public int PhotoId { get; set; }

    public int StationId { get; set; }

    public long Division { get; set; }

    /// <summary>Evidence, the earlier one.</summary>
    public int OtherId { get; set; }

    public int OtherStationId { get; set; }

    public long OtherDivision { get; set; }

    /// <summary>Bits of 64 that differ.</summary>
    public short Distance { get; set; }

    /// <summary>One is the other seen in a mirror.</summary>
    public bool Mirrored { get; set; }

    /// <summary>The very same file, not only the same picture.</summary>
    public bool SameFile { get; set; }

    /// <summary>Real time, UTC.</summary>
    public DateTime FoundAt { get; set; }

    /// <summary>The newest judgement; null: nobody has judged it.</summary>
    public PhotoVerdict? Verdict { get; set; }

    /// <summary>Optimistic lock.</summary>
    public long Version { get; set; }
}

/// <summary>One judgement of a pair; a later one stands beside it, not over it.</summary>
public sealed class PhotoJudgement : IInDivision
{
    public int Id { get; set; }

    public int PairId { get; set; }

    public long Division { get; set; }

    public PhotoVerdict Verdict { get; set; }

    public required string Reason { get; set; }

    /// <summary>Real time, UTC.</summary>
    public DateTime At { get; set; }

    public required string Actor { get; set; }
}
