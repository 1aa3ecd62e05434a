using System.Globalization;
using System.Text;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Stations.Import;

/// <summary>Understands what people type into cells: full-width signs, blanks of all kinds, days in several forms.</summary>
public static class CellText
{
    /// <summary>Serials that spreadsheets use for days: 1954 to 2119; a plain count of anything else is smaller.</summary>
    const int FirstSerial = 20_000, LastSerial = 80_000;

    internal const int DaysBetweenEpochs = 1462;

    /// <summary>Everything as half-width signs, without blanks around and with single blanks inside; signs that nobody sees are dropped.</summary>
    public static string Half(string? text) => Tidy(text, PlainText.Narrow);

    /// <summary>Only digits and letters as half-width signs: names keep their Chinese brackets and points.</summary>
    public static string Name(string? text) => Tidy(text, static c => c is >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ' ? (char)(c - 0xFEE0) : c);

    /// <summary>A code as plain digits: full width, blanks and a spreadsheet's ".0" or "4.3E+11" do not matter. What is no code stays as it was.</summary>
    public static string Code(string? text)
    {
        var half = Half(text).Replace(" ", "", StringComparison.Ordinal).TrimStart('\'');
        if (half.EndsWith(".0", StringComparison.Ordinal)) half = half[..^2];
        return half.Contains('E', StringComparison.OrdinalIgnoreCase) && double.TryParse(half, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 1 and < 1e15 && number == Math.Floor(number)
            ? number.ToString("F0", CultureInfo.InvariantCulture)
            : half;
    }

    /// <summary>A number of a sheet as people read it: whole numbers without a point or an exponent.</summary>
    public static string Number(double number) =>
        number == Math.Floor(number) && Math.Abs(number) < 1e15 ? number.ToString("F0", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A day: 2018-10-31, 2018/10/31, 2018.10.31, 2018年10月31日, 20181031, each also with a time behind it, or a spreadsheet's serial.</summary>
    /// <param name="text">What stands in the cell.</param>
    /// <param name="day">The day.</param>
    /// <param name="since1904">The workbook counts its days from 1904.</param>
    public static bool TryDay(string? text, out DateOnly day, bool since1904 = false)
    {
        day = default;
        var half = Half(text);
        if (TrySerial(half, since1904, out day)) return true;
        var parts = Parts(half);
        if (parts is [var whole] && whole.Length == 8) parts = [whole[..4], whole[4..6], whole[6..]];
        if (parts.Count != 3 || parts[0].Length != 4 || parts[1].Length > 2 || parts[2].Length > 2) return false;
        var (year, month, at) = (Int(parts[0]), Int(parts[1]), Int(parts[2]));
        if (year is < 1901 or > 2199 || month is < 1 or > 12 || at < 1 || at > DateTime.DaysInMonth(year, month)) return false;
        day = new(year, month, at);
        return true;
    }

    static bool TrySerial(string text, bool since1904, out DateOnly day)
    {
        day = default;
        if (text.Length is < 5 or > 20 || text.IndexOf('.', StringComparison.Ordinal) is not (-1 or 5)) return false;
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial) || serial is < FirstSerial or >= LastSerial) return false;
        day = DayOf((int)serial, since1904);
        return true;
    }

    /// <summary>The day of a serial as workbooks count; those up to 60 are not meant: day 60 of the old calendar, 29 February 1900, never was.</summary>
    internal static DateOnly DayOf(int serial, bool since1904) => new DateOnly(1899, 12, 30).AddDays(serial + (since1904 ? DaysBetweenEpochs : 0));

    // The groups of digits of the day; what stands behind a blank or a T is a time. Anything else is no day.
    static List<string> Parts(string text)
    {
        var parts = new List<string>();
        var digits = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c)) digits.Append(c);
            else if (c is '-' or '/' or '.' or '年' or '月' or '日' or '号' or ' ' or 'T')
            {
                if (digits.Length > 0) parts.Add(digits.ToString());
                digits.Clear();
                if (parts.Count == 3 || parts.Count == 1 && parts[0].Length == 8) return c is ' ' or 'T' or '日' or '号' ? parts : [];
            }
            else return [];
        }
        if (digits.Length > 0) parts.Add(digits.ToString());
        return parts;
    }

    static int Int(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    static string Tidy(string? text, Func<char, char> turn)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var tidy = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                if (tidy.Length > 0 && tidy[^1] != ' ') tidy.Append(' ');
            }
            else if (!char.IsControl(c) && c is not ('\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\uFEFF' or '\u2060' or '\u00AD')) tidy.Append(turn(c));
        }
        if (tidy.Length > 0 && tidy[^1] == ' ') tidy.Length--;
        return tidy.ToString();
    }
}
