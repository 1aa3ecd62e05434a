namespace Yinong.Modules.Officers.Rules;

/// <summary>What a province sets instead of the national values, from a day on. Never changed: a later edition takes its place.</summary>
public sealed class OfficerRuleEdition
{
    public int Id { get; set; }

    /// <summary>Code value of the province.</summary>
    public long Province { get; set; }

    /// <summary>1, 2, 3 … within the province.</summary>
    public int Edition { get; set; }

    public DateOnly EffectiveFrom { get; set; }

    /// <summary>Values by code as JSON; only what differs from the national ones. Empty text: unset.</summary>
    public required string Content { get; set; }

    /// <summary>The document on which it rests.</summary>
    public required string Source { get; set; }

    public required string Actor { get; set; }

    public DateTime At { get; set; }
}
