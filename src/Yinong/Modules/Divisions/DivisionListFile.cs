using System.Runtime.InteropServices;

namespace Yinong.Modules.Divisions;

/// <summary>
/// A list and its name index as one file of bare arrays: a head of lengths, the arrays, a sum over all bytes. Read in some 20 ms.
/// A copy, never the truth: whoever finds it damaged or strange reads the table.
/// </summary>
static class DivisionListFile
{
    const long Magic = 0x4E4F5649_44494E59;
    const long Format = 2;
    const int Lengths = 17;

    public static void Write(Stream stream, DivisionList list)
    {
        var (from, to, classes) = list.Dates;
        var (firsts, beginnings, insides, crowded) = list.Index.Parts;
        var successors = list.Successors.SelectMany(s => new[] { s.Key, s.Value }).ToArray();
        var sum = 0UL;
        Put(stream, [Magic, Format], ref sum);
        Put(stream,
            [list.Count, list.NameStarts.Length, list.Names.Length, from?.Length ?? 0, to?.Length ?? 0, classes?.Length ?? 0, successors.Length, .. LengthsOf(firsts), .. LengthsOf(beginnings), .. LengthsOf(insides), crowded.Length],
            ref sum);
        Put(stream, list.Codes, ref sum);
        Put(stream, list.NameStarts, ref sum);
        Put(stream, list.Names, ref sum);
        Put<int>(stream, from, ref sum);
        Put<int>(stream, to, ref sum);
        Put<byte>(stream, classes, ref sum);
        Put<long>(stream, successors, ref sum);
        foreach (var postings in new[] { firsts, beginnings, insides })
        {
            Put(stream, postings.Keys, ref sum);
            Put(stream, postings.Starts, ref sum);
            Put(stream, postings.Units, ref sum);
        }
        Put<int>(stream, crowded, ref sum);
        stream.Write(MemoryMarshal.AsBytes<ulong>([sum]));
    }

    /// <summary>The list, or null when the file is not one of this format or its sum is wrong. Throws <see cref="IOException"/> when it cannot be read.</summary>
    public static DivisionList? TryRead(Stream stream, string revision)
    {
        var sum = 0UL;
        if (!Get<long>(stream, 2, ref sum).AsSpan().SequenceEqual([Magic, Format])) return null;
        var lengths = Get<long>(stream, Lengths, ref sum);
        if (lengths.AsSpan().ContainsAnyExceptInRange(0, 100_000_000)) return null;
        var codes = Get<long>(stream, lengths[0], ref sum);
        var starts = Get<int>(stream, lengths[1], ref sum);
        var names = Get<char>(stream, lengths[2], ref sum);
        var from = Get<int>(stream, lengths[3], ref sum);
        var to = Get<int>(stream, lengths[4], ref sum);
        var classes = Get<byte>(stream, lengths[5], ref sum);
        var pairs = Get<long>(stream, lengths[6], ref sum);
        var postings = new Postings[3];
        for (var part = 0; part < 3; part++)
            postings[part] = new(Get<int>(stream, lengths[7 + 3 * part], ref sum), Get<int>(stream, lengths[8 + 3 * part], ref sum), Get<int>(stream, lengths[9 + 3 * part], ref sum));
        var crowded = Get<int>(stream, lengths[16], ref sum);
        var wanted = sum;
        if (Get<ulong>(stream, 1, ref sum)[0] != wanted) return null;
        var successors = new Dictionary<long, long>(pairs.Length / 2);
        for (var pair = 0; pair < pairs.Length; pair += 2) successors[pairs[pair]] = pairs[pair + 1];
        return new(codes, starts, names, OrNull(from), OrNull(to), OrNull(classes), successors, revision, list => new(list, postings[0], postings[1], postings[2], crowded));
    }

    static long[] LengthsOf(Postings postings) => [postings.Keys.Length, postings.Starts.Length, postings.Units.Length];

    static T[]? OrNull<T>(T[] column) => column.Length == 0 ? null : column;

    static void Put<T>(Stream stream, ReadOnlySpan<T> values, ref ulong sum) where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        stream.Write(bytes);
        sum = Sum(sum, bytes);
    }

    static T[] Get<T>(Stream stream, long count, ref ulong sum) where T : unmanaged
    {
        var values = GC.AllocateUninitializedArray<T>((int)count);
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        stream.ReadExactly(bytes);
        sum = Sum(sum, bytes);
        return values;
    }

    // Tells a damaged copy from a whole one; it keeps nobody out.
    static ulong Sum(ulong sum, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) sum = (sum ^ word) * 0x9E3779B97F4A7C15UL + 1;
        foreach (var rest in bytes[(words.Length * 8)..]) sum = (sum ^ rest) * 0x9E3779B97F4A7C15UL + 1;
        return sum;
    }
}
