using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Marks;

namespace Yinong.Web;

/// <summary>The form that issues a mark, at stations and certificates alike.</summary>
public sealed class MarkIssueInput
{
    public int Serial { get; set; }

    [StringLength(40)]
    public string? ReasonCode { get; set; }

    [StringLength(300, ErrorMessage = "最多300个字")]
    public string? Reason { get; set; }

    public NewMark Asked => new(Serial, ReasonCode, Reason);
}

/// <summary>What the part of a page shows that lists issues and makes a further one.</summary>
/// <param name="Issues">The newest first.</param>
/// <param name="Names">Who issued, by actor.</param>
/// <param name="MayIssue">Whether the form is shown.</param>
/// <param name="Folder">Address under which the files lie.</param>
/// <param name="Sheets">Codes of the sheets to download.</param>
/// <param name="Input">The form.</param>
public sealed record MarkIssuesView(IReadOnlyList<MarkIssue> Issues, IReadOnlyDictionary<string, string> Names, bool MayIssue, string Folder, IReadOnlyList<string> Sheets, MarkIssueInput Input);
