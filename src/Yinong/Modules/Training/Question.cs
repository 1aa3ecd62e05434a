using System.ComponentModel.DataAnnotations;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yinong.Modules.Training;

/// <summary>Where a question is in its life. Only approved ones are drawn.</summary>
public enum QuestionState : short
{
    [Display(Name = "草稿")] Draft = 1,
    [Display(Name = "已审定")] Approved = 2,
    [Display(Name = "已停用")] Retired = 3,
}

/// <summary>
/// A question of the bank 题库. Once approved its words never change, because papers were written with them: what shall change is retired and comes anew.
/// </summary>
public sealed class Question
{
    public int Id { get; set; }

    /// <summary>To which place it belongs; every place below draws it too.</summary>
    public long Division { get; set; }

    /// <summary>As in the file it came from; null: written here.</summary>
    public string? Code { get; set; }

    /// <summary>Counts the wordings that came under one code.</summary>
    public short Edition { get; set; } = 1;

    /// <summary>Code in questions.json.</summary>
    public required string Topic { get; set; }

    public QuestionKind Kind { get; set; }

    /// <summary>1 easy … 3 hard.</summary>
    public short Difficulty { get; set; }

    public QuestionState State { get; set; }

    public required string Text { get; set; }

    /// <summary>Hash of its picture in the store of files; null: none.</summary>
    public string? Picture { get; set; }

    /// <summary>What the picture shows, for whoever cannot see it; there is one exactly when there is a picture.</summary>
    public string? PictureAlt { get; set; }

    /// <summary>See <see cref="OptionJson"/>.</summary>
    public required string Options { get; set; }

    public string? Explanation { get; set; }

    public string? Source { get; set; }

    /// <summary>Account of whoever wrote or last changed it; null: shipped with the product.</summary>
    public int? AuthorId { get; set; }

    /// <summary>Account of the second person; null: not approved, or shipped.</summary>
    public int? ApproverId { get; set; }

    public DateTime CreatedAt { get; set; }

    public long Version { get; set; }
}

/// <summary>How options are kept: short names, Chinese in the clear.</summary>
public static class OptionJson
{
    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public static string Write(IEnumerable<OptionDraft> options) => JsonSerializer.Serialize(options.Select(o => new Line(o.Text, o.IsRight, o.Match)), Json);

    public static IReadOnlyList<OptionDraft> Read(string options) => [.. JsonSerializer.Deserialize<Line[]>(options, Json)!.Select(l => new OptionDraft(l.Text, l.Right, l.Match))];

    internal sealed record Line([property: JsonPropertyName("text")] string Text, [property: JsonPropertyName("right")] bool Right, [property: JsonPropertyName("match")] string? Match);
}
