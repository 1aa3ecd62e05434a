using Yinong.Modules.Divisions;

namespace Yinong.Modules.Identity;

/// <summary>What an organisation is in the programme; decides which roles its people may hold.</summary>
public enum OrganisationKind : short
{
    /// <summary>主管部门: an agriculture department.</summary>
    Authority = 1,

    /// <summary>运营商.</summary>
    Operator = 2,

    /// <summary>服务商.</summary>
    Provider = 3,
}

/// <summary>An authority department, operator or provider, with the place up to which it works.</summary>
public sealed class Organisation : IInDivision
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public OrganisationKind Kind { get; set; }

    public long Division { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>From then on nobody gets a post for it; null: open.</summary>
    public DateTime? ClosedAt { get; set; }
}
