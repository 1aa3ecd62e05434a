using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace Yinong.Modules.Marks;

/// <summary>
/// The algorithms that sign marks, chosen by <c>YINONG_MARKS</c>. Each signature is 64 bytes: r ‖ s, or that of RFC 8032. Keys are SubjectPublicKeyInfo and PKCS 8, as openssl reads them.
/// </summary>
public static class MarkAlgorithms
{
    /// <summary>ECDSA on P-256 with SHA-256; the default, because every browser verifies it.</summary>
    public const string P256 = "p256";

    /// <summary>RFC 8032.</summary>
    public const string Ed25519 = "ed25519";

    /// <summary>GB/T 32918 with SM3 and the identity <c>1234567812345678</c>.</summary>
    public const string Sm2 = "sm2";

    public const int SignatureBytes = 64;

    public static bool Knows(string? algorithm) => algorithm is P256 or Ed25519 or Sm2;

    /// <summary>A new pair.</summary>
    public static (byte[] Public, byte[] Private) MakePair(string algorithm)
    {
        if (algorithm == P256)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return (key.ExportSubjectPublicKeyInfo(), key.ExportPkcs8PrivateKey());
        }
        IAsymmetricCipherKeyPairGenerator generator = algorithm == Sm2 ? new ECKeyPairGenerator() : new Ed25519KeyPairGenerator();
        generator.Init(algorithm == Sm2 ? new ECKeyGenerationParameters(GMObjectIdentifiers.sm2p256v1, new SecureRandom()) : new Ed25519KeyGenerationParameters(new SecureRandom()));
        var pair = generator.GenerateKeyPair();
        return (SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(pair.Public).GetEncoded(), PrivateKeyInfoFactory.CreatePrivateKeyInfo(pair.Private).GetEncoded());
    }

    /// <summary>Signs.</summary>
    public static byte[] Sign(string algorithm, byte[] privateKey, byte[] data)
    {
        if (algorithm == P256)
        {
            using var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(privateKey, out _);
            return key.SignData(data, HashAlgorithmName.SHA256);
        }
        var signer = Signer(algorithm);
        var own = PrivateKeyFactory.CreateKey(privateKey);
        signer.Init(true, algorithm == Sm2 ? new ParametersWithRandom(own, new SecureRandom()) : own);
        signer.BlockUpdate(data, 0, data.Length);
        return signer.GenerateSignature();
    }

    /// <summary>Whether the signature is that key's over that data.</summary>
    public static bool Verify(string algorithm, byte[] publicKey, byte[] data, byte[] signature)
    {
        if (signature.Length != SignatureBytes) return false;
        if (algorithm == P256)
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            return key.VerifyData(data, signature, HashAlgorithmName.SHA256);
        }
        var signer = Signer(algorithm);
        signer.Init(false, PublicKeyFactory.CreateKey(publicKey));
        signer.BlockUpdate(data, 0, data.Length);
        return signer.VerifySignature(signature);
    }

    static ISigner Signer(string algorithm) => algorithm == Sm2 ? new SM2Signer(PlainDsaEncoding.Instance, new SM3Digest()) : new Ed25519Signer();
}
