using System.Numerics;

namespace Yinong.Platform.Files;

/// <summary>
/// What a picture looks like, in 64 bits: the signs of its 64 lowest waves (cosine transform of 32 × 32 greys, without the mean). Pictures that look alike
/// differ in few bits, whatever became of size, format, quality, brightness or a narrow edge.
/// </summary>
/// <param name="Bits">Bit 16·b + i is wave 4·i + b in the order from low to high, so that each of the four bands of 16 bits holds low and high waves.</param>
/// <param name="Sure">How many of the 64 waves are strong enough that saving the picture again does not turn their sign. A blank wall or a dark photo has few.</param>
public readonly record struct PictureHash(ulong Bits, int Sure)
{
    /// <summary>Greys a side.</summary>
    public const int Side = 32;

    public const int Bands = 4, BandBits = 16;

    /// <summary>Greys (of 255) from which a wave is sure; JPEG at low quality changes the waves by about a tenth of this.</summary>
    const double SureFrom = 0.5;

    const int Highest = 10;

    static readonly (int X, int Y)[] Waves = [.. (from sum in Enumerable.Range(1, Highest) from x in Enumerable.Range(0, sum + 1) select (X: x, Y: sum - x)).Take(64)];

    static readonly double[] Cosines = [.. from wave in Enumerable.Range(0, Highest + 1) from at in Enumerable.Range(0, Side) select Math.Cos((2 * at + 1) * wave * Math.PI / (2 * Side))];

    // A mirror turns the sign of every wave that runs an odd number of times across.
    static readonly ulong OddAcross = Waves.Select((wave, i) => wave.X % 2 == 1 ? 1UL << PlaceOf(i) : 0).Aggregate(0UL, (all, bit) => all | bit);

    /// <summary>The bits of the picture seen in a mirror.</summary>
    public static ulong Mirrored(ulong bits) => bits ^ OddAcross;

    /// <summary>In how many bits two hashes differ, 0 to 64.</summary>
    public static int Distance(ulong one, ulong other) => BitOperations.PopCount(one ^ other);

    /// <summary>One of the four bands, 0 to 65,535.</summary>
    public static int Band(ulong bits, int band) => (int)(bits >> band * BandBits & 0xFFFF);

    /// <param name="greys">32 × 32 greys from 0 to 255, row by row from the top.</param>
    public static PictureHash Of(ReadOnlySpan<double> greys)
    {
        Span<double> across = stackalloc double[Side * (Highest + 1)];
        for (var y = 0; y < Side; y++)
            for (var wave = 0; wave <= Highest; wave++)
            {
                var sum = 0d;
                for (var x = 0; x < Side; x++) sum += greys[y * Side + x] * Cosines[wave * Side + x];
                across[y * (Highest + 1) + wave] = sum;
            }
        var (bits, sure) = (0UL, 0);
        for (var i = 0; i < Waves.Length; i++)
        {
            var (waveX, waveY) = Waves[i];
            var sum = 0d;
            for (var y = 0; y < Side; y++) sum += across[y * (Highest + 1) + waveX] * Cosines[waveY * Side + y];
            var strength = sum * (waveX > 0 && waveY > 0 ? 4 : 2) / (Side * Side);
            if (strength > 0) bits |= 1UL << PlaceOf(i);
            if (Math.Abs(strength) >= SureFrom) sure++;
        }
        return new(bits, sure);
    }

    /// <summary>Averages the pixels of a picture into 32 × 32 cells; smaller pictures than that repeat pixels.</summary>
    public static PictureHash Of(int width, int height, Func<int, int, double> grey)
    {
        Span<double> cells = stackalloc double[Side * Side];
        for (var row = 0; row < Side; row++)
        {
            var (top, bottom) = Cell(row, height);
            for (var column = 0; column < Side; column++)
            {
                var (left, right) = Cell(column, width);
                var sum = 0d;
                for (var y = top; y < bottom; y++)
                    for (var x = left; x < right; x++) sum += grey(x, y);
                cells[row * Side + column] = sum / ((bottom - top) * (right - left));
            }
        }
        return Of(cells);
    }

    static (int From, int To) Cell(int at, int length)
    {
        var from = at * length / Side;
        return (from, Math.Max(from + 1, (at + 1) * length / Side));
    }

    static int PlaceOf(int wave) => wave % Bands * BandBits + wave / Bands;
}
