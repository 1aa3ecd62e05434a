namespace Yinong.Modules.Stations.SixHaves;

/// <summary>What a province asks besides the national minimum, from a day on. Never changed: a later edition takes its place.</summary>
public sealed class ChecklistEdition
{
    public int Id { get; set; }

    /// <summary>Code value of the province.</summary>
    public long Province { get; set; }

    /// <summary>1, 2, 3 … within the province.</summary>
    public int Edition { get; set; }

    public DateOnly EffectiveFrom { get; set; }

    /// <summary><see cref="ProvincialAsks"/> as JSON.</summary>
    public required string Content { get; set; }

    /// <summary>The document on which it rests.</summary>
    public required string Source { get; set; }

    public required string Actor { get; set; }

    public DateTime At { get; set; }
}

/// <summary>What an edition says.</summary>
/// <param name="Minimums">Raised minimums by item.</param>
/// <param name="Required">Optional items that the province requires.</param>
/// <param name="Added">Further items, by have.</param>
public sealed record ProvincialAsks(IReadOnlyDictionary<string, decimal> Minimums, IReadOnlyList<string> Required, IReadOnlyList<AddedItem> Added)
{
    public static readonly ProvincialAsks Nothing = new(new Dictionary<string, decimal>(), [], []);

    /// <summary>The national minimum with this. Should the national minimum have risen since, the higher one holds.</summary>
    public Checklist Over(Checklist national, string edition) => new($"{national.Edition}+{edition}",
        [.. national.Haves.Select(have => have with { Items = [.. have.Items.Select(Raise), .. Added.Where(a => a.Have == have.Code).Select(a => a.Item)] })]);

    ChecklistItem Raise(ChecklistItem item) => item with
    {
        Minimum = item.Minimum is { } least && Minimums.TryGetValue(item.Code, out var raised) ? Math.Max(least, raised) : item.Minimum,
        Required = item.Required || Required.Contains(item.Code),
    };
}

/// <summary>An item that a province adds to a have.</summary>
public sealed record AddedItem(string Have, ChecklistItem Item);
