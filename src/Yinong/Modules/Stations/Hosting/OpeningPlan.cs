using System.Globalization;
using System.Text.RegularExpressions;
using Yinong.Modules.Stations.Import;

namespace Yinong.Modules.Stations.Hosting;

/// <summary>A stretch of a day, in minutes from midnight.</summary>
public readonly record struct OpenSpan(int From, int To);

/// <summary>When a station is open in a week, Monday first. Kept as <c>0800-1200,1400-1800;…</c>, seven days with semicolons.</summary>
public sealed partial record OpeningPlan(IReadOnlyList<IReadOnlyList<OpenSpan>> Days)
{
    /// <summary>Of the column that lists show.</summary>
    const int MostWords = 120;

    const int MostSpans = 4;

    static readonly string[] DayNames = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

    public int WeeklyMinutes => Days.Sum(day => day.Sum(s => s.To - s.From));

    /// <summary>Reads seven days as people type them: <c>8:00-12:00 14:00-18:00</c>, full-width signs too; an empty day is closed. Throws the problem of the day that is wrong.</summary>
    public static OpeningPlan Read(IReadOnlyList<string?> days) => new([.. Enumerable.Range(0, 7).Select(i => Day(days.ElementAtOrDefault(i), i))]);

    public static OpeningPlan Parse(string kept) => new([.. kept.Split(';').Select(day => (IReadOnlyList<OpenSpan>)[.. day.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(s => new OpenSpan(Minutes(s[..2], s[2..4]), Minutes(s[5..7], s[7..9])))])]);

    /// <summary>How it is kept.</summary>
    public string Write() => string.Join(';', Days.Select(day => string.Join(',', day.Select(s => $"{s.From / 60:00}{s.From % 60:00}-{s.To / 60:00}{s.To % 60:00}"))));

    /// <summary>A day as people read it; empty: closed.</summary>
    public string Shown(int day) => string.Join(' ', Days[day].Select(s => $"{s.From / 60:00}:{s.From % 60:00}-{s.To / 60:00}:{s.To % 60:00}"));

    /// <summary>Days that follow each other with the same hours, together.</summary>
    public IEnumerable<(int From, int To, string Hours)> Stretches()
    {
        for (var from = 0; from < 7;)
        {
            var to = from;
            while (to < 6 && Shown(to + 1) == Shown(from)) to++;
            yield return (from, to, Shown(from));
            from = to + 1;
        }
    }

    /// <summary>The week in one line, as lists and tables say it: 周一至周五 08:00-12:00 14:00-18:00，周六 08:00-12:00. Days without hours are left out.</summary>
    public string InWords()
    {
        var open = Stretches().Where(s => s.Hours.Length > 0).Select(s => (s.From == s.To ? DayNames[s.From] : DayNames[s.From] + "至" + DayNames[s.To]) + s.Hours).ToList();
        var words = string.Join('，', open);
        return words.Length is > 0 and <= MostWords ? words : open.Count == 0 ? "不开门" : $"一周{(WeeklyMinutes / 60m).ToString("0.#", CultureInfo.InvariantCulture)}小时";
    }

    static IReadOnlyList<OpenSpan> Day(string? text, int day)
    {
        var half = CellText.Half(text).Replace('—', '-').Replace('–', '-').Replace('~', '-').Replace('至', '-').Replace('、', ' ').Replace(',', ' ').Replace(" - ", "-", StringComparison.Ordinal);
        var spans = new List<OpenSpan>();
        foreach (var word in half.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Span().Match(word) is not { Success: true } found) throw HostingProblems.HoursWrong(day);
            var span = new OpenSpan(Minutes(found.Groups[1].Value, found.Groups[2].Value), Minutes(found.Groups[3].Value, found.Groups[4].Value));
            if (span.From >= span.To || span.To > 24 * 60 || (spans.Count > 0 && span.From < spans[^1].To) || spans.Count == MostSpans) throw HostingProblems.HoursWrong(day);
            spans.Add(span);
        }
        return spans;
    }

    static int Minutes(string hours, string minutes) => int.Parse(hours, CultureInfo.InvariantCulture) * 60 + (minutes.Length == 0 ? 0 : int.Parse(minutes, CultureInfo.InvariantCulture));

    [GeneratedRegex("^([01]?[0-9]|2[0-4])(?::([0-5][0-9]))?-([01]?[0-9]|2[0-4])(?::([0-5][0-9]))?$")]
    private static partial Regex Span();
}
