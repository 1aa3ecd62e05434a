using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Yinong.Modules.Desk;

/// <summary>
/// The fingerprint of a group of records that its audit entry carries: the sum (four 64-bit lanes, wrapping) of the SHA-256 of each record's text.
/// A sum does not depend on order, so the check reads the table once, in any order, grouped by the instant of recording.
/// </summary>
public struct RecordDigest
{
    ulong _a, _b, _c, _d;

    public int Count { get; private set; }

    public void Add(ServiceRecord record)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(TextOf(record)), hash);
        unchecked
        {
            _a += BinaryPrimitives.ReadUInt64BigEndian(hash);
            _b += BinaryPrimitives.ReadUInt64BigEndian(hash[8..]);
            _c += BinaryPrimitives.ReadUInt64BigEndian(hash[16..]);
            _d += BinaryPrimitives.ReadUInt64BigEndian(hash[24..]);
        }
        Count++;
    }

    /// <summary>Adds the fingerprint of another group.</summary>
    public void Add(string hex)
    {
        unchecked
        {
            _a += ulong.Parse(hex.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            _b += ulong.Parse(hex.AsSpan(16, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            _c += ulong.Parse(hex.AsSpan(32, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            _d += ulong.Parse(hex.AsSpan(48, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>64 hexadecimal digits.</summary>
    public override readonly string ToString() => $"{_a:x16}{_b:x16}{_c:x16}{_d:x16}";

    static string TextOf(ServiceRecord r) => string.Create(CultureInfo.InvariantCulture,
        $"{r.Id}|{r.StationId}|{r.OfficerId}|{r.ItemId}|{r.ItemVersion}|{(int)r.Kind}|{r.Division}|{r.PersonTimes}|{(r.IsGroup ? 1 : 0)}|{(int)r.Channel}|{Micros(r.ServedAt)}|{Micros(r.RecordedAt)}|{r.AmountFen}|{r.Provider}|{r.OrderNumber}|{(int)r.Confirmation}|{r.ConfirmationReference}|{(int)r.Outcome}|{r.Note}");

    static long Micros(DateTime at) => (at - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
