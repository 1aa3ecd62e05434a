using System.Globalization;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Divisions;

/// <summary>Understands what was typed into a search box and asks the list for it.</summary>
static class DivisionSearch
{
    /// <summary>Positions of the hits in the order of the answer; nothing for an empty text.</summary>
    public static List<int> Find(DivisionList list, string typed, long from, long to, DateOnly day, int limit)
    {
        var text = Plain(typed);
        if (text.Length == 0) return [];
        var hits = text.Length <= 12 && IsDigits(text) ? ByCode(list, text, from, to, day, limit) : [];
        if (hits.Count < limit) hits.AddRange(list.Index.Find(text, from, to, day, limit - hits.Count));
        return hits;
    }

    /// <summary>Without blanks around it, full-width digits and letters as plain ones.</summary>
    public static string Plain(string typed) =>
        string.Create(typed.Trim().Length, typed.Trim(), static (plain, text) =>
        {
            for (var at = 0; at < plain.Length; at++) plain[at] = PlainText.Narrow(text[at]);
        });

    static bool IsDigits(string text) => text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    // Level by level, never going deeper than the level in hand, so a province's digits do not walk its 50,000 villages.
    static List<int> ByCode(DivisionList list, string digits, long from, long to, DateOnly day, int limit)
    {
        var hits = new List<int>();
        var first = long.Parse(digits.PadRight(12, '0'), CultureInfo.InvariantCulture) * 10;
        var last = long.Parse(digits.PadRight(12, '9'), CultureInfo.InvariantCulture) * 10 + 9;
        for (var level = DivisionLevel.Province; level <= DivisionLevel.Village && hits.Count < limit; level++)
        {
            if (DivisionCode.DigitsAt(level) < digits.Length) continue;
            for (var unit = list.FirstFrom(first); unit < list.Count && hits.Count < limit;)
            {
                var code = list.CodeAt(unit);
                if (code.Value > last) break;
                if (code.Level == level && code.Value >= from && code.Value <= to && list.IsValid(unit, day)) hits.Add(unit);
                unit = code.Level >= level ? list.EndOf(unit) : unit + 1;
            }
        }
        return hits;
    }
}
