using System.ComponentModel.DataAnnotations;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Stations.Import;

/// <summary>What has become of a row.</summary>
public enum ImportRowState : short
{
    [Display(Name = "可以写入")] Good = 1,
    [Display(Name = "有错")] Bad = 2,

    /// <summary>The station is in the register already.</summary>
    [Display(Name = "已有站点")] Known = 3,
    [Display(Name = "已写入")] Written = 4,

    /// <summary>Was written and taken back.</summary>
    [Display(Name = "已撤销")] Withdrawn = 5,
}

/// <summary>What the first fault of a row is about, for the tabs of the list.</summary>
public enum ImportTrouble : short
{
    [Display(Name = "没有错")] None = 0,
    [Display(Name = "村和代码")] Place = 1,
    [Display(Name = "类型和主体")] Kind = 2,
    [Display(Name = "日期")] Day = 3,
    [Display(Name = "其他")] Other = 4,
}

/// <summary>Something to say about a cell: a code of <see cref="ImportProblems"/>, the value that is meant, and what could stand there instead.</summary>
/// <param name="Field">Field of import-headers.json.</param>
/// <param name="Code">What is the matter.</param>
/// <param name="Value">As it stands in the file.</param>
/// <param name="Fixes">Values for the field that would be right, the likeliest first.</param>
/// <param name="About">A further word for the text.</param>
/// <param name="Note">Only worth a look; the row can be written all the same.</param>
public sealed record RowRemark(string Field, string Code, string? Value = null, string[]? Fixes = null, string? About = null, bool Note = false);

/// <summary>A row of the file with what was found about it.</summary>
public sealed class StationImportRow : IInDivision
{
    public int ImportId { get; set; }

    /// <summary>Number of the row in the sheet, as spreadsheets count.</summary>
    public int RowNo { get; set; }

    /// <summary>The place that was understood; the import's own when none was.</summary>
    public long Division { get; set; }

    public string? Name { get; set; }

    /// <summary>Its number in the register that the file comes from.</summary>
    public string? ExternalNumber { get; set; }

    /// <summary>The mapped cells as text by field, with what people have changed since, as JSON.</summary>
    public required string Cells { get; set; }

    public ImportRowState State { get; set; }

    public ImportTrouble Trouble { get; set; }

    /// <summary>Every fault has a proposal.</summary>
    public bool Fixable { get; set; }

    /// <summary>There is something worth a look.</summary>
    public bool Noted { get; set; }

    /// <summary>The <see cref="RowRemark"/>s as JSON; null: none.</summary>
    public string? Remarks { get; set; }

    /// <summary>The station that was made of it, or that was there already.</summary>
    public int? StationId { get; set; }

    public Dictionary<string, string> CellsByField() => JsonSerializer.Deserialize<Dictionary<string, string>>(Cells, ImportJson.Options)!;

    public IReadOnlyList<RowRemark> RemarkList() => Remarks is null ? [] : JsonSerializer.Deserialize<RowRemark[]>(Remarks, ImportJson.Options)!;
}

/// <summary>How the import keeps what has no columns of its own.</summary>
static class ImportJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);
}
