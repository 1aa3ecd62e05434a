using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Yinong.Modules.Divisions;

/// <summary>
/// Reads the compact list of <c>data-sources/divisions</c>: one line <c>level TAB gap TAB name</c> per unit, a parent directly before its first child.
/// Everything the manifest promises is checked before a unit is handed on.
/// </summary>
static class CompactList
{
    /// <summary>Reads an edition; throws <see cref="InvalidDataException"/> with the line when the file is not what the manifest says.</summary>
    /// <param name="edition">Which list.</param>
    /// <param name="provinces">Only these provinces (two digits each); empty: all. For tests and for an installation of one province.</param>
    /// <param name="revision">Name of the state that the list is installed as.</param>
    public static DivisionList Read(DivisionManifest.Edition edition, IReadOnlyCollection<string> provinces, string revision)
    {
        var text = Unpack(edition);
        if (!Convert.ToHexStringLower(SHA256.HashData(text)).Equals(edition.Sha256, StringComparison.Ordinal))
            throw new InvalidDataException($"{edition.File}: the content is not what the manifest says (SHA-256 differs).");
        var reader = new Reader(edition, text);
        reader.ReadAll();
        return reader.Take(provinces, revision);
    }

    static byte[] Unpack(DivisionManifest.Edition edition)
    {
        var packed = File.ReadAllBytes(Path.Combine(DivisionManifest.Folder, edition.File));
        var text = new byte[edition.Bytes];
        if (!BrotliDecoder.TryDecompress(packed, text, out var written) || written != text.Length)
            throw new InvalidDataException($"{edition.File}: damaged, or longer or shorter than the manifest says.");
        return text;
    }

    sealed class Reader(DivisionManifest.Edition edition, byte[] text)
    {
        static readonly long[] Widths = [0, 10_000_000_000_0, 100_000_000_0, 1_000_000_0, 1_000_0, 10];
        static readonly int[] Limits = [0, 99, 99, 99, 999, 999];

        readonly long[] _codes = new long[edition.Counts.Total];
        readonly int[] _starts = new int[edition.Counts.Total + 1];
        readonly char[] _names = new char[edition.Bytes];
        readonly int[] _segments = new int[6];
        readonly int[] _counts = new int[6];
        int _units;

        public void ReadAll()
        {
            var rest = (ReadOnlySpan<byte>)text;
            var above = 0;
            while (rest.Length > 0)
            {
                var end = rest.IndexOf((byte)'\n');
                if (end < 0 || _units == _codes.Length) throw Wrong("more lines than the manifest says, or the last one is not ended");
                above = ReadLine(rest[..end], above);
                rest = rest[(end + 1)..];
            }
            var wanted = edition.Counts;
            if (!_counts.AsSpan(1).SequenceEqual([wanted.Province, wanted.City, wanted.County, wanted.Town, wanted.Village]))
                throw new InvalidDataException($"{edition.File}: the number of units per level is not what the manifest says.");
        }

        // The parent of a line is the last line above it of a lower level, so only a jump of two levels can lack one.
        int ReadLine(ReadOnlySpan<byte> line, int above)
        {
            var level = line.Length > 3 && line[1] == '\t' ? line[0] - '0' : 0;
            if (level is < 1 or > 5 || level > above + 1) throw Wrong("no level from 1 to 5, or its parent is missing");
            var rest = line[2..];
            var tab = rest.IndexOf((byte)'\t');
            if (tab < 0 || tab == rest.Length - 1) throw Wrong("no name");
            var gap = 1;
            if (tab > 0 && (!Utf8Parser.TryParse(rest[..tab], out gap, out var read) || read != tab)) throw Wrong("the gap is no number");
            _segments[level] += gap;
            if (gap < 0 || _segments[level] > Limits[level]) throw Wrong("the code is out of range");
            _segments.AsSpan(level + 1).Clear();
            var code = (long)level;
            for (var upper = 1; upper <= level; upper++) code += _segments[upper] * Widths[upper];
            if (_units > 0 && code <= _codes[_units - 1]) throw Wrong("the code is not above the one before");
            _codes[_units] = code;
            _starts[_units + 1] = _starts[_units] + Encoding.UTF8.GetChars(rest[(tab + 1)..], _names.AsSpan(_starts[_units]));
            _counts[level]++;
            _units++;
            return level;
        }

        public DivisionList Take(IReadOnlyCollection<string> provinces, string revision)
        {
            if (provinces.Count == 0) return new(_codes, _starts, _names[.._starts[_units]], null, null, null, new Dictionary<long, long>(), revision);
            var codes = new List<long>();
            var starts = new List<int> { 0 };
            var names = new List<char>();
            var ranges = provinces.Select(p => DivisionCode.Parse(p)).ToList();
            for (var unit = 0; unit < _units; unit++)
            {
                if (!ranges.Exists(range => range.Contains(new(_codes[unit])))) continue;
                codes.Add(_codes[unit]);
                names.AddRange(_names.AsSpan(_starts[unit], _starts[unit + 1] - _starts[unit]));
                starts.Add(names.Count);
            }
            return new([.. codes], [.. starts], [.. names], null, null, null, new Dictionary<long, long>(), revision);
        }

        InvalidDataException Wrong(string what) => new($"{edition.File}, line {_units + 1}: {what}.");
    }
}
