using System.Runtime.InteropServices;

namespace Yinong.Modules.Divisions;

/// <summary>Key → positions of units, packed: ascending keys, where each list begins, and all lists one after the other.</summary>
sealed class Postings(int[] keys, int[] starts, int[] units)
{
    /// <summary>What of a name becomes its keys.</summary>
    public enum Part
    {
        /// <summary>The first character.</summary>
        First,

        /// <summary>The first two characters.</summary>
        Beginning,

        /// <summary>Every two characters from the second on.</summary>
        Inside,
    }

    public ReadOnlySpan<int> Keys => keys;

    public ReadOnlySpan<int> Starts => starts;

    public ReadOnlySpan<int> Units => units;

    /// <summary>The list of a key; empty when there is none.</summary>
    public ReadOnlySpan<int> Of(int key)
    {
        var at = Array.BinarySearch(keys, key);
        return at < 0 ? default : units.AsSpan(starts[at], starts[at + 1] - starts[at]);
    }

    /// <summary>Two characters as one key.</summary>
    public static int Pair(ReadOnlySpan<char> text, int at) => text[at] << 16 | text[at + 1];

    /// <summary>
    /// Makes the lists in two walks over the names (count, then fill), each list in the order of the answers: higher levels first, then by code.
    /// A key that more villages than <paramref name="crowd"/> have gets no villages; such keys come back in <paramref name="crowded"/>.
    /// </summary>
    public static Postings Make(DivisionList list, int[] order, Part part, int crowd, out int[] crowded)
    {
        var counts = new Dictionary<int, Counts>(part == Part.First ? 8_000 : 120_000);
        foreach (var unit in order)
        {
            var village = list.CodeAt(unit).Level == DivisionLevel.Village;
            var name = list.NameAt(unit);
            var (from, to) = Places(part, name);
            for (var at = from; at < to; at++)
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, KeyAt(part, name, at), out var known);
                if (known && count.Last == unit) continue;
                count.Last = unit;
                if (village) count.Villages++;
                else count.Upper++;
            }
        }
        crowded = [.. counts.Where(c => c.Value.Villages > crowd).Select(c => c.Key).Order()];
        var keys = counts.Keys.Order().ToArray();
        var starts = new int[keys.Length + 1];
        for (var k = 0; k < keys.Length; k++)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(counts, keys[k]);
            starts[k + 1] = starts[k] + count.Upper + (count.Villages > crowd ? 0 : count.Villages);
            count.Next = starts[k];
            count.Last = -1;
        }
        return new(keys, starts, Fill(list, order, part, crowd, counts, starts[^1]));
    }

    static int[] Fill(DivisionList list, int[] order, Part part, int crowd, Dictionary<int, Counts> counts, int total)
    {
        var units = new int[total];
        foreach (var unit in order)
        {
            var village = list.CodeAt(unit).Level == DivisionLevel.Village;
            var name = list.NameAt(unit);
            var (from, to) = Places(part, name);
            for (var at = from; at < to; at++)
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(counts, KeyAt(part, name, at));
                if (count.Last == unit || village && count.Villages > crowd) continue;
                count.Last = unit;
                units[count.Next++] = unit;
            }
        }
        return units;
    }

    static int KeyAt(Part part, ReadOnlySpan<char> name, int at) => part == Part.First ? name[0] : Pair(name, at);

    static (int From, int To) Places(Part part, ReadOnlySpan<char> name) => part switch
    {
        Part.First => (0, Math.Min(1, name.Length)),
        Part.Beginning => (0, name.Length > 1 ? 1 : 0),
        _ => (1, name.Length - 1),
    };

    struct Counts
    {
        public int Upper;
        public int Villages;
        public int Next;
        public int Last;
    }
}
