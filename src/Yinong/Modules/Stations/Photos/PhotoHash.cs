using Yinong.Modules.Divisions;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Platform.Files;

namespace Yinong.Modules.Stations.Photos;

/// <summary>How far the comparison of a photo is.</summary>
public enum PhotoLook : short
{
    Waiting = 0,

    /// <summary>With all photos of the country that may be alike.</summary>
    Compared = 1,

    /// <summary>Too dark or too empty to be compared; only the same file is found.</summary>
    NotTelling = 2,

    /// <summary>More photos may be alike than are looked at; the nearest found are kept.</summary>
    TooCommon = 3,
}

/// <summary>What a photo of evidence looks like (<see cref="PictureHash"/>), with its four bands for the search. Time and place stand at the evidence.</summary>
public sealed class PhotoHash : IInDivision
{
    public int EvidenceId { get; set; }

    public int StationId { get; set; }

    public long Division { get; set; }

    /// <summary>The 64 bits.</summary>
    public long Hash { get; set; }

    /// <summary>16 bits of it, 0 to 65,535; null: the photo tells nothing, and no search meets it.</summary>
    public int? BandA { get; set; }

    public int? BandB { get; set; }

    public int? BandC { get; set; }

    public int? BandD { get; set; }

    public PhotoLook Look { get; set; }

    /// <summary>The row of a photo; it waits to be compared.</summary>
    public static PhotoHash Of(Evidence evidence, PictureHash look, PhotoRules rules)
    {
        var row = new PhotoHash { EvidenceId = evidence.Id, StationId = evidence.StationId, Division = evidence.Division, Hash = (long)look.Bits };
        if (rules.Tells(look)) (row.BandA, row.BandB, row.BandC, row.BandD) = (PictureHash.Band(look.Bits, 0), PictureHash.Band(look.Bits, 1), PictureHash.Band(look.Bits, 2), PictureHash.Band(look.Bits, 3));
        return row;
    }
}
