using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Stations.Rechecks;

/// <summary>A sample drawn by the city or the province among the stations that counties accepted (S-30). Everything that a stranger needs to draw it again is kept.</summary>
public sealed class RecheckDraw : IInDivision
{
    public int Id { get; set; }

    /// <summary>The place whose stations were drawn from.</summary>
    public long Division { get; set; }

    /// <summary>Programme clock, UTC.</summary>
    public DateTime DrawnAt { get; set; }

    /// <summary>Who drew, as in the audit.</summary>
    public required string Actor { get; set; }

    /// <summary>What the order was made of; see <see cref="Sample"/>.</summary>
    public required string Seed { get; set; }

    /// <summary>First day of acceptance of the stations drawn from.</summary>
    public DateOnly AcceptedFrom { get; set; }

    /// <summary>Last day of acceptance.</summary>
    public DateOnly AcceptedTo { get; set; }

    /// <summary>Stations drawn from.</summary>
    public int Population { get; set; }

    /// <summary>Stations drawn.</summary>
    public int Size { get; set; }
}

/// <summary>What the second look found.</summary>
public enum RecheckResult : short
{
    [Display(Name = "合格")] Passed = 1,
    [Display(Name = "不合格")] Failed = 2,
    [Display(Name = "没见到人")] NobodyThere = 3,
}

/// <summary>A station of a sample and what was found there; null while it waits.</summary>
public sealed class RecheckItem : IInDivision
{
    public int Id { get; set; }

    public int DrawId { get; set; }

    public int StationId { get; set; }

    public long Division { get; set; }

    /// <summary>Place in the drawn order, from 1.</summary>
    public int Rank { get; set; }

    public RecheckResult? Result { get; set; }

    public string? Note { get; set; }

    public DateOnly? CheckedOn { get; set; }

    public string? CheckedBy { get; set; }

    /// <summary>Optimistic lock.</summary>
    public long Version { get; set; }
}
