using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Stations.Import;

/// <summary>How far an import is.</summary>
public enum ImportState : short
{
    [Display(Name = "等待对列")] Mapping = 1,
    [Display(Name = "正在核对")] Checking = 2,
    [Display(Name = "已核对，等待写入")] Checked = 3,
    [Display(Name = "正在写入")] Writing = 4,
    [Display(Name = "写入中停止")] Stopped = 5,
    [Display(Name = "已写入")] Done = 6,
    [Display(Name = "已撤销")] Withdrawn = 7,
    [Display(Name = "没有读成")] Failed = 8,
}

/// <summary>A column of the sheet: its heading, the first values below it, and the field it is read as (null: not read).</summary>
public sealed record ImportColumn(int At, string Heading, string[] Samples, string? Field);

/// <summary>Where the table stands in the file.</summary>
/// <param name="Sheet">Which sheet, from 0.</param>
/// <param name="SheetName">Its name; empty for text files.</param>
/// <param name="HeadRow">Number of the (last) row of headings; the data begins below.</param>
/// <param name="Columns">Its columns.</param>
public sealed record ImportTable(int Sheet, string SheetName, int HeadRow, ImportColumn[] Columns);

/// <summary>A file of stations on its way into the register: uploaded, mapped, checked row by row, written in chunks, and within a day taken back as a whole.</summary>
public sealed class StationImport : IInDivision, IOfOrganisation
{
    public int Id { get; set; }

    /// <summary>The place of the importer: rows outside of it are refused.</summary>
    public long Division { get; set; }

    /// <summary>The importer's organisation; its stations become those of it.</summary>
    public int? OrganisationId { get; set; }

    public required string FileName { get; set; }

    /// <summary>SHA-256 of the content, so that the same file is known again.</summary>
    public required string FileHash { get; set; }

    public long FileBytes { get; set; }

    /// <summary>Name of the copy on the shelf.</summary>
    public required string StoredAs { get; set; }

    /// <summary>The <see cref="ImportTable"/> as JSON.</summary>
    public required string Columns { get; set; }

    /// <summary>The state in which the stations are entered.</summary>
    public StationState EnterAs { get; set; }

    /// <summary>The business day of the entering, where a row says none.</summary>
    public DateOnly OnDate { get; set; }

    /// <summary>Type of rows that say none; null: they are wrong.</summary>
    public string? DefaultType { get; set; }

    /// <summary>Class of the host of rows that say none; null: they are wrong.</summary>
    public string? DefaultHost { get; set; }

    public ImportState State { get; set; }

    /// <summary>Somebody wants it to stop after the chunk in hand.</summary>
    public bool StopAsked { get; set; }

    /// <summary>Thousandths of the present stretch that are done.</summary>
    public short Share { get; set; }

    public int RowsChecked { get; set; }

    public int RowsWritten { get; set; }

    /// <summary>Why it failed: a <see cref="RowRemark"/> as JSON.</summary>
    public string? Fault { get; set; }

    public DateTime UploadedAt { get; set; }

    public required string UploadedBy { get; set; }

    /// <summary>Who gave the last order, as in the audit: the worker acts in that name.</summary>
    public required string ActedBy { get; set; }

    public string? ActedPost { get; set; }

    public string? ActedOrigin { get; set; }

    /// <summary>When the first chunk was written; the day for taking back begins here.</summary>
    public DateTime? WrittenAt { get; set; }

    /// <summary>A worker has it until then.</summary>
    public DateTime? LeaseUntil { get; set; }

    /// <summary>The importer's reach.</summary>
    public Reach Reach() => Divisions.Reach.Of(new(Division), OrganisationId);

    public ImportTable Table() => JsonSerializer.Deserialize<ImportTable>(Columns, ImportJson.Options)!;

    public bool IsRunning => State is ImportState.Checking or ImportState.Writing;
}
