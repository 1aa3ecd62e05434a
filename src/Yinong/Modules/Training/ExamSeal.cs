namespace Yinong.Modules.Training;

/// <summary>
/// An answer as a phone sealed it while it had no line, kept as it came. The seals of a phone are a chain: each one covers the one before it.
/// </summary>
public sealed class ExamSeal
{
    public Guid SittingId { get; set; }

    /// <summary>The phone's own name for its chain, so that two phones of one taker do not meet.</summary>
    public required string Chain { get; set; }

    /// <summary>1 for the first of the chain.</summary>
    public int Number { get; set; }

    /// <summary>Null: the paper was handed in.</summary>
    public int? QuestionId { get; set; }

    /// <summary>As it was sealed: by the places at which the options were shown.</summary>
    public required string Answer { get; set; }

    public bool Flagged { get; set; }

    /// <summary>By the phone's clock, put right by the server's at the last page.</summary>
    public DateTime SealedAt { get; set; }

    public DateTime ReceivedAt { get; set; }

    public required string Seal { get; set; }

    /// <summary>Code of the problem for which it does not count; null: it was taken.</summary>
    public string? Refusal { get; set; }
}
