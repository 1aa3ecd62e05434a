using System.Security.Cryptography;
using System.Text;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Divisions.Import;

/// <summary>
/// Reads lines <c>code,name[,class]</c>, by comma (RFC 4180 quotes, no line ends inside) or tab, with or without a heading. Codes are written with their
/// significant digits, or all padded to 12 as the statistics bureau prints them.
/// </summary>
sealed class DivisionFileReader
{
    static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    static readonly short[] Classes = [111, 112, 121, 122, 123, 210, 220];

    readonly List<(string Digits, string Name, short? Class, int Line)> _rows = [];
    readonly List<FileFault> _faults = [];
    int[] _columns = [0, 1, 2];
    int _width;
    char _mark;

    public static DivisionFile Read(byte[] text, string name)
    {
        var reader = new DivisionFileReader();
        reader.ReadLines(text);
        var units = UnitsOf(reader._rows, reader._faults);
        reader._faults.Sort((a, b) => a.Line.CompareTo(b.Line));
        return new(name, Convert.ToHexStringLower(SHA256.HashData(text)), units, reader._faults, reader._width == 3, text);
    }

    void ReadLines(byte[] text)
    {
        var rest = text.AsSpan();
        for (var line = 1; rest.Length > 0; line++)
        {
            var end = rest.IndexOf((byte)'\n');
            if (end < 0)
            {
                _faults.Add(new(line, "", FileProblems.CutOff()));
                end = rest.Length;
            }
            var bytes = rest[..end].TrimEnd((byte)'\r');
            rest = rest[Math.Min(end + 1, rest.Length)..];
            if (bytes.Length == 0) continue;
            if (Decode(bytes) is { } content) ReadLine(content, line);
            else _faults.Add(new(line, "", FileProblems.NotUtf8()));
        }
        if (_rows.Count == 0 && _faults.Count == 0) throw FileProblems.Empty();
    }

    static string? Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    void ReadLine(string content, int line)
    {
        var first = _width == 0;
        if (first) _mark = content.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
        if (FieldsOf(content) is not { } fields)
        {
            _faults.Add(new(line, "", FileProblems.Quotes()));
            return;
        }
        if (first)
        {
            _width = fields.Count;
            if (TryReadHeading(fields)) return;
            if (_width is < 2 or > 3) _width = Math.Clamp(_width, 2, 3);
        }
        if (fields.Count != _width) _faults.Add(new(line, "", FileProblems.Columns(fields.Count, _width)));
        else ReadRow(fields, line);
    }

    // A first line without any digit in its first field is a heading; a file without one has the columns in the usual order.
    bool TryReadHeading(List<string> fields)
    {
        if (fields[0].AsSpan().ContainsAnyInRange('0', '9')) return false;
        var columns = new[] { -1, -1, -1 };
        for (var at = 0; at < fields.Count; at++)
        {
            var column = FileHeadings.ColumnOf(fields[at]);
            if (column < 0 || columns[column] >= 0) throw FileProblems.UnknownColumn(fields[at].Cut(20));
            columns[column] = at;
        }
        if (columns[0] < 0) throw FileProblems.MissingColumn(FileHeadings.Code);
        if (columns[1] < 0) throw FileProblems.MissingColumn(FileHeadings.Name);
        _columns = columns;
        return true;
    }

    void ReadRow(List<string> fields, int line)
    {
        var digits = fields[_columns[0]].Trim();
        var name = fields[_columns[1]].Trim();
        var faults = _faults.Count;
        if (digits.Length is not (2 or 4 or 6 or 9 or 12) || digits.AsSpan().ContainsAnyExceptInRange('0', '9') || digits[0] == '0') _faults.Add(new(line, "code", FileProblems.CodeDigits()));
        if (name.Length == 0) _faults.Add(new(line, "name", FileProblems.NameMissing()));
        else if (name.Length > 80) _faults.Add(new(line, "name", FileProblems.NameTooLong()));
        else if (name.Any(char.IsControl)) _faults.Add(new(line, "name", FileProblems.NameCharacters()));
        short? @class = null;
        if (_width == 3 && fields[_columns[2]].Trim() is { Length: > 0 } text)
        {
            if (short.TryParse(text, out var number) && Classes.Contains(number)) @class = number;
            else _faults.Add(new(line, "class", FileProblems.ClassUnknown()));
        }
        if (_faults.Count == faults) _rows.Add((digits, name, @class, line));
    }

    List<string>? FieldsOf(string content)
    {
        var fields = new List<string>(3);
        if (_mark == '\t')
        {
            fields.AddRange(content.Split('\t'));
            return fields;
        }
        for (var at = 0; ;)
        {
            if (at < content.Length && content[at] == '"')
            {
                if (Quoted(content, ref at) is not { } quoted) return null;
                fields.Add(quoted);
            }
            else
            {
                var comma = content.IndexOf(',', at);
                var end = comma < 0 ? content.Length : comma;
                fields.Add(content[at..end]);
                at = end;
            }
            if (at == content.Length) return fields;
            if (content[at] != ',') return null;
            at++;
        }
    }

    static string? Quoted(string content, ref int at)
    {
        var text = new StringBuilder();
        for (at++; at < content.Length; at++)
        {
            if (content[at] != '"') text.Append(content[at]);
            else if (at + 1 < content.Length && content[at + 1] == '"') text.Append(content[at++]);
            else
            {
                at++;
                return text.ToString();
            }
        }
        return null;
    }

    static List<FileUnit> UnitsOf(List<(string Digits, string Name, short? Class, int Line)> rows, List<FileFault> faults)
    {
        var padded = rows.TrueForAll(row => row.Digits.Length == 12) && rows.Exists(row => row.Digits.EndsWith("0000000000", StringComparison.Ordinal));
        var units = rows.ConvertAll(row => new FileUnit(DivisionCode.Parse(padded ? Significant(row.Digits) : row.Digits), row.Name, row.Class, row.Line));
        units.Sort((a, b) => a.Code.CompareTo(b.Code) is not 0 and var byCode ? byCode : a.Line.CompareTo(b.Line));
        AddDoubles(units);
        CheckTree(units, faults);
        return units;
    }

    static string Significant(string digits)
    {
        foreach (var (length, zeros) in new[] { (9, "000"), (6, "000"), (4, "00"), (2, "00") })
        {
            if (!digits.EndsWith(zeros, StringComparison.Ordinal)) return digits;
            digits = digits[..length];
        }
        return digits;
    }

    // Towns straight below a city (东莞, 中山, 儋州) hang below a county of the city's name with segment 00, as in the list that is installed.
    static void AddDoubles(List<FileUnit> units)
    {
        var known = units.Select(unit => unit.Code).ToHashSet();
        var added = new List<FileUnit>();
        foreach (var unit in units)
        {
            if (unit.Code.Level < DivisionLevel.Town) continue;
            var county = unit.Code.At(DivisionLevel.County);
            if (!county.ToString().EndsWith("00", StringComparison.Ordinal) || !known.Contains(county.Parent) || !known.Add(county)) continue;
            added.Add(new(county, units.Find(u => u.Code == county.Parent).Name, null, 0));
        }
        if (added.Count == 0) return;
        units.AddRange(added);
        units.Sort((a, b) => a.Code.CompareTo(b.Code) is not 0 and var byCode ? byCode : a.Line.CompareTo(b.Line));
    }

    static void CheckTree(List<FileUnit> units, List<FileFault> faults)
    {
        var known = units.Select(unit => unit.Code).ToHashSet();
        for (var at = 0; at < units.Count; at++)
        {
            var unit = units[at];
            if (at > 0 && units[at - 1].Code == unit.Code) faults.Add(new(unit.Line, "code", FileProblems.Duplicate(units[at - 1].Line)));
            if (unit.Code.Level > DivisionLevel.Province && !known.Contains(unit.Code.Parent)) faults.Add(new(unit.Line, "code", FileProblems.NoParent(unit.Code.Parent.ToString())));
            if (unit.Class is not null && unit.Code.Level != DivisionLevel.Village) faults.Add(new(unit.Line, "class", FileProblems.ClassAbove()));
        }
    }
}
