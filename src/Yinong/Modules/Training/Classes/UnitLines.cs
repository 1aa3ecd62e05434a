using System.Globalization;

namespace Yinong.Modules.Training.Classes;

/// <summary>Units as they are typed, one a line: day, begin, minutes, matter, with commas or spaces between. Full-width digits and signs are taken as people type them.</summary>
public static class UnitLines
{
    public const int MostUnits = 30;
    const int MostMinutes = 480, LongestTopic = 80;

    /// <summary>The units in the order of time; throws the problem of the first line that is wrong.</summary>
    public static List<ClassUnit> Read(string text, DateOnly today)
    {
        var lines = text.Normalize(System.Text.NormalizationForm.FormKC).Split('\n').Select((line, i) => (Text: line.Trim(), Number: i + 1)).Where(l => l.Text.Length > 0).ToList();
        if (lines.Count is 0 or > MostUnits) throw ClassProblems.UnitCount(MostUnits);
        var units = lines.Select(l => (Unit: ReadLine(l.Text, l.Number, today), l.Number)).OrderBy(u => u.Unit.StartsAt).ToList();
        foreach (var (before, next) in units.Zip(units.Skip(1)))
            if (next.Unit.StartsAt < before.Unit.EndsAt) throw ClassProblems.UnitsOverlap(next.Number);
        return [.. units.Select((u, i) =>
        {
            u.Unit.Place = (short)(i + 1);
            return u.Unit;
        })];
    }

    static ClassUnit ReadLine(string line, int number, DateOnly today)
    {
        var parts = line.Split([' ', '\t', ','], 4, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 4
            || !DateOnly.TryParseExact(parts[0], ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || !TimeOnly.TryParseExact(parts[1], ["H:m", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes is < 10 or > MostMinutes
            || parts[3].Length > LongestTopic) throw ClassProblems.UnitLine(number);
        if (day < today || day > today.AddYears(1)) throw ClassProblems.UnitDays(number);
        return new() { OnDate = day, FromMinute = (short)(from.Hour * 60 + from.Minute), Minutes = (short)minutes, Topic = parts[3], Secret = ChangingCode.NewSecret() };
    }
}
