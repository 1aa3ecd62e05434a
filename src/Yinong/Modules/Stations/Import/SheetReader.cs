using Yinong.Platform.Texts;

namespace Yinong.Modules.Stations.Import;

/// <summary>A row of a sheet that has something in it.</summary>
/// <param name="Number">As spreadsheets count, from 1.</param>
/// <param name="Cells">Text by column, from the first on; null: empty.</param>
public sealed record SheetRow(int Number, string?[] Cells)
{
    public string Text(int column) => column < Cells.Length ? Cells[column] ?? "" : "";
}

/// <summary>
/// Reads the rows of a file one after the other, whatever kind it is. A file that is not what it should be is a problem of <see cref="ImportProblems"/>,
/// thrown when it is opened or on the way.
/// </summary>
public abstract class SheetReader(ImportLimits limits) : IDisposable
{
    const int HeadBytes = 4096;

    protected ImportLimits Limits { get; } = limits;

    /// <summary>Names of the sheets that are shown; one without a name for text files.</summary>
    public abstract IReadOnlyList<string> Sheets { get; }

    /// <summary>The workbook counts its days from 1904.</summary>
    public virtual bool Since1904 => false;

    /// <summary>How much of the sheet in hand is read, from 0 to 1.</summary>
    public abstract double Share { get; }

    /// <summary>The rows of a sheet that have something in them. One enumeration at a time.</summary>
    public abstract IEnumerable<SheetRow> Rows(int sheet);

    public abstract void Dispose();

    /// <summary>Opens a file by what is in it; its name must not say something else.</summary>
    public static SheetReader Open(string path, string fileName, ImportLimits limits)
    {
        var length = new FileInfo(path).Length;
        if (length == 0) throw ImportProblems.Empty();
        if (length > limits.MaxBytes) throw ImportProblems.TooLarge(limits.MaxBytes);
        var head = new byte[Math.Min(HeadBytes, length)];
        using (var file = File.OpenRead(path)) file.ReadExactly(head);
        var ending = Path.GetExtension(fileName).ToLowerInvariant();
        var isText = ending is ".csv" or ".tsv" or ".txt";
        if (ending is ".xlsm" or ".xltm" or ".xlsb" or ".xlam") throw ImportProblems.Macros();
        if (!isText && ending is not (".xlsx" or ".xls" or ".et")) throw ImportProblems.UnknownKind();
        return head switch
        {
            [0x50, 0x4B, 0x03, 0x04, ..] => isText ? throw ImportProblems.NotWhatItSays(ending, "Excel (xlsx)") : new XlsxReader(path, limits),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => isText ? throw ImportProblems.NotWhatItSays(ending, "Excel (xls)") : new XlsReader(path, limits),
            _ when KindOf(head) is { } other => throw ImportProblems.NotWhatItSays(ending, other),
            _ => isText ? new CsvReader(path, limits) : throw ImportProblems.NotWhatItSays(ending, null),
        };
    }

    /// <summary>What a file is that is no table; null when it may be text.</summary>
    static string? KindOf(ReadOnlySpan<byte> head) => head switch
    {
        [0x25, 0x50, 0x44, 0x46, ..] => "PDF",
        [0x89, 0x50, 0x4E, 0x47, ..] => "PNG",
        [0xFF, 0xD8, 0xFF, ..] => "JPEG",
        [0x47, 0x49, 0x46, 0x38, ..] => "GIF",
        [0x52, 0x61, 0x72, 0x21, ..] => "RAR",
        [0x37, 0x7A, 0xBC, 0xAF, ..] => "7z",
        [0x1F, 0x8B, ..] => "gzip",
        [0x50, 0x4B, ..] => "ZIP",
        [0x7B, 0x5C, 0x72, 0x74, 0x66, ..] => "RTF",
        [0x4D, 0x5A, ..] => "EXE",
        [0x7F, 0x45, 0x4C, 0x46, ..] => "ELF",
        _ when IsMarkup(head) => "HTML/XML",
        _ => null,
    };

    static bool IsMarkup(ReadOnlySpan<byte> head)
    {
        var text = System.Text.Encoding.Latin1.GetString(head[..Math.Min(head.Length, 300)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');
        return new[] { "<html", "<!doctype", "<?xml", "<table", "<meta" }.Any(mark => text.StartsWith(mark, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A row, or null when there is nothing in it.</summary>
    protected SheetRow? Row(int number, string?[] cells)
    {
        var last = cells.Length;
        while (last > 0 && string.IsNullOrWhiteSpace(cells[last - 1])) last--;
        if (last == 0) return null;
        for (var at = 0; at < last; at++)
        {
            if (cells[at]?.Length > Limits.MaxCellLength) throw ImportProblems.CellTooLong(number, Limits.MaxCellLength);
            // A workbook can hold half a character; no text of the platform can.
            if (cells[at] is { } text) cells[at] = PlainText.Whole(text);
        }
        return new(number, last == cells.Length ? cells : cells[..last]);
    }
}
