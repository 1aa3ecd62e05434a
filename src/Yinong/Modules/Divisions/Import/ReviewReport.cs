using System.Text;
using Yinong.Web;

namespace Yinong.Modules.Divisions.Import;

/// <summary>The review as files for people: every change as a line, or the faults beside the lines of a copy of the file.</summary>
static class ReviewReport
{
    /// <summary>Every change with its probable successor.</summary>
    public static CsvTable Changes(DivisionReview review)
    {
        var csv = new CsvTable("change", "level", "code", "name", "was", "successor", "successorName", "basis", "written", "line");
        foreach (var change in review.Changes)
        {
            csv.Row(
                Word(change.Kind), DivisionCode.LevelName(change.Code.Level), change.Code.ToString(), change.Name, change.Was,
                change.Successor?.ToString(), change.SuccessorName, change.Successor is null ? null : Word(change.Basis), change.Successor is null ? null : change.IsSure ? "yes" : "no",
                change.Line == 0 ? null : change.Line);
        }
        return csv;
    }

    /// <summary>A copy of the file with the number of each line and what is wrong with it.</summary>
    public static CsvTable Faults(DivisionReview review, bool english)
    {
        var csv = new CsvTable("line", "text", "field", "problem", "detail");
        var faults = review.Faults.ToLookup(f => f.Line);
        foreach (var fault in faults[0]) csv.Row(null, null, fault.Field, fault.Problem.Code, fault.Problem.Detail(english));
        var line = 0;
        var rest = review.File.Text;
        while (rest.Length > 0)
        {
            line++;
            var end = rest.Span.IndexOf((byte)'\n');
            var text = Encoding.UTF8.GetString(rest.Span[..(end < 0 ? rest.Length : end)]).TrimEnd('\r');
            rest = end < 0 ? default : rest[(end + 1)..];
            if (faults[line].Any())
                foreach (var fault in faults[line]) csv.Row(line, text, fault.Field, fault.Problem.Code, fault.Problem.Detail(english));
            else csv.Row(line, text, null, null, null);
        }
        return csv;
    }

    /// <summary>Spelling in reports.</summary>
    public static string Word(ChangeKind kind) => kind.ToString().ToLowerInvariant();

    public static string Word(SuccessorBasis basis) => basis switch
    {
        SuccessorBasis.SameName => "same-name",
        SuccessorBasis.SameNameElsewhere => "same-name-elsewhere",
        SuccessorBasis.Merged => "merged",
        SuccessorBasis.Similar => "similar",
        _ => "",
    };
}
