using Yinong.Platform.Time;

namespace Yinong.Modules.Desk;

/// <summary>What one record adds to the counts (or takes from them, when it is corrected).</summary>
/// <param name="Division">Place of the station.</param>
/// <param name="Day">China day as yyyymmdd.</param>
/// <param name="Kind">1–4.</param>
/// <param name="Item">From 1000.</param>
/// <param name="Station">Key of the station.</param>
/// <param name="Records">1, or −1.</param>
/// <param name="PersonTimes">Person-times with the same sign.</param>
/// <param name="GroupPersonTimes">Of these in a group event.</param>
/// <param name="AmountFen">Fen with the same sign.</param>
public readonly record struct TallyDelta(long Division, int Day, int Kind, int Item, int Station, int Records, int PersonTimes, int GroupPersonTimes, long AmountFen)
{
    /// <summary>What a record counts; <paramref name="sign"/> −1 takes it back.</summary>
    public static TallyDelta Of(ServiceRecord record, int sign = 1) => new(
        record.Division, DayNumber(record.ServedAt), (int)record.Kind, record.ItemId, record.StationId,
        sign, sign * record.PersonTimes, record.IsGroup ? sign * record.PersonTimes : 0, sign * (record.AmountFen ?? 0));

    /// <summary>The China day of an instant as yyyymmdd.</summary>
    public static int DayNumber(DateTime utc)
    {
        var day = ProgrammeClock.DayOf(utc);
        return day.Year * 10000 + day.Month * 100 + day.Day;
    }
}

/// <summary>
/// The deltas of one group as bytes: variable-length numbers, about 20 bytes a record, so that a group of hundreds stays one small row.
/// </summary>
public static class TallyDeltas
{
    public static byte[] Pack(IReadOnlyCollection<TallyDelta> deltas)
    {
        using var bytes = new MemoryStream(deltas.Count * 24 + 8);
        using var writer = new BinaryWriter(bytes);
        writer.Write7BitEncodedInt(deltas.Count);
        foreach (var d in deltas)
        {
            writer.Write7BitEncodedInt64(d.Division);
            writer.Write7BitEncodedInt(d.Day);
            writer.Write7BitEncodedInt(d.Kind);
            writer.Write7BitEncodedInt(d.Item);
            writer.Write7BitEncodedInt(d.Station);
            writer.Write7BitEncodedInt64(ZigZag(d.Records));
            writer.Write7BitEncodedInt64(ZigZag(d.PersonTimes));
            writer.Write7BitEncodedInt64(ZigZag(d.GroupPersonTimes));
            writer.Write7BitEncodedInt64(ZigZag(d.AmountFen));
        }
        return bytes.ToArray();
    }

    public static IEnumerable<TallyDelta> Unpack(byte[] cells)
    {
        using var reader = new BinaryReader(new MemoryStream(cells));
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            yield return new(
                reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(),
                (int)UnZigZag(reader.Read7BitEncodedInt64()), (int)UnZigZag(reader.Read7BitEncodedInt64()), (int)UnZigZag(reader.Read7BitEncodedInt64()),
                UnZigZag(reader.Read7BitEncodedInt64()));
        }
    }

    // Small negative numbers stay small.
    static long ZigZag(long n) => (n << 1) ^ (n >> 63);

    static long UnZigZag(long n) => (long)((ulong)n >> 1) ^ -(n & 1);
}
