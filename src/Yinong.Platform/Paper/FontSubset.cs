using System.Buffers.Binary;
using System.Text;

namespace Yinong.Platform.Paper;

/// <summary>Makes a small TrueType font of the characters that a document uses, with glyphs numbered anew, so that a sheet carries kilobytes and not ten megabytes.</summary>
public static class FontSubset
{
    const int WordArguments = 0x1, Scale = 0x8, More = 0x20, TwoScales = 0x40, Matrix = 0x80;

    /// <summary>The font of these characters; those that the file does not have are left out.</summary>
    public static byte[] Make(FontFile font, IEnumerable<int> characters)
    {
        var used = new SortedDictionary<int, int>();
        foreach (var character in characters) if (font.GlyphOf(character) is > 0 and var glyph) used[character] = glyph;
        var outlines = new List<byte[]>();
        var old = new List<int> { 0 };
        var anew = new Dictionary<int, int> { [0] = 0 };
        int NumberOf(int glyph)
        {
            if (anew.TryGetValue(glyph, out var number)) return number;
            old.Add(glyph);
            return anew[glyph] = old.Count - 1;
        }
        foreach (var glyph in used.Values) NumberOf(glyph);
        // A glyph made of others brings these along, at the end of the list that is being walked.
        for (var i = 0; i < old.Count; i++) outlines.Add(Renumber(font.Outline(old[i]), NumberOf));
        return Write(font, [.. used.Select(u => (u.Key, anew[u.Value]))], old, outlines);
    }

    static byte[] Write(FontFile font, List<(int Character, int Glyph)> map, List<int> old, List<byte[]> outlines)
    {
        var (glyf, loca, hmtx) = (new Bytes(), new Bytes(), new Bytes());
        for (var i = 0; i < old.Count; i++)
        {
            loca.Int(glyf.Length);
            glyf.Add(outlines[i]).Pad(4);
            hmtx.Short(font.WidthOf(old[i])).Short(font.BearingOf(old[i]));
        }
        loca.Int(glyf.Length);
        var (head, hhea, maxp) = (font.Table("head"), font.Table("hhea"), font.Table("maxp"));
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1);
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)old.Count);
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)old.Count);
        return Assemble(new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["OS/2"] = font.Table("OS/2"), ["cmap"] = Map(map), ["glyf"] = glyf.ToArray(), ["head"] = head, ["hhea"] = hhea, ["hmtx"] = hmtx.ToArray(), ["loca"] = loca.ToArray(), ["maxp"] = maxp,
            ["name"] = font.Table("name"), ["post"] = new Bytes().Int(0x00030000).Add(new byte[28]).ToArray(),
        });
    }

    static byte[] Map(List<(int Character, int Glyph)> map)
    {
        var table = new Bytes().Short(0).Short(1).Short(3).Short(10).Int(12);
        table.Short(12).Short(0).Int(16 + map.Count * 12).Int(0).Int(map.Count);
        foreach (var (character, glyph) in map) table.Int(character).Int(character).Int(glyph);
        return table.ToArray();
    }

    static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        foreach (var empty in tables.Where(t => t.Value.Length == 0).Select(t => t.Key).ToList()) tables.Remove(empty);
        var power = 1 << (int)Math.Log2(tables.Count);
        var file = new Bytes().Int(0x00010000).Short(tables.Count).Short(power * 16).Short((int)Math.Log2(power)).Short((tables.Count - power) * 16);
        var at = 12 + tables.Count * 16;
        foreach (var (name, content) in tables)
        {
            file.Add(Encoding.ASCII.GetBytes(name)).Int(CheckSum(content)).Int(at).Int(content.Length);
            at += (content.Length + 3) / 4 * 4;
        }
        foreach (var content in tables.Values) file.Add(content).Pad(4);
        return file.ToArray();
    }

    static byte[] Renumber(byte[] outline, Func<int, int> numberOf)
    {
        // A negative number of contours: made of other glyphs.
        if (outline.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0) return outline;
        for (var at = 10; ;)
        {
            var flags = FontFile.Short(outline, at);
            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at + 2), (ushort)numberOf(FontFile.Short(outline, at + 2)));
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2) + ((flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
            if ((flags & More) == 0) return outline;
        }
    }

    static long CheckSum(byte[] content)
    {
        uint sum = 0;
        for (var i = 0; i < content.Length; i++) sum += (uint)content[i] << (24 - i % 4 * 8);
        return sum;
    }

    /// <summary>Numbers as OpenType wants them, the highest byte first.</summary>
    sealed class Bytes
    {
        readonly MemoryStream _stream = new();

        public int Length => (int)_stream.Length;

        public Bytes Short(int value) => Add([(byte)(value >> 8), (byte)value]);

        public Bytes Int(long value) => Add([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);

        public Bytes Add(ReadOnlySpan<byte> bytes)
        {
            _stream.Write(bytes);
            return this;
        }

        public void Pad(int to)
        {
            while (_stream.Length % to != 0) _stream.WriteByte(0);
        }

        public byte[] ToArray() => _stream.ToArray();
    }
}
