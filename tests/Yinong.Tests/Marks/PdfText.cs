using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Yinong.Tests.Marks;

/// <summary>Reads the text of a PDF as a viewer does when text is marked: glyphs through each font's ToUnicode. Only what Skia writes is understood.</summary>
static partial class PdfText
{
    public static string Of(byte[] pdf)
    {
        var file = Encoding.Latin1.GetString(pdf);
        var objects = Objects().Matches(file).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var maps = new Dictionary<string, Dictionary<int, string>>();
        foreach (var names in objects.Values.SelectMany(o => FontNames().Matches(o)))
            foreach (Match name in References().Matches(names.Groups[1].Value))
                if (ToUnicode().Match(objects[name.Groups[2].Value]) is { Success: true } map) maps[name.Groups[1].Value] = Map(Content(objects[map.Groups[1].Value]));
        var text = new StringBuilder();
        foreach (var page in objects.Values.Where(o => o.Contains("stream", StringComparison.Ordinal)).Select(Content).Where(c => c.Contains(" Tf", StringComparison.Ordinal)))
        {
            var map = new Dictionary<int, string>();
            foreach (Match part in Shown().Matches(page))
            {
                if (part.Groups[1].Success) map = maps[part.Groups[1].Value];
                else if (part.Groups[2].Success) foreach (var glyph in part.Groups[2].Value.Chunk(4)) text.Append(map.GetValueOrDefault(int.Parse(glyph, NumberStyles.HexNumber, CultureInfo.InvariantCulture), "\ufffd"));
                else text.Append('\n');
            }
        }
        return text.ToString();
    }

    static string Content(string body)
    {
        var start = body.IndexOf("stream", StringComparison.Ordinal) + 6;
        start += body[start] == '\r' ? 2 : 1;
        var bytes = Encoding.Latin1.GetBytes(body[start..body.LastIndexOf("endstream", StringComparison.Ordinal)]);
        if (!body[..start].Contains("FlateDecode", StringComparison.Ordinal)) return Encoding.Latin1.GetString(bytes);
        using var inflated = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress)) zlib.CopyTo(inflated);
        return Encoding.Latin1.GetString(inflated.ToArray());
    }

    static Dictionary<int, string> Map(string cmap)
    {
        var map = new Dictionary<int, string>();
        foreach (Match block in Blocks().Matches(cmap))
            foreach (var line in block.Groups[2].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var n = Hexes().Matches(line).Select(m => m.Groups[1].Value).ToArray();
                if (block.Groups[1].Value == "char" && n.Length == 2) map[Number(n[0])] = Letters(n[1], 0);
                else if (n.Length == 3) for (var glyph = Number(n[0]); glyph <= Number(n[1]); glyph++) map[glyph] = Letters(n[2], glyph - Number(n[0]));
            }
        return map;
    }

    static int Number(string hex) => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    static string Letters(string hex, int more)
    {
        var letters = hex.Chunk(4).Select(c => (char)Number(new string(c))).ToArray();
        letters[^1] += (char)more;
        return new(letters);
    }

    [GeneratedRegex(@"(?:^|\n)(\d+) 0 obj\b(.*?)\bendobj", RegexOptions.Singleline)]
    private static partial Regex Objects();

    [GeneratedRegex(@"/Font\s*<<(.*?)>>", RegexOptions.Singleline)]
    private static partial Regex FontNames();

    [GeneratedRegex(@"/(\w+) (\d+) 0 R")]
    private static partial Regex References();

    [GeneratedRegex(@"/ToUnicode (\d+) 0 R")]
    private static partial Regex ToUnicode();

    [GeneratedRegex(@"/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|(ET)\b")]
    private static partial Regex Shown();

    [GeneratedRegex(@"beginbf(char|range)\s(.*?)endbf", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("<([0-9A-Fa-f]+)>")]
    private static partial Regex Hexes();
}
