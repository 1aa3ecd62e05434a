using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Stations.Places;

/// <summary>Why a station stands at another place than before.</summary>
public enum PlaceCause : short
{
    [Display(Name = "站点迁移")] Moved = 1,
    [Display(Name = "区划调整")] List = 2,
    [Display(Name = "区划调整，人工确认")] Decided = 3,
}

/// <summary>
/// One change of the place of a station; never changed. From these and the present place one reads where it stood on any day. The number stays what it was
/// (decision 0003), and what was counted before stays at the old place.
/// </summary>
public sealed class StationPlaceChange : IInDivision
{
    public int Id { get; set; }

    public int StationId { get; set; }

    /// <summary>Where the station stands now, for the reach; follows it.</summary>
    public long Division { get; set; }

    public long FromPlace { get; set; }

    public long ToPlace { get; set; }

    /// <summary>First day at the new place.</summary>
    public DateOnly OnDate { get; set; }

    public PlaceCause Cause { get; set; }

    public string? Reason { get; set; }

    public required string Actor { get; set; }

    /// <summary>Real time, UTC.</summary>
    public DateTime At { get; set; }
}
