using System.IO.Compression;
using System.Security;
using System.Text;

namespace Yinong.Tests.Stations.Import;

/// <summary>Files as people have them, made on the spot.</summary>
static class Sheets
{
    public static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(54936)!;

    const string Ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>A workbook. A cell that begins with <c>&lt;</c> is written as it stands (a formula, a number); others become shared texts.</summary>
    /// <param name="rows">Cells; null: no cell.</param>
    /// <param name="merges">Joined cells, e.g. A1:F1.</param>
    /// <param name="further">Further parts by name.</param>
    /// <param name="since1904">It counts its days from 1904.</param>
    public static byte[] Xlsx(IEnumerable<string?[]> rows, string[]? merges = null, (string Name, byte[] Content)[]? further = null, bool since1904 = false)
    {
        var (texts, sheet, number) = (new List<string>(), new StringBuilder($"<worksheet xmlns=\"{Ns}\"><sheetData>"), 0);
        foreach (var row in rows)
        {
            number++;
            if (row.Length == 0) continue;
            sheet.Append($"<row r=\"{number}\">");
            for (var at = 0; at < row.Length; at++)
            {
                if (row[at] is not { } text) continue;
                var name = $"{(char)('A' + at)}{number}";
                if (text.StartsWith('<')) sheet.Append(text.Replace("@", name, StringComparison.Ordinal));
                else
                {
                    sheet.Append($"<c r=\"{name}\" t=\"s\"><v>{texts.Count}</v></c>");
                    texts.Add(text);
                }
            }
            sheet.Append("</row>");
        }
        sheet.Append("</sheetData>");
        if (merges is not null) sheet.Append($"<mergeCells>{string.Concat(merges.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>");
        sheet.Append("</worksheet>");
        var shared = $"<sst xmlns=\"{Ns}\">{string.Concat(texts.Select(t => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(t)}</t></si>"))}</sst>";
        return Zip([("xl/worksheets/sheet1.xml", Bytes(sheet.ToString())), ("xl/sharedStrings.xml", Bytes(shared)), .. Frame(since1904), .. further ?? []]);
    }

    /// <summary>The part of a workbook that says how its numbers are shown: cells name one of these formats by its place, from 0.</summary>
    public static (string Name, byte[] Content) Styles(params string[] formats) => ("xl/styles.xml", Bytes(
        $"<styleSheet xmlns=\"{Ns}\"><numFmts>{string.Concat(formats.Select((f, i) => $"<numFmt numFmtId=\"{200 + i}\" formatCode=\"{SecurityElement.Escape(f)}\"/>"))}</numFmts>"
        + $"<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>{string.Concat(formats.Select((f, i) => $"<xf numFmtId=\"{(int.TryParse(f, out var known) ? known : 200 + i)}\"/>"))}</cellXfs></styleSheet>"));

    /// <summary>A workbook of one cell, whose text is as many pieces of one letter.</summary>
    public static byte[] Pieces(int count) => Zip(
    [
        .. Frame(),
        ("xl/worksheets/sheet1.xml", Bytes($"<worksheet xmlns=\"{Ns}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>")),
        ("xl/sharedStrings.xml", Bytes($"<sst xmlns=\"{Ns}\"><si>{string.Concat(Enumerable.Repeat("<t>a</t>", count))}</si></sst>")),
    ]);

    /// <summary>A workbook whose sheet is tiny when packed and enormous when not.</summary>
    public static byte[] Bomb()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Frame()) Put(zip, name, content);
            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Optimal).Open();
            sheet.Write(Bytes($"<worksheet xmlns=\"{Ns}\"><sheetData>"));
            var row = Bytes(string.Concat(Enumerable.Repeat("<row><c t=\"inlineStr\"><is><t>bomb</t></is></c></row>", 20_000)));
            for (var at = 0; at < 40; at++) sheet.Write(row);
            sheet.Write(Bytes("</sheetData></worksheet>"));
        }
        return memory.ToArray();
    }

    public static byte[] Zip((string Name, byte[] Content)[] parts)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in parts) Put(zip, name, content);
        return memory.ToArray();
    }

    public static byte[] Csv(IEnumerable<string[]> rows, Encoding encoding, char separator = ',', bool mark = false) =>
        [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(string.Concat(rows.Select(r => string.Join(separator, r.Select(c => c.Any(x => x == separator || x is '"' or '\n') ? $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c)) + "\r\n")))];

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    static (string, byte[])[] Frame(bool since1904 = false) =>
    [
        ("[Content_Types].xml", Bytes("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")),
        ("xl/workbook.xml", Bytes($"<workbook xmlns=\"{Ns}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">{(since1904 ? "<workbookPr date1904=\"1\"/>" : "")}<sheets><sheet name=\"台账\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", Bytes("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>")),
    ];

    static void Put(ZipArchive zip, string name, byte[] content)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(content);
    }
}

/// <summary>An older workbook (BIFF8 in its container), just large enough to be one.</summary>
static class OldSheet
{
    const int Sector = 512, Smallest = 4096;

    public static byte[] Xls(string[][] rows, bool macros = false)
    {
        var sheet = Join(Record(0x809, [0x00, 0x06, 0x10, 0x00, .. new byte[12]]), Join([.. rows.SelectMany((row, r) => row.Select((text, c) => Label(r, c, text)))]), Record(0x0A, []));
        byte[] name = [2, 1, .. Encoding.Unicode.GetBytes("台账")];
        byte[] Globals(int at) => Join(Record(0x809, [0x00, 0x06, 0x05, 0x00, .. new byte[12]]), Record(0x42, [0xB0, 0x04]), Record(0x85, [.. BitConverter.GetBytes(at), 0, 0, .. name]), Record(0x0A, []));
        var book = Join(Globals(Globals(0).Length), sheet);
        return Container(book.Length < Smallest ? [.. book, .. new byte[Smallest - book.Length]] : book, macros ? "_VBA_PROJECT_CUR" : null);
    }

    static byte[] Label(int row, int column, string text) => Record(0x204, [.. Short(row), .. Short(column), 0, 0, .. Short(text.Length), 1, .. Encoding.Unicode.GetBytes(text)]);

    static byte[] Record(int kind, byte[] body) => [.. Short(kind), .. Short(body.Length), .. body];

    static byte[] Short(int number) => BitConverter.GetBytes((short)number);

    static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(p => p)];

    // Header, one sector that says how sectors follow, one with the directory, then the stream.
    static byte[] Container(byte[] stream, string? further)
    {
        var sectors = (stream.Length + Sector - 1) / Sector;
        var header = new byte[Sector];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(header, 0);
        Put(header, 24, [0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
        Put(header, 44, BitConverter.GetBytes(1));
        Put(header, 48, BitConverter.GetBytes(1));
        Put(header, 56, BitConverter.GetBytes(Smallest));
        Put(header, 60, BitConverter.GetBytes(-2));
        Put(header, 68, BitConverter.GetBytes(-2));
        for (var at = 76; at < Sector; at += 4) Put(header, at, BitConverter.GetBytes(at == 76 ? 0 : -1));
        var next = Enumerable.Repeat(-1, Sector / 4).ToArray();
        (next[0], next[1]) = (-3, -2);
        for (var at = 0; at < sectors; at++) next[2 + at] = at == sectors - 1 ? -2 : 3 + at;
        var directory = new byte[Sector];
        Entry(directory, 0, "Root Entry", 5, 1, -2, 0);
        Entry(directory, 1, "Workbook", 2, further is null ? -1 : 2, 2, stream.Length);
        if (further is not null) Entry(directory, 2, further, 1, -1, -2, 0);
        return [.. header, .. next.SelectMany(BitConverter.GetBytes), .. directory, .. stream, .. new byte[sectors * Sector - stream.Length]];
    }

    static void Entry(byte[] directory, int at, string name, byte kind, int pointer, int start, int length)
    {
        var entry = at * 128;
        Put(directory, entry, Encoding.Unicode.GetBytes(name));
        Put(directory, entry + 64, Short((name.Length + 1) * 2));
        (directory[entry + 66], directory[entry + 67]) = (kind, 1);
        Put(directory, entry + 68, BitConverter.GetBytes(-1));
        Put(directory, entry + 72, BitConverter.GetBytes(kind == 5 ? -1 : pointer));
        Put(directory, entry + 76, BitConverter.GetBytes(kind == 5 ? pointer : -1));
        Put(directory, entry + 116, BitConverter.GetBytes(start));
        Put(directory, entry + 120, BitConverter.GetBytes(length));
    }

    static void Put(byte[] into, int at, byte[] bytes) => bytes.CopyTo(into, at);
}
