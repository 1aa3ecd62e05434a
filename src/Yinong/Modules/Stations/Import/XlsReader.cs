using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Yinong.Modules.Stations.Import;

/// <summary>The older workbooks (xls, BIFF). Cached values of formulas are taken, nothing is ever computed; macros are refused.</summary>
sealed class XlsReader : SheetReader
{
    /// <summary>Name of the storage that holds macros, as it stands in the directory of the container.</summary>
    static readonly byte[][] MacroMarks = [Encoding.Unicode.GetBytes("_VBA_PROJECT_CUR"), Encoding.Unicode.GetBytes("_VBA_PROJECT")];

    readonly string _path;
    int _rows = 1, _read;

    static XlsReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public XlsReader(string path, ImportLimits limits) : base(limits)
    {
        _path = path;
        var content = File.ReadAllBytes(path).AsSpan();
        foreach (var mark in MacroMarks)
            if (content.IndexOf(mark) >= 0) throw ImportProblems.Macros();
        Sheets = Guarded(() =>
        {
            using var reader = Open();
            var names = new List<string>();
            do names.Add(reader.Name);
            while (reader.NextResult());
            return names;
        });
    }

    public override IReadOnlyList<string> Sheets { get; }

    public override double Share => Math.Min(1, (double)_read / Math.Max(1, _rows));

    public override IEnumerable<SheetRow> Rows(int sheet)
    {
        using var reader = Guarded(Open);
        for (var at = 0; at < sheet; at++) Guarded(reader.NextResult);
        _rows = reader.RowCount;
        for (_read = 1; Guarded(reader.Read); _read++)
        {
            var cells = new string?[Math.Min(reader.FieldCount, Limits.MaxColumns)];
            for (var column = 0; column < cells.Length; column++) cells[column] = TextOf(reader, column);
            if (Row(_read, cells) is { } row) yield return row;
        }
    }

    public override void Dispose()
    {
    }

    IExcelDataReader Open() => ExcelReaderFactory.CreateBinaryReader(File.OpenRead(_path), new ExcelReaderConfiguration { FallbackEncoding = Encoding.GetEncoding(936) });

    static string? TextOf(IExcelDataReader reader, int column) => reader.GetValue(column) switch
    {
        null => null,
        DateTime at => at.TimeOfDay == TimeSpan.Zero ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        double number => CellText.Number(number),
        bool yes => yes ? "1" : "0",
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };

    // The library has no common word for a damaged or locked file.
    static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException)
        {
            throw ImportProblems.Locked();
        }
        catch (Exception e) when (e is ExcelReaderException or IOException or ArgumentException or InvalidOperationException or IndexOutOfRangeException or OverflowException or FormatException or NotSupportedException or NullReferenceException or InvalidCastException or KeyNotFoundException)
        {
            throw ImportProblems.Damaged();
        }
    }
}
