using System.Globalization;
using System.Text;
using System.Xml;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Stations.Import;

/// <summary>
/// Workbooks (xlsx), read as a stream of XML. Of formulas the cached values are taken, nothing is ever computed; macros and links to other files are
/// refused. What is unpacked is counted on the way, so that a small file cannot become a large one.
/// </summary>
sealed class XlsxReader : SheetReader
{
    readonly XlsxPackage _package;
    readonly List<(string Name, string Part)> _sheets = [];
    readonly List<string> _texts;
    readonly XlsxFormats _formats;
    CountingStream? _sheet;

    public XlsxReader(string path, ImportLimits limits) : base(limits)
    {
        _package = new(path, limits);
        try
        {
            ReadWorkbook();
            if (_sheets.Count == 0) throw ImportProblems.Damaged();
            _texts = ReadTexts();
            _formats = XlsxFormats.Read(_package);
        }
        catch (Exception e)
        {
            _package.Dispose();
            if (e is XmlException or InvalidDataException or FormatException or OverflowException) throw ImportProblems.Damaged();
            throw;
        }
    }

    public override IReadOnlyList<string> Sheets => [.. _sheets.Select(s => s.Name)];

    public override bool Since1904 => _since1904;

    bool _since1904;

    public override double Share => _sheet?.Share ?? 0;

    public override void Dispose() => _package.Dispose();

    public override IEnumerable<SheetRow> Rows(int sheet)
    {
        var part = _sheets[Math.Clamp(sheet, 0, _sheets.Count - 1)].Part;
        var merged = Guarded(() => MergedCells.Read(_package, part));
        using var stream = _sheet = _package.Open(part);
        using var xml = XlsxPackage.Xml(stream);
        var number = 0;
        while (Guarded(() => NextRow(xml, ref number)) is { } cells)
        {
            merged.Fill(number, cells);
            if (Row(number, cells) is { } row) yield return row;
        }
    }

    static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is XmlException or InvalidDataException or FormatException or OverflowException or ArgumentException)
        {
            throw ImportProblems.Damaged();
        }
    }

    void ReadWorkbook()
    {
        var parts = _package.Relations("xl/workbook.xml");
        using var stream = _package.Open("xl/workbook.xml");
        using var xml = XlsxPackage.Xml(stream);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "workbookPr") _since1904 = xml.GetAttribute("date1904") is "1" or "true";
            if (xml.LocalName != "sheet" || xml.GetAttribute("state") is "hidden" or "veryHidden") continue;
            var id = xml.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships") ?? xml.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");
            if (id is not null && parts.TryGetValue(id, out var part) && _package.Has(part)) _sheets.Add((xml.GetAttribute("name") ?? "", part));
        }
    }

    List<string> ReadTexts()
    {
        var texts = new List<string>();
        if (!_package.Has("xl/sharedStrings.xml")) return texts;
        using var stream = _package.Open("xl/sharedStrings.xml");
        using var xml = XlsxPackage.Xml(stream);
        while (xml.Read())
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" }) texts.Add(RichText(xml, "si"));
        return texts;
    }

    // All runs of a text one after the other, without the reading aids that Asian spreadsheets keep beside it.
    string RichText(XmlReader xml, string end)
    {
        if (xml.IsEmptyElement) return "";
        var text = new StringBuilder();
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.LocalName == end))
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" }) xml.Skip();
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "t" }) ReadInside(xml, text);
        }
        return text.ToString();
    }

    string TextInside(XmlReader xml)
    {
        var text = new StringBuilder();
        ReadInside(xml, text);
        return text.ToString();
    }

    // One sign beyond what a cell may hold is kept, so that its row can be named; the rest of a text without end is read past.
    void ReadInside(XmlReader xml, StringBuilder text)
    {
        if (xml.IsEmptyElement) return;
        var depth = xml.Depth;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && text.Length <= Limits.MaxCellLength)
                text.Append(xml.Value.Cut(Limits.MaxCellLength + 2 - text.Length));
    }

    string?[]? NextRow(XmlReader xml, ref int number)
    {
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.EndElement, LocalName: "sheetData" }) return null;
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "row" }) continue;
            number = xml.GetAttribute("r") is { } r ? int.Parse(r, NumberStyles.None, CultureInfo.InvariantCulture) : number + 1;
            var cells = new List<string?>(24);
            if (xml.IsEmptyElement) return [];
            while (xml.Read() && xml is not { NodeType: XmlNodeType.EndElement, LocalName: "row" })
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" }) ReadCell(xml, cells);
            return [.. cells];
        }
        return null;
    }

    void ReadCell(XmlReader xml, List<string?> cells)
    {
        var column = xml.GetAttribute("r") is { } name ? CellName.ColumnOf(name) : cells.Count;
        var (kind, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        string? value = null;
        if (!xml.IsEmptyElement)
            while (xml.Read() && xml is not { NodeType: XmlNodeType.EndElement, LocalName: "c" })
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "v" }) value = TextInside(xml);
                else if (xml is { NodeType: XmlNodeType.Element, LocalName: "is" }) value = RichText(xml, "is");
                else if (xml is { NodeType: XmlNodeType.Element, LocalName: "f" }) TextInside(xml);
            }
        if (column >= Limits.MaxColumns) return;
        while (cells.Count <= column) cells.Add(null);
        cells[column] = Meaning(kind, style, value);
    }

    string? Meaning(string? kind, string? style, string? value) => (kind, value) switch
    {
        (_, null) => null,
        ("s", _) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < _texts.Count ? _texts[at] : throw ImportProblems.Damaged(),
        ("str" or "inlineStr" or "e" or "d" or "b", _) => value,
        _ => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? _formats.Day(style, number, _since1904) ?? CellText.Number(number) : value,
    };
}
