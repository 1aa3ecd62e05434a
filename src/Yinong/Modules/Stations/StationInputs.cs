using Yinong.Platform.Places;

namespace Yinong.Modules.Stations;

/// <summary>What a station is when it is entered. The division is a village; for a centre its town or county.</summary>
public sealed record NewStation(string Name, string Division, string Type, string HostClass, bool PoorVillage, string? Address, string? Phone, string? OpeningHours)
{
    /// <summary>Where it stands; null: not known.</summary>
    public GeoPoint? Point { get; init; }

    /// <summary>Why it is planned, kept with the first line of its history.</summary>
    public string? Reason { get; init; }

    /// <summary>The operator that the authority names; null: not named yet. What an operator's people enter is their own.</summary>
    public int? OrganisationId { get; init; }
}

/// <summary>
/// What may be changed at any time before the end, without a step; the version is the one that was read, so that somebody else's change in between
/// is not overwritten.
/// </summary>
public sealed record StationBasics(string Name, string HostClass, string Rating, bool PoorVillage, string? Address, string? Phone, string? OpeningHours, long Version)
{
    /// <summary>Where it stands; null: not known.</summary>
    public GeoPoint? Point { get; init; }

    /// <summary>The operator, where the viewer may name one.</summary>
    public int? OrganisationId { get; init; }
}

/// <summary>A step that somebody wants to take.</summary>
/// <param name="To">The state it leads to.</param>
/// <param name="On">Business day from which it holds: not after today, not before the last step.</param>
/// <param name="Version">The version that was read.</param>
public sealed record StationMove(StationState To, DateOnly On, long Version)
{
    /// <summary>Code of reason-codes.json where the law asks for one.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>In own words.</summary>
    public string? Reason { get; init; }

    /// <summary>Until when an order must be carried out.</summary>
    public DateOnly? DueOn { get; init; }
}
