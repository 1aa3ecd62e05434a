using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Yinong.Platform.Crypto;

/// <summary>
/// Encrypts one field and makes the keyed hash by which it is found. AES-256-GCM with HMAC-SHA-256, or SM4-GCM (GB/T 32907) with HMAC-SM3 (GB/T 32905). What was
/// encrypted is nonce (12 bytes), cipher, tag (16 bytes); it is bound to <c>about</c>, so that it cannot be moved to another row unseen.
/// </summary>
public static class FieldCipher
{
    public const string Aes = "aes-256-gcm", Sm4 = "sm4-gcm", HmacSha256 = "hmac-sha256", HmacSm3 = "hmac-sm3";

    const int NonceBytes = 12, TagBytes = 16;

    /// <summary>How long a key of the algorithm is, in bytes.</summary>
    public static int KeyBytes(string algorithm) => algorithm == Sm4 ? 16 : 32;

    public static byte[] Encrypt(string algorithm, byte[] key, ReadOnlySpan<byte> plain, byte[] about)
    {
        var sealedBytes = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        if (algorithm == Sm4) Run(encrypt: true, key, nonce.ToArray(), plain.ToArray(), about).CopyTo(sealedBytes, NonceBytes);
        else
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes, plain.Length), sealedBytes.AsSpan(NonceBytes + plain.Length), about);
        }
        return sealedBytes;
    }

    /// <summary>Throws <see cref="CryptographicException"/> when it was changed, belongs elsewhere or the key is another.</summary>
    public static byte[] Decrypt(string algorithm, byte[] key, ReadOnlySpan<byte> sealedBytes, byte[] about)
    {
        if (sealedBytes.Length < NonceBytes + TagBytes) throw new CryptographicException("Too short to have been encrypted.");
        if (algorithm == Sm4) return Run(encrypt: false, key, sealedBytes[..NonceBytes].ToArray(), sealedBytes[NonceBytes..].ToArray(), about);
        var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(sealedBytes[..NonceBytes], sealedBytes.Slice(NonceBytes, plain.Length), sealedBytes[^TagBytes..], plain, about);
        return plain;
    }

    /// <summary>The keyed hash, 32 bytes.</summary>
    public static byte[] Mac(string algorithm, byte[] key, byte[] content)
    {
        if (algorithm != HmacSm3) return HMACSHA256.HashData(key, content);
        var mac = new HMac(new SM3Digest());
        mac.Init(new KeyParameter(key));
        mac.BlockUpdate(content, 0, content.Length);
        var hash = new byte[mac.GetMacSize()];
        mac.DoFinal(hash, 0);
        return hash;
    }

    static byte[] Run(bool encrypt, byte[] key, byte[] nonce, byte[] content, byte[] about)
    {
        var cipher = new GcmBlockCipher(new SM4Engine());
        cipher.Init(encrypt, new AeadParameters(new KeyParameter(key), TagBytes * 8, nonce, about));
        var answer = new byte[cipher.GetOutputSize(content.Length)];
        try
        {
            var written = cipher.ProcessBytes(content, 0, content.Length, answer, 0);
            cipher.DoFinal(answer, written);
            return answer;
        }
        catch (InvalidCipherTextException e)
        {
            throw new CryptographicException("It was changed, or belongs elsewhere.", e);
        }
    }
}
