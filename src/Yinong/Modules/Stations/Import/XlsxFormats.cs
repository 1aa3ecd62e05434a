using System.Globalization;
using System.Xml;

namespace Yinong.Modules.Stations.Import;

/// <summary>
/// How a workbook shows its numbers, as far as it matters here: which of them are days. Numbers of the formats as in ECMA-376 part 1, 18.8.30, with those
/// that Chinese spreadsheets add.
/// </summary>
sealed class XlsxFormats
{
    /// <summary>Serials before: the calendar that counts from 1900 has a 29 February 1900, which never was.</summary>
    const int FirstSure = 61, LastDay = 2_958_465;

    // By the number of the style that a cell names.
    readonly List<bool> _days = [];

    public static XlsxFormats Read(XlsxPackage package)
    {
        var formats = new XlsxFormats();
        if (!package.Has("xl/styles.xml")) return formats;
        using var stream = package.Open("xl/styles.xml");
        using var xml = XlsxPackage.Xml(stream);
        var own = new Dictionary<int, bool>();
        var inCells = false;
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs") inCells = xml is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
            if (xml.NodeType != XmlNodeType.Element) continue;
            var id = int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
            if (xml.LocalName == "numFmt") own[id] = IsDay(xml.GetAttribute("formatCode") ?? "");
            else if (inCells && xml.LocalName == "xf") formats._days.Add(own.TryGetValue(id, out var day) ? day : IsDay(id));
        }
        return formats;
    }

    /// <summary>The day that a number of this style means, as people write it; null when the style shows no day, or there is no such day.</summary>
    /// <param name="style">As the cell names it; null: the first one.</param>
    /// <param name="number">The serial, a time behind its point.</param>
    /// <param name="since1904">The workbook counts its days from 1904.</param>
    public string? Day(string? style, double number, bool since1904)
    {
        if (!int.TryParse(style ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= _days.Count || !_days[at]) return null;
        var (serial, before) = (Math.Floor(number), since1904 ? CellText.DaysBetweenEpochs : 0);
        return serial >= FirstSure - before && serial <= LastDay - before ? CellText.DayOf((int)serial, since1904).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
    }

    static bool IsDay(int builtIn) => builtIn is >= 14 and <= 17 or 22 or >= 27 and <= 31 or 36 or >= 50 and <= 54 or 57 or 58;

    // Years, days and days of the week are days; an m alone is a month, beside hours or seconds it is minutes.
    static bool IsDay(string format)
    {
        var letters = Letters(format);
        return letters.AsSpan().ContainsAny('y', 'd') || letters.Contains("aaa", StringComparison.Ordinal) || letters.Contains('m', StringComparison.Ordinal) && !letters.AsSpan().ContainsAny('h', 's');
    }

    // The first section in small letters, without what stands there only to be shown: quoted, escaped, in brackets.
    static string Letters(string format)
    {
        var letters = new System.Text.StringBuilder();
        for (var at = 0; at < format.Length && format[at] != ';'; at++)
        {
            var end = format[at] switch { '"' => '"', '[' => ']', _ => '\0' };
            if (end != '\0') at = format.IndexOf(end, at + 1) is >= 0 and var close ? close : format.Length;
            else if (format[at] is '\\' or '_' or '*') at++;
            else letters.Append(char.ToLowerInvariant(format[at]));
        }
        return letters.ToString();
    }
}
