using Yinong.Modules.Divisions;
using Yinong.Platform.Places;

namespace Yinong.Modules.Stations;

/// <summary>
/// A village service station 益农信息社. Its number is permanent and never reused; it is given at the filing and stays when the village's code changes (S-11).
/// </summary>
public sealed class Station : IInDivision, IOfOrganisation
{
    public int Id { get; set; }

    /// <summary>Unified national number; null until the province has filed it.</summary>
    public string? Number { get; set; }

    public required string Name { get; set; }

    /// <summary>The village (or the town, the county for a centre).</summary>
    public long Division { get; set; }

    /// <summary>Code of the type in data-sources/stations: standard, simple, professional, county-centre, town-centre.</summary>
    public required string Type { get; set; }

    /// <summary>Code of the rating: ordinary, demonstration, benchmark.</summary>
    public string Rating { get; set; } = "ordinary";

    /// <summary>Code of the class of the host: village-committee, shop, cooperative …</summary>
    public required string HostClass { get; set; }

    public StationState State { get; set; }

    /// <summary>The day from which the state holds.</summary>
    public DateOnly Since { get; set; }

    /// <summary>Until when the next step is due: the day of an order, else <see cref="StationDeadlines"/>; null: nothing waits.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>The day of the county's acceptance; null before.</summary>
    public DateOnly? AcceptedOn { get; set; }

    /// <summary>The first day of operation; null before.</summary>
    public DateOnly? OperatingSince { get; set; }

    /// <summary>The operator that builds and runs it.</summary>
    public int? OrganisationId { get; set; }

    /// <summary>A registered poor village: first in line (S-09).</summary>
    public bool PoorVillage { get; set; }

    public string? Address { get; set; }

    /// <summary>Contact number of the station, public.</summary>
    public string? Phone { get; set; }

    /// <summary>Opening hours as told to the public, e.g. 周一至周六 8:00—18:00.</summary>
    public string? OpeningHours { get; set; }

    /// <summary>Where it stands (WGS-84), millionths of a degree; both or neither.</summary>
    public int? LatitudeMicro { get; set; }

    public int? LongitudeMicro { get; set; }

    /// <summary>The two as a point; null: not known.</summary>
    public GeoPoint? Point => GeoPoint.Of(LatitudeMicro, LongitudeMicro);

    /// <summary>Day of the newest counted service, kept by the folding of tallies; liveness is read from it.</summary>
    public DateOnly? LastServedOn { get; set; }

    /// <summary>After a merger: the station that took over.</summary>
    public int? MergedInto { get; set; }

    /// <summary>Optimistic lock.</summary>
    public long Version { get; set; }
}
