using System.IO.Compression;
using System.Text;
using System.Xml;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Stations.Import;

/// <summary>How a cell looks.</summary>
public enum XlsxLook
{
    Plain = 0,
    Heading = 1,

    /// <summary>Something is wrong with it.</summary>
    Wrong = 2,
}

/// <summary>
/// Writes one sheet row by row. Every cell is a text, whatever it begins with: no spreadsheet takes it for a formula, and codes of twelve digits stay what
/// they are.
/// </summary>
public sealed class XlsxWriter : IDisposable
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    const string OfDocument = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const int LongestName = 31;

    readonly ZipArchive _zip;
    readonly XmlWriter _sheet;
    int _row;

    public XlsxWriter(Stream to, string sheetName)
    {
        _zip = new(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        var name = System.Security.SecurityElement.Escape(string.Concat(Clean(sheetName).Where(c => c is not ('[' or ']' or ':' or '*' or '?' or '/' or '\\'))).Cut(LongestName));
        Part("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>""");
        Part("_rels/.rels", $"""<Relationships xmlns="{Relations}"><Relationship Id="rId1" Type="{OfDocument}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Part("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{OfDocument}"><sheets><sheet name="{(string.IsNullOrEmpty(name) ? "Sheet1" : name)}" sheetId="1" r:id="rId1"/></sheets></workbook>""");
        Part("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Relations}"><Relationship Id="rId1" Type="{OfDocument}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{OfDocument}/styles" Target="styles.xml"/></Relationships>""");
        Part("xl/styles.xml", $"""<styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFEB9C"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fillId="2" applyNumberFormat="1" applyFill="1"/></cellXfs></styleSheet>""");
        _sheet = XmlWriter.Create(_zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open(), new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = true });
        _sheet.WriteStartElement("worksheet", Main);
        _sheet.WriteStartElement("sheetData");
    }

    /// <summary>Writes a row; null: an empty cell.</summary>
    public void Row(IEnumerable<(string? Text, XlsxLook Look)> cells)
    {
        _sheet.WriteStartElement("row");
        _sheet.WriteAttributeString("r", (++_row).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var column = 0;
        foreach (var (text, look) in cells)
        {
            Cell(column++, text, look);
        }
        _sheet.WriteEndElement();
    }

    void Cell(int column, string? text, XlsxLook look)
    {
        if (string.IsNullOrEmpty(text) && look is XlsxLook.Plain) return;
        _sheet.WriteStartElement("c");
        _sheet.WriteAttributeString("r", CellName.Of(column) + _row.ToString(System.Globalization.CultureInfo.InvariantCulture));
        _sheet.WriteAttributeString("s", ((int)look).ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (!string.IsNullOrEmpty(text))
        {
            _sheet.WriteAttributeString("t", "inlineStr");
            _sheet.WriteStartElement("is");
            _sheet.WriteStartElement("t");
            _sheet.WriteAttributeString("xml", "space", null, "preserve");
            _sheet.WriteString(Clean(text));
            _sheet.WriteEndElement();
            _sheet.WriteEndElement();
        }
        _sheet.WriteEndElement();
    }

    public void Dispose()
    {
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
        _sheet.Dispose();
        _zip.Dispose();
    }

    void Part(string name, string xml)
    {
        using var stream = _zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        stream.Write(Encoding.UTF8.GetBytes("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + xml));
    }

    // What XML cannot hold, nobody can see either.
    static string Clean(string text)
    {
        for (var at = 0; at < text.Length; at++)
            if (!XmlConvert.IsXmlChar(text[at])) return string.Concat(text.EnumerateRunes().Where(r => r.Value >= 0x10000 || XmlConvert.IsXmlChar((char)r.Value)).Select(r => r.ToString()));
        return text;
    }
}
