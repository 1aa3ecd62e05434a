using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Digests;

namespace Yinong.Platform.Audit;

/// <summary>
/// The link of the chain: H(hash before ‖ every field of the entry). SHA-256, or SM3 (GB/T 32905) by setting <c>Audit:Algorithm</c>;
/// each seal names its own, so that a change of setting breaks nothing.
/// </summary>
public static class AuditHash
{
    public const string Sha256 = "sha256";
    public const string Sm3 = "sm3";

    public static bool Knows(string algorithm) => algorithm is Sha256 or Sm3;

    /// <summary>Hash of an entry after the one before it.</summary>
    public static byte[] Link(string algorithm, ReadOnlySpan<byte> before, AuditEntry entry)
    {
        var content = Content(before, entry);
        if (algorithm != Sm3) return SHA256.HashData(content);
        var digest = new SM3Digest();
        digest.BlockUpdate(content);
        var hash = new byte[digest.GetDigestSize()];
        digest.DoFinal(hash);
        return hash;
    }

    // Each field with its length before it, so that no two different entries give the same bytes. Instants to the microsecond: both engines keep that.
    static byte[] Content(ReadOnlySpan<byte> before, AuditEntry entry)
    {
        using var bytes = new MemoryStream();
        bytes.Write(before);
        bytes.Write(entry.Id.ToByteArray(bigEndian: true));
        Write(bytes, (entry.At - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        Write(bytes, entry.Division);
        foreach (var text in (string?[])[entry.Action, entry.Actor, entry.Post, entry.Subject, entry.Origin, entry.Reason, entry.Details])
        {
            var utf8 = text is null ? null : Encoding.UTF8.GetBytes(text);
            Write(bytes, utf8?.Length ?? -1);
            bytes.Write(utf8);
        }
        return bytes.ToArray();
    }

    static void Write(MemoryStream bytes, long number)
    {
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(eight, number);
        bytes.Write(eight);
    }
}
