using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Crypto;
using Yinong.Platform.Database;
using Yinong.Web;

namespace Yinong.Modules.Officers.Personal;

/// <summary>What is kept of a secret text: the cipher, and the keyed hash by which it is found.</summary>
public readonly record struct Sealed(string Cipher, string Index);

/// <summary>
/// Encrypts identity numbers and finds them again by a keyed hash (setting <c>YINONG_CIPHER</c>). The keys are made on first use, one set for all processes over the database; a changed
/// setting makes a further key, and what the older one closed still opens.
/// </summary>
public sealed class PersonalVault(IServiceScopeFactory scopes, IDataProtectionProvider protection, YinongSettings settings, TimeProvider time)
{
    const string Encrypt = "encrypt", Index = "index";

    readonly IDataProtector _protector = protection.CreateProtector("Yinong.Officers.PersonalKeys.v1");
    readonly SemaphoreSlim _one = new(1);
    volatile Ring? _ring;

    public async Task<Sealed> SealAsync(string text)
    {
        var ring = await RingAsync();
        var index = IndexWith(ring, text);
        var key = ring.Encrypting;
        var cipher = FieldCipher.Encrypt(key.Algorithm, key.Material, Encoding.UTF8.GetBytes(text), Encoding.ASCII.GetBytes(index));
        return new(string.Create(CultureInfo.InvariantCulture, $"{key.Id}.{Convert.ToBase64String(cipher)}"), index);
    }

    /// <summary>The text again; throws <see cref="CryptographicException"/> when the row was tampered with.</summary>
    public async Task<string> OpenAsync(string cipher, string index)
    {
        var dot = cipher.IndexOf('.', StringComparison.Ordinal);
        if (dot < 1 || !int.TryParse(cipher.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) throw new CryptographicException("It names no key.");
        var ring = await RingAsync();
        if (!ring.Keys.ContainsKey(id)) ring = await RingAsync(anew: true); // made by another process meanwhile
        var key = ring.Keys.GetValueOrDefault(id) ?? throw new CryptographicException("Its key is not there.");
        return Encoding.UTF8.GetString(FieldCipher.Decrypt(key.Algorithm, key.Material, Convert.FromBase64String(cipher[(dot + 1)..]), Encoding.ASCII.GetBytes(index)));
    }

    /// <summary>By what a text is found.</summary>
    public async Task<string> IndexAsync(string text) => IndexWith(await RingAsync(), text);

    static string IndexWith(Ring ring, string text) => Convert.ToHexStringLower(FieldCipher.Mac(ring.Indexing.Algorithm, ring.Indexing.Material, Encoding.UTF8.GetBytes(text)));

    async Task<Ring> RingAsync(bool anew = false)
    {
        if (!anew && _ring is { } known) return known;
        await _one.WaitAsync();
        try
        {
            if (!anew && _ring is { } made) return made;
            return _ring = await LoadAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    async Task<Ring> LoadAsync()
    {
        var sm = settings.Cipher == YinongSettings.SmCipher;
        var (cipher, mac) = sm ? (FieldCipher.Sm4, FieldCipher.HmacSm3) : (FieldCipher.Aes, FieldCipher.HmacSha256);
        for (var attempt = 0; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            var keys = await db.PersonalKeys.AsNoTracking().OrderBy(k => k.Edition).ToListAsync();
            var (encrypting, indexing) = (keys.LastOrDefault(k => k.Purpose == Encrypt), keys.FirstOrDefault(k => k.Purpose == Index));
            if (encrypting?.Algorithm == cipher && indexing is not null)
            {
                var open = keys.ToDictionary(k => k.Id, k => new OpenKey(k.Id, k.Algorithm, _protector.Unprotect(Convert.FromBase64String(k.Material))));
                return new(open, open[encrypting.Id], open[indexing.Id]);
            }
            if (indexing is null) db.Add(New(Index, 1, mac));
            if (encrypting?.Algorithm != cipher) db.Add(New(Encrypt, (short)((encrypting?.Edition ?? 0) + 1), cipher));
            try
            {
                await db.SaveChangesAsync();
            }
            catch (DbUpdateException e) when (attempt < 5 && e.IsTaken("ux_personal_keys_edition", "personal_keys.purpose, personal_keys.edition"))
            {
                // Another process was faster: its keys are the keys.
            }
        }
    }

    PersonalKey New(string purpose, short edition, string algorithm) => new()
    {
        Purpose = purpose, Edition = edition, Algorithm = algorithm, CreatedAt = time.GetUtcNow().UtcDateTime,
        Material = Convert.ToBase64String(_protector.Protect(RandomNumberGenerator.GetBytes(FieldCipher.KeyBytes(algorithm)))),
    };

    sealed record OpenKey(int Id, string Algorithm, byte[] Material);

    sealed record Ring(IReadOnlyDictionary<int, OpenKey> Keys, OpenKey Encrypting, OpenKey Indexing);
}
