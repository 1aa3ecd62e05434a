namespace Yinong.Modules.Catalogue;

/// <summary>The four kinds of service, in this order everywhere: public first (S-12).</summary>
public enum ServiceKind : short
{
    /// <summary>公益服务.</summary>
    Public = 1,

    /// <summary>便民服务.</summary>
    Convenience = 2,

    /// <summary>电子商务.</summary>
    Commerce = 3,

    /// <summary>培训体验.</summary>
    Training = 4,
}

/// <summary>What the red lines of S-33 say of an item.</summary>
public enum Verdict : short
{
    Allowed = 1,

    /// <summary>Allowed for a licensed provider under the named condition.</summary>
    Conditional = 2,

    /// <summary>Refused: own-account trade for profit, advertising, or dealing in finance, insurance or guarantee products.</summary>
    RedLine = 3,
}

/// <summary>An item of the catalogue; what it says may change with each version, its code and kind may not.</summary>
public sealed class ServiceItem
{
    /// <summary>From 1000 upward, so that in the tallies an item is never taken for a kind (1–4).</summary>
    public int Id { get; set; }

    /// <summary>Permanent code, e.g. <c>P-0101</c>.</summary>
    public required string Code { get; set; }

    public ServiceKind Kind { get; set; }

    public List<ServiceItemVersion> Versions { get; set; } = [];
}

/// <summary>What an item said between two days.</summary>
public sealed class ServiceItemVersion
{
    public int Id { get; set; }

    public int ItemId { get; set; }

    public short Version { get; set; }

    public required string Name { get; set; }

    public required string NameEn { get; set; }

    public Verdict Verdict { get; set; }

    /// <summary>The sentence of the notice the verdict rests on, or the condition.</summary>
    public string? Clause { get; set; }

    /// <summary>Fee in fen; 0 free; null: set by the provider.</summary>
    public long? FeeFen { get; set; }

    public string? Seller { get; set; }

    public string? Payee { get; set; }

    public string? Licence { get; set; }

    public required string Source { get; set; }

    public DateOnly ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }
}
