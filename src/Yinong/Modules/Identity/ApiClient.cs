using Yinong.Modules.Divisions;

namespace Yinong.Modules.Identity;

/// <summary>A machine that calls the API: what it may do and how far it reaches.</summary>
public sealed class ApiClient : IInDivision
{
    public int Id { get; set; }

    /// <summary>What it signs in with; given once.</summary>
    public required string ClientId { get; set; }

    public required string Name { get; set; }

    /// <summary>Its reach; the nation by default.</summary>
    public long Division { get; set; }

    /// <summary>Number of a station: when set, the client speaks for this station only.</summary>
    public string? Station { get; set; }

    /// <summary>When set, of rows that belong to an organisation it sees only those of this one.</summary>
    public int? OrganisationId { get; set; }

    /// <summary>Codes of Permission.cs, separated by spaces.</summary>
    public required string Scopes { get; set; }

    public required string CreatedBy { get; set; }

    public DateTime CreatedAt { get; set; }

    public string? DisabledBy { get; set; }

    /// <summary>From then on neither new nor old tokens are taken; null: in use.</summary>
    public DateTime? DisabledAt { get; set; }
}
