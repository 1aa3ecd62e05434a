using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Yinong.Platform.Paper;

/// <summary>
/// A TrueType font that is read where it lies: of ten megabytes only the directory, the map of characters and the outlines that a sheet needs. Opened for one
/// document and closed again, so that a font costs no memory while nothing is printed.
/// </summary>
public sealed class FontFile : IDisposable
{
    const int HeadLength = 54;

    readonly SafeFileHandle _file;
    readonly Dictionary<string, (long At, int Length)> _tables = [];
    readonly FontMap _map;
    readonly byte[] _offsets, _widths;
    readonly int _wideOffsets, _measured;

    /// <summary>Opens it; throws <see cref="InvalidDataException"/> when it is no TrueType font.</summary>
    public FontFile(string path)
    {
        _file = File.OpenHandle(path);
        var head = Read(0, 12);
        if (Int(head, 0) != 0x00010000) throw new InvalidDataException($"{path} is not a TrueType font.");
        var count = Short(head, 4);
        var directory = Read(12, count * 16);
        for (var i = 0; i < count; i++) _tables[Encoding.ASCII.GetString(directory, i * 16, 4)] = (Int(directory, i * 16 + 8), (int)Int(directory, i * 16 + 12));
        var basics = Table("head");
        (UnitsPerEm, _wideOffsets) = (Short(basics, 18), Short(basics, 50));
        _measured = Short(Table("hhea"), 34);
        (_offsets, _widths) = (Table("loca"), Table("hmtx"));
        _map = new(Table("cmap"));
    }

    public int UnitsPerEm { get; }

    /// <summary>Number of the glyph of a character; 0: the font has none.</summary>
    public int GlyphOf(int character) => _map.GlyphOf(character);

    /// <summary>Width of a text at a size, in the unit of the size.</summary>
    public double Measure(string text, double size) => text.EnumerateRunes().Sum(r => (double)WidthOf(GlyphOf(r.Value))) / UnitsPerEm * size;

    /// <summary>Advance of a glyph in units.</summary>
    public int WidthOf(int glyph) => Short(_widths, Math.Min(glyph, _measured - 1) * 4);

    /// <summary>Left side bearing of a glyph in units.</summary>
    public int BearingOf(int glyph) => glyph < _measured ? Short(_widths, glyph * 4 + 2) : Short(_widths, _measured * 4 + (glyph - _measured) * 2);

    /// <summary>The outline of a glyph as it stands in the file; empty for a blank.</summary>
    public byte[] Outline(int glyph)
    {
        var (from, to) = _wideOffsets == 1 ? (Int(_offsets, glyph * 4), Int(_offsets, glyph * 4 + 4)) : (Short(_offsets, glyph * 2) * 2L, Short(_offsets, glyph * 2 + 2) * 2L);
        return to > from ? Read(_tables["glyf"].At + from, (int)(to - from)) : [];
    }

    /// <summary>A whole table; empty when the font has none of that name.</summary>
    public byte[] Table(string name) => _tables.TryGetValue(name, out var table) ? Read(table.At, name == "head" ? HeadLength : table.Length) : [];

    public void Dispose() => _file.Dispose();

    byte[] Read(long at, int length)
    {
        var bytes = new byte[length];
        for (var done = 0; done < length;)
        {
            var read = RandomAccess.Read(_file, bytes.AsSpan(done), at + done);
            if (read == 0) throw new InvalidDataException("The font file ends too early.");
            done += read;
        }
        return bytes;
    }

    internal static int Short(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));

    internal static long Int(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
}

/// <summary>Which glyph a character has: the map of formats 12 and 4 (OpenType, cmap).</summary>
sealed class FontMap
{
    readonly byte[] _bytes;
    readonly int _at, _format;

    public FontMap(byte[] bytes)
    {
        _bytes = bytes;
        for (var i = 0; i < FontFile.Short(bytes, 2); i++)
        {
            var at = (int)FontFile.Int(bytes, 4 + i * 8 + 4);
            var format = FontFile.Short(bytes, at);
            // Format 12 knows the characters beyond the first 65,536 too.
            if (format == 12 || (format == 4 && _format != 12)) (_at, _format) = (at, format);
        }
        if (_format == 0) throw new InvalidDataException("The font has no map of characters that is understood.");
    }

    public int GlyphOf(int character) => _format == 12 ? OfGroups(character) : OfSegments(character);

    int OfGroups(int character)
    {
        var (low, high) = (0, (int)FontFile.Int(_bytes, _at + 12) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var group = _at + 16 + middle * 12;
            if (character < FontFile.Int(_bytes, group)) high = middle - 1;
            else if (character > FontFile.Int(_bytes, group + 4)) low = middle + 1;
            else return (int)(FontFile.Int(_bytes, group + 8) + character - FontFile.Int(_bytes, group));
        }
        return 0;
    }

    int OfSegments(int character)
    {
        if (character > 0xFFFF) return 0;
        var twice = FontFile.Short(_bytes, _at + 6);
        for (var i = 0; i < twice; i += 2)
        {
            if (character > FontFile.Short(_bytes, _at + 14 + i)) continue;
            var first = FontFile.Short(_bytes, _at + 16 + twice + i);
            if (character < first) return 0;
            var delta = FontFile.Short(_bytes, _at + 16 + 2 * twice + i);
            var place = _at + 16 + 3 * twice + i;
            var offset = FontFile.Short(_bytes, place);
            var glyph = offset == 0 ? character : FontFile.Short(_bytes, place + offset + (character - first) * 2);
            return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
        }
        return 0;
    }
}
