using System.Numerics;

namespace Yinong.Modules.Programme;

/// <summary>One bit per unit of the tree, counted 64 at a time: the 490,000 villages of the rosters in 83 KB.</summary>
sealed class UnitBits(int units)
{
    readonly ulong[] _words = new ulong[(units + 63) / 64];

    public void Set(int unit) => _words[unit >> 6] |= 1UL << unit;

    public bool Has(int unit) => (_words[unit >> 6] >> unit & 1) != 0;

    /// <summary>Units set from <paramref name="from"/> up to but not including <paramref name="to"/>.</summary>
    public int Count(int from, int to)
    {
        if (from >= to) return 0;
        var (first, last) = (from >> 6, to - 1 >> 6);
        var head = ulong.MaxValue << from;
        var tail = ulong.MaxValue >> 63 - (to - 1 & 63);
        if (first == last) return BitOperations.PopCount(_words[first] & head & tail);
        var count = BitOperations.PopCount(_words[first] & head) + BitOperations.PopCount(_words[last] & tail);
        for (var word = first + 1; word < last; word++) count += BitOperations.PopCount(_words[word]);
        return count;
    }
}
