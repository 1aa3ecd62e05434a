using System.Text.Json;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Officers.Standings;

/// <summary>One thing that lies open at a station.</summary>
/// <param name="Kind"><c>report</c>, <c>order</c>, <c>step</c> or <c>lost</c>.</param>
/// <param name="What">Code of what it is: of the report, the reason of the order, the state, the rule.</param>
/// <param name="Key">By what it is found, e.g. the key of a report.</param>
/// <param name="DueOn">Until when.</param>
public sealed record OpenMatter(string Kind, string What, string? Key, DateOnly? DueOn);

/// <summary>移交: what lay open at a station when its officer left, and the receipt of who takes it.</summary>
public sealed class OfficerHandOver : IInDivision
{
    public int Id { get; set; }

    public int OfficerId { get; set; }

    public int StationId { get; set; }

    public long Division { get; set; }

    /// <summary>The officer who takes over; null: the county's authority.</summary>
    public int? ReceiverId { get; set; }

    /// <summary>Last day of the one who leaves.</summary>
    public DateOnly LastDay { get; set; }

    /// <summary><see cref="OpenMatter"/> as JSON, as they stood when it was arranged; with the signature those that came in since are added.</summary>
    public required string Items { get; set; }

    public DateTime At { get; set; }

    public required string Actor { get; set; }

    public DateOnly DueOn { get; set; }

    public DateTime? SignedAt { get; set; }

    public string? SignedBy { get; set; }

    /// <summary>What the receiver noted.</summary>
    public string? Remark { get; set; }

    public IReadOnlyList<OpenMatter> Matters => JsonSerializer.Deserialize<OpenMatter[]>(Items, JsonSerializerOptions.Web)!;
}
