using System.Text;

namespace Yinong.Modules.Stations.Import;

/// <summary>
/// Separated text in an encoding that <see cref="TextEncoding"/> knows; separated by comma, semicolon or tab, quoted as in RFC 4180.
/// </summary>
sealed class CsvReader : SheetReader
{
    static readonly char[] Separators = [',', ';', '\t', '，', '；'];

    readonly FileStream _file;
    readonly Encoding _encoding;

    public CsvReader(string path, ImportLimits limits) : base(limits)
    {
        _file = File.OpenRead(path);
        try
        {
            _encoding = TextEncoding.Of(_file) ?? throw ImportProblems.NoText();
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public override IReadOnlyList<string> Sheets { get; } = [""];

    public override double Share => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    public override void Dispose() => _file.Dispose();

    public override IEnumerable<SheetRow> Rows(int sheet)
    {
        _file.Position = 0;
        using var text = new StreamReader(_file, _encoding, detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
        var first = new char[16 * 1024];
        var known = text.ReadBlock(first, 0, first.Length);
        var separator = SeparatorOf(first.AsSpan(0, known));
        var source = new Source(text, first, known);
        var (number, cells) = (1, new List<string?>());
        while (ReadRow(source, separator, cells, ref number, out var began))
        {
            if (Row(began, [.. cells]) is { } row) yield return row;
        }
    }

    // One record; inside quotes a line end belongs to the cell, and the lines of the file go on being counted.
    bool ReadRow(Source source, char separator, List<string?> cells, ref int line, out int began)
    {
        began = line;
        cells.Clear();
        var cell = new StringBuilder();
        var (quoted, any) = (false, false);
        for (int read; (read = source.Next()) >= 0;)
        {
            any = true;
            var c = (char)read;
            if (c == '\0') throw ImportProblems.NoText();
            if (quoted)
            {
                if (c == '\n') line++;
                if (c != '"') cell.Append(c);
                else if (source.Peek() == '"') cell.Append((char)source.Next());
                else quoted = false;
                if (cell.Length > Limits.MaxCellLength) throw ImportProblems.CellTooLong(began, Limits.MaxCellLength);
            }
            else if (c == '"' && cell.Length == 0) quoted = true;
            else if (c == separator) End(cells, cell);
            else if (c is '\n' or '\r')
            {
                if (c == '\r' && source.Peek() == '\n') source.Next();
                line++;
                End(cells, cell);
                return true;
            }
            else if (cell.Append(c).Length > Limits.MaxCellLength) throw ImportProblems.CellTooLong(began, Limits.MaxCellLength);
        }
        if (quoted) throw ImportProblems.OpenQuote(began);
        if (any) End(cells, cell);
        return any;
    }

    void End(List<string?> cells, StringBuilder cell)
    {
        if (cells.Count < Limits.MaxColumns) cells.Add(cell.ToString());
        cell.Clear();
    }

    // Whichever stands most often outside of quotes; a list of one column has none.
    static char SeparatorOf(ReadOnlySpan<char> text)
    {
        var counts = new int[Separators.Length];
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"') quoted = !quoted;
            else if (!quoted && Array.IndexOf(Separators, c) is >= 0 and var at) counts[at]++;
        }
        return counts.Max() == 0 ? ',' : Separators[Array.IndexOf(counts, counts.Max())];
    }

    /// <summary>The characters that were looked at first, then the rest.</summary>
    sealed class Source(TextReader rest, char[] first, int known)
    {
        int _at;

        public int Next() => _at < known ? first[_at++] : rest.Read();

        public int Peek() => _at < known ? first[_at] : rest.Peek();
    }
}
