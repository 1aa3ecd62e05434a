namespace Yinong.Commands.Simulation;

/// <summary>
/// Deterministic chance: SplitMix64. Every station, and every station on every day, throws its own dice made of the seed and its keys, so that what comes
/// out depends neither on the order of the work nor on how many threads share it.
/// </summary>
struct Dice
{
    const ulong Step = 0x9E3779B97F4A7C15;

    ulong _state;

    Dice(ulong state) => _state = state;

    /// <summary>Dice of a thing: the same seed and keys always throw the same.</summary>
    public static Dice Of(long seed, long first, long second = 0) =>
        new(Mix(Mix(Mix((ulong)seed + Step) ^ (ulong)first * 0xD1342543DE82EF95) ^ (ulong)second * 0xAEF17502108EF2D9));

    public ulong Next() => Mix(_state += Step);

    /// <summary>0 ≤ x &lt; 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 ≤ x &lt; <paramref name="sides"/>.</summary>
    public int Below(int sides) => (int)((UInt128)Next() * (uint)sides >> 64);

    /// <summary>Both ends included.</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    /// <summary>Both ends included, as the files give them.</summary>
    public int Between(int[] ends) => Between(ends[0], ends[1]);

    /// <summary>One of some things, each as likely.</summary>
    public T Pick<T>(IReadOnlyList<T> things) => things[Below(things.Count)];

    public bool Chance(double probability) => Share() < probability;

    /// <summary>Normal with mean 0 and deviation 1 (Box–Muller).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Share())) * Math.Cos(2 * Math.PI * Share());

    /// <summary>How many of something that happens <paramref name="mean"/> times on average (Poisson).</summary>
    public int Times(double mean)
    {
        if (mean > 30) return Math.Max(0, (int)Math.Round(mean + Math.Sqrt(mean) * Normal()));
        // Most station-days see nobody: one comparison settles them.
        var (times, left, probability) = (0, Share(), Math.Exp(-mean));
        while (left >= probability && times < 200)
        {
            left -= probability;
            probability *= mean / ++times;
        }
        return times;
    }

    /// <summary>A UUID of version 7: the milliseconds of <paramref name="at"/> (UTC), then chance.</summary>
    public Guid IdAt(DateTime at)
    {
        Span<byte> bytes = stackalloc byte[16];
        var milliseconds = (ulong)(at - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, milliseconds << 16 | 0x7000 | Next() & 0x0FFF);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0x8000_0000_0000_0000 | Next() & 0x3FFF_FFFF_FFFF_FFFF);
        return new(bytes, bigEndian: true);
    }

    static ulong Mix(ulong z)
    {
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}

/// <summary>A list to draw from by weight, set up once.</summary>
sealed class Urn<T>
{
    readonly T[] _things;
    readonly double[] _upTo;

    public Urn(IEnumerable<(T Thing, double Weight)> weighted)
    {
        var known = weighted.Where(w => w.Weight > 0).ToArray();
        if (known.Length == 0) throw new ArgumentException("Nothing to draw from.", nameof(weighted));
        _things = Array.ConvertAll(known, w => w.Thing);
        var total = known.Sum(w => w.Weight);
        var sum = 0.0;
        _upTo = Array.ConvertAll(known, w => (sum += w.Weight) / total);
    }

    /// <summary>As a file gives them: weights by thing.</summary>
    public static Urn<T> Of(IEnumerable<KeyValuePair<T, double>> weighted) => new(weighted.Select(w => (w.Key, w.Value)));

    public T Draw(ref Dice dice)
    {
        var at = Array.BinarySearch(_upTo, dice.Share());
        return _things[Math.Min(at < 0 ? ~at : at + 1, _things.Length - 1)];
    }
}
