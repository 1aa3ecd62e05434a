using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Stations.HandOvers;

/// <summary>Why things are handed over.</summary>
public enum HandOverKind : short
{
    [Display(Name = "退出交接")] Exit = 1,
    [Display(Name = "合并交接")] Merge = 2,
    [Display(Name = "迁移交接")] Move = 3,
}

/// <summary>Where a hand-over stands.</summary>
public enum HandOverState : short
{
    [Display(Name = "正在交接")] Open = 1,
    [Display(Name = "已办结")] Done = 2,
    [Display(Name = "已撤回")] Withdrawn = 3,
}

/// <summary>Who may sign for a line.</summary>
public enum HandOverReceiver : short
{
    [Display(Name = "主管部门")] Authority = 1,
    [Display(Name = "主管部门或接替站点")] Successor = 2,
}

/// <summary>交接: what a station that leaves, is merged or moves has open, drawn up by one person and received line by line by others. One is open at a time.</summary>
public sealed class HandOver : IInDivision
{
    public int Id { get; set; }

    public int StationId { get; set; }

    /// <summary>Where it was drawn up and signed; stays there when the station moves away, whose new place reads it through the station.</summary>
    public long Division { get; set; }

    public HandOverKind Kind { get; set; }

    public HandOverState State { get; set; }

    /// <summary>The station that takes over, for a merger.</summary>
    public int? SuccessorId { get; set; }

    /// <summary>Where a station moves; null: it stays in its village.</summary>
    public long? ToPlace { get; set; }

    public string? ToAddress { get; set; }

    /// <summary>Class of the new host; null: the host stays.</summary>
    public string? ToHost { get; set; }

    public required string Reason { get; set; }

    public DateOnly DrawnOn { get; set; }

    /// <summary>Real time, UTC.</summary>
    public DateTime DrawnAt { get; set; }

    /// <summary>The giver, as in the audit; never receives.</summary>
    public required string DrawnBy { get; set; }

    /// <summary>Organisation for which the giver drew it up; null: for the authority, and then only an authority withdraws it.</summary>
    public int? DrawnFor { get; set; }

    /// <summary>The day of the exit, the merger, the move, or of the withdrawal.</summary>
    public DateOnly? EndedOn { get; set; }

    public string? EndedBy { get; set; }

    /// <summary>Optimistic lock.</summary>
    public long Version { get; set; }
}

/// <summary>One kind of thing that is handed over, with what there is of it and who received it.</summary>
public sealed class HandOverLine : IInDivision
{
    public int Id { get; set; }

    public int HandOverId { get; set; }

    public int StationId { get; set; }

    public long Division { get; set; }

    /// <summary>Code in hand-over-lines.json.</summary>
    public required string Type { get; set; }

    /// <summary>Place in the list, from 0.</summary>
    public short Place { get; set; }

    /// <summary>How many things.</summary>
    public int Items { get; set; }

    /// <summary>JSON: what they are, as <see cref="Things"/>.</summary>
    public required string Content { get; set; }

    /// <summary>Whether the step waits for its receipt.</summary>
    public bool Required { get; set; }

    public HandOverReceiver Receiver { get; set; }

    /// <summary>Real time, UTC; null: not received.</summary>
    public DateTime? ReceivedAt { get; set; }

    /// <summary>Who signed, as in the audit.</summary>
    public string? ReceivedBy { get; set; }

    /// <summary>In which post.</summary>
    public string? ReceivedPost { get; set; }

    public string? Note { get; set; }

    /// <summary>Optimistic lock.</summary>
    public long Version { get; set; }

    /// <summary>The things by what names them: the number of an officer, of an inspection, of a card.</summary>
    public IReadOnlyList<string> Things => JsonSerializer.Deserialize<string[]>(Content) ?? [];

    /// <summary>Whether the step is held up by this line.</summary>
    public bool Waits => Required && ReceivedAt is null;
}
