using System.Globalization;
using Yinong.Platform.Time;

namespace Yinong.Web;

/// <summary>
/// How numbers, dates and units are written on pages (docs/pages.md): thousands with a comma, one decimal for shares, − for minus, — for "no value".
/// The language is <see cref="CultureInfo.CurrentUICulture"/>, set for each request. Nobody types a space between Chinese and digits; the style sheet does it.
/// </summary>
public static class Show
{
    /// <summary>No value; never 0.</summary>
    public const string None = "—";

    static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>Between things in a row.</summary>
    public static string Comma => English ? ", " : "、";

    public static string Colon => English ? ": " : "：";

    /// <summary>229,324.</summary>
    public static string Count(long? value) => value is { } v ? Sign(v.ToString("#,0", CultureInfo.InvariantCulture)) : None;

    /// <summary>A headline number without its unit: 22.9 (see <see cref="BigUnit"/>) from ten thousand upward, else 9,999.</summary>
    public static string Big(long? value) => value switch
    {
        null => None,
        < 10_000 => Count(value),
        { } v when English => v < 1_000_000 ? Decimal(v / 1e3, 1) : Decimal(v / 1e6, 2),
        < 100_000_000 and { } v => Decimal(v / 1e4, v < 1_000_000 ? 1 : 0),
        { } v => Decimal(v / 1e8, 2),
    };

    /// <summary>What follows <see cref="Big"/>: 万, 亿 (thousand, million) or nothing.</summary>
    public static string BigUnit(long? value) => value switch
    {
        null or < 10_000 => "",
        { } v when English => v < 1_000_000 ? "thousand " : "million ",
        { } v => v < 100_000_000 ? "万" : "亿",
    };

    /// <summary>A mark on an axis: 2万, 2.5万; 20k.</summary>
    public static string Axis(double value) => value switch
    {
        >= 1_000 when English => (value / 1e3).ToString("0.#", CultureInfo.InvariantCulture) + "k",
        >= 10_000 => (value / 1e4).ToString("0.#", CultureInfo.InvariantCulture) + "万",
        _ => Count((long)value),
    };

    /// <summary>A share of 1 as 82.2%; null is —.</summary>
    public static string Percent(double? share) => share is { } s ? Decimal(s * 100, 1) + "%" : None;

    /// <summary>The same without the sign, for a figure with its unit beside it.</summary>
    public static string PercentNumber(double? share) => share is { } s ? Decimal(s * 100, 1) : None;

    /// <summary>A difference of shares in percentage points, with sign: +3.2, −16.8; what rounds to nothing has none.</summary>
    public static string Points(double? share) => share is { } s ? Math.Round(s * 100, 1) is var points && points == 0 ? "0.0" : (points > 0 ? "+" : "") + Decimal(points, 1) : None;

    /// <summary>Fen as yuan: 1,234.50.</summary>
    public static string Yuan(long? fen) => fen is { } f ? Sign((f / 100m).ToString("#,0.00", CultureInfo.InvariantCulture)) : None;

    public static string Decimal(double value, int digits) => Sign(value.ToString("#,0." + new string('0', digits), CultureInfo.InvariantCulture));

    /// <summary>What belongs to a place itself and to none of the units below it.</summary>
    public static string Itself(string place) => English ? $"{place} itself" : $"{place}本级";

    /// <summary>In text: 2018年10月31日.</summary>
    public static string Day(DateOnly? day) => day switch
    {
        null => None,
        { } d when English => $"{d.Day} {Months[d.Month - 1]} {d.Year}",
        { } d => $"{d.Year}年{d.Month}月{d.Day}日",
    };

    /// <summary>In text, within the current year: 10月31日.</summary>
    public static string ShortDay(DateOnly day) => English ? $"{day.Day} {Months[day.Month - 1]}" : $"{day.Month}月{day.Day}日";

    /// <summary>星期三.</summary>
    public static string Weekday(DateOnly day) => English ? day.DayOfWeek.ToString()[..3] : "星期" + "日一二三四五六"[(int)day.DayOfWeek];

    /// <summary>A month in text: 10月.</summary>
    public static string Month(int month) => English ? Months[month - 1] : $"{month}月";

    /// <summary>In tables: 2018-10-31.</summary>
    public static string TableDay(DateOnly? day) => day is { } d ? d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : None;

    /// <summary>In tables: 2018-10.</summary>
    public static string TableMonth(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>An instant (UTC) in China, for tables: 2018-10-31 09:14.</summary>
    public static string TableTime(DateTime? utc) => utc is { } u ? (u + ProgrammeClock.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : None;

    /// <summary>How long ago, up to seven days; then the day.</summary>
    public static string Ago(DateTime utc, DateTime nowUtc) => (nowUtc - utc) switch
    {
        { TotalMinutes: < 1 } => English ? "just now" : "刚刚",
        { TotalHours: < 1 } gone => English ? $"{(int)gone.TotalMinutes} min ago" : $"{(int)gone.TotalMinutes}分钟前",
        { TotalDays: < 1 } gone => English ? $"{(int)gone.TotalHours} h ago" : $"{(int)gone.TotalHours}小时前",
        { TotalDays: < 7 } gone => English ? $"{(int)gone.TotalDays} d ago" : $"{(int)gone.TotalDays}天前",
        _ => TableDay(ProgrammeClock.DayOf(utc)),
    };

    /// <summary>How many days ago, up to a month; then the day.</summary>
    public static string DaysAgo(DateOnly day, DateOnly today) => (today.DayNumber - day.DayNumber) switch
    {
        0 => English ? "today" : "今天",
        1 => English ? "yesterday" : "昨天",
        > 1 and <= 30 and var days => English ? $"{days} days ago" : $"{days}天前",
        _ => TableDay(day),
    };

    /// <summary>A phone number as others may see it: 138****6127.</summary>
    public static string Phone(string? number) => number switch
    {
        null or "" => None,
        { Length: >= 7 } => $"{number[..3]}****{number[^4..]}",
        _ => "****",
    };

    /// <summary>A person's name as strangers may see it: the first character and a star.</summary>
    public static string Masked(string name) => name.Length == 0 ? None : new System.Globalization.StringInfo(name).SubstringByTextElements(0, 1) + "*";

    static string Sign(string digits) => digits.StartsWith('-') ? "−" + digits[1..] : digits;
}
