namespace Yinong.Modules.Divisions;

/// <summary>
/// Finds names by what they begin with and by any two characters inside. Two characters that stand in very many village names (村委, 委会 …) keep no
/// list of villages, because there a walk over the villages meets a hit at every other step.
/// </summary>
sealed class DivisionNameIndex(DivisionList list, Postings firsts, Postings beginnings, Postings insides, int[] crowded)
{
    const int Crowd = 32_000;

    /// <summary>The parts, to be kept in a file.</summary>
    public (Postings Firsts, Postings Beginnings, Postings Insides, int[] Crowded) Parts => (firsts, beginnings, insides, crowded);

    public static DivisionNameIndex Make(DivisionList list)
    {
        var order = new int[list.Count];
        var next = 0;
        for (var level = DivisionLevel.Province; level <= DivisionLevel.Village; level++)
            for (var unit = 0; unit < list.Count; unit++)
                if (list.CodeAt(unit).Level == level) order[next++] = unit;
        var firsts = Postings.Make(list, order, Postings.Part.First, int.MaxValue, out _);
        var beginnings = Postings.Make(list, order, Postings.Part.Beginning, int.MaxValue, out _);
        var insides = Postings.Make(list, order, Postings.Part.Inside, Crowd, out var crowded);
        return new(list, firsts, beginnings, insides, crowded);
    }

    /// <summary>
    /// The best hits: the very name first, then level by level what begins with the text and what holds it further inside, each by code.
    /// </summary>
    /// <param name="text">At least one character; one character is looked for at the beginning only.</param>
    /// <param name="from">First value in reach.</param>
    /// <param name="to">Last value in reach.</param>
    /// <param name="day">Only what exists on this day.</param>
    /// <param name="limit">At most so many.</param>
    public List<int> Find(ReadOnlySpan<char> text, long from, long to, DateOnly day, int limit)
    {
        var hits = new List<int>(limit);
        var wanted = new Question(text, from, to, day, limit);
        var begins = Beginnings(wanted, hits);
        if (text.Length == 1)
        {
            foreach (var found in begins) hits.AddRange(found.Take(limit - hits.Count));
            return hits;
        }
        var pair = RarestPair(text);
        var inside = insides.Of(pair);
        for (var level = 1; level <= 5 && hits.Count < limit; level++)
        {
            hits.AddRange(begins[level].Take(limit - hits.Count));
            if (level == 5 && IsCrowded(pair)) AddByWalk(hits, wanted);
            else inside = AddInside(hits, wanted, inside, level);
        }
        return hits;
    }

    // Adds the very names to the hits and hands back what begins with the text, per level.
    List<int>[] Beginnings(Question wanted, List<int> exact)
    {
        List<int>[] begins = [[], [], [], [], [], []];
        var text = wanted.Text;
        foreach (var unit in text.Length == 1 ? firsts.Of(text[0]) : beginnings.Of(Postings.Pair(text, 0)))
        {
            var code = list.CodeAt(unit);
            if (code.Value < wanted.From || code.Value > wanted.To || !list.IsValid(unit, wanted.Day)) continue;
            var name = list.NameAt(unit);
            if (text.Length > 2 && !name.StartsWith(text, StringComparison.Ordinal)) continue;
            var found = name.Length == text.Length ? exact : begins[(int)code.Level];
            if (found.Count < wanted.Limit) found.Add(unit);
        }
        return begins;
    }

    ReadOnlySpan<int> AddInside(List<int> hits, Question wanted, ReadOnlySpan<int> inside, int level)
    {
        var at = 0;
        for (; at < inside.Length && hits.Count < wanted.Limit; at++)
        {
            var code = list.CodeAt(inside[at]);
            if ((int)code.Level != level) break;
            if (code.Value >= wanted.From && code.Value <= wanted.To && list.IsValid(inside[at], wanted.Day) && IsInside(inside[at], wanted.Text)) hits.Add(inside[at]);
        }
        return inside[at..];
    }

    void AddByWalk(List<int> hits, Question wanted)
    {
        for (var unit = list.FirstFrom(wanted.From); unit < list.Count && hits.Count < wanted.Limit; unit++)
        {
            if (list.CodeAt(unit).Value > wanted.To) return;
            if (list.CodeAt(unit).Level == DivisionLevel.Village && list.IsValid(unit, wanted.Day) && IsInside(unit, wanted.Text)) hits.Add(unit);
        }
    }

    // Further inside: what begins with the text has its own place in the order.
    bool IsInside(int unit, ReadOnlySpan<char> text)
    {
        var name = list.NameAt(unit);
        return name.Length > text.Length && name[1..].IndexOf(text, StringComparison.Ordinal) >= 0 && !name.StartsWith(text, StringComparison.Ordinal);
    }

    int RarestPair(ReadOnlySpan<char> text)
    {
        var (best, length) = (0, int.MaxValue);
        for (var at = 0; at + 1 < text.Length; at++)
        {
            var pair = Postings.Pair(text, at);
            var count = IsCrowded(pair) ? int.MaxValue - 1 : insides.Of(pair).Length;
            if (count < length) (best, length) = (pair, count);
        }
        return best;
    }

    bool IsCrowded(int pair) => Array.BinarySearch(crowded, pair) >= 0;

    readonly ref struct Question(ReadOnlySpan<char> text, long from, long to, DateOnly day, int limit)
    {
        public ReadOnlySpan<char> Text { get; } = text;

        public long From { get; } = from;

        public long To { get; } = to;

        public DateOnly Day { get; } = day;

        public int Limit { get; } = limit;
    }
}
