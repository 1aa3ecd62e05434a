namespace Yinong.Modules.Desk;

/// <summary>One record as it was sent, every field understood; whether station, officer and item exist is another question.</summary>
public sealed class RecordLine
{
    public Guid Id { get; set; }

    public string Station { get; set; } = "";

    public string Officer { get; set; } = "";

    public string Item { get; set; } = "";

    public int PersonTimes { get; set; } = 1;

    public bool Group { get; set; }

    public Channel Channel { get; set; } = Channel.OnSite;

    /// <summary>UTC, to the microsecond.</summary>
    public DateTime ServedAt { get; set; }

    public long? AmountFen { get; set; }

    public string? Provider { get; set; }

    public string? OrderNumber { get; set; }

    public ConfirmationMethod Confirmation { get; set; }

    public string? ConfirmationReference { get; set; }

    public Outcome Outcome { get; set; } = Outcome.Done;

    public string? Note { get; set; }
}

/// <summary>A line, or what is wrong with it. The id is kept when it could be read, so that the answer names the record.</summary>
/// <param name="Line">The record; null when something is wrong.</param>
/// <param name="Id">As sent, as far as it could be read.</param>
/// <param name="Errors">Messages per field.</param>
public readonly record struct ReadLine(RecordLine? Line, string? Id, IReadOnlyDictionary<string, string[]>? Errors);
