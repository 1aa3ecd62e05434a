using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Officers.Personal;
using Yinong.Platform.Crypto;
using Yinong.Tests.Support;

namespace Yinong.Tests.Officers;

/// <summary>Identity numbers: what is one, and that nobody reads it in the database.</summary>
public class IdentityTests(App app) : IClassFixture<App>
{
    static readonly DateOnly Today = new(2018, 10, 31);

    static readonly Gen<string> Right =
        from region in Gen.Int[0, 5].Select(i => new[] { "11", "15", "37", "44", "65", "82" }[i])
        from place in Gen.Int[0, 9999]
        from day in Gen.Int[0, Today.DayNumber - new DateOnly(1900, 1, 1).DayNumber]
        from serial in Gen.Int[0, 999]
        let first = $"{region}{place:0000}{new DateOnly(1900, 1, 1).AddDays(day):yyyyMMdd}{serial:000}"
        select first + IdentityNumber.CheckOf(first);

    [Fact]
    public void What_is_built_by_the_standard_is_read() => Right.Sample(text =>
    {
        var number = IdentityNumber.TryParse(text, Today, out var fault);
        Assert.Equal(IdentityFault.None, fault);
        Assert.Equal((text, text[6..14]), (number!.Text, number.Birth.ToString("yyyyMMdd")));
        Assert.Equal($"{text[..4]}**********{text[^4..]}", IdentityNumber.Mask(text));
    });

    [Fact]
    public void One_wrong_digit_or_two_swapped_ones_are_always_found() => Gen.Select(Right, Gen.Int[0, 16], Gen.Int[1, 9]).Sample((text, at, by) =>
    {
        var slip = text[..at] + (char)('0' + (text[at] - '0' + by) % 10) + text[(at + 1)..];
        Assert.Null(IdentityNumber.TryParse(slip, Today, out _));
        if (at == 16 || text[at] == text[at + 1]) return;
        Assert.Null(IdentityNumber.TryParse(text[..at] + text[at + 1] + text[at] + text[(at + 2)..], Today, out _));
    });

    [Fact]
    public void It_is_understood_as_people_type_it() => Right.Sample(text =>
    {
        var wide = string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '０') : c)).Insert(6, " ").ToLowerInvariant();
        Assert.Equal(text, IdentityNumber.TryParse(wide, Today, out _)?.Text);
    });

    [Fact]
    public void Whatever_is_typed_there_is_an_answer() => Gen.String.Sample(text => IdentityNumber.TryParse(text, Today, out var fault) is null == fault is not IdentityFault.None);

    [Theory]
    [InlineData("11010519491231002X", IdentityFault.None)]
    [InlineData("110105194912310021", IdentityFault.Check)]
    [InlineData("11010519491231002", IdentityFault.Length)]
    [InlineData("110105491231002", IdentityFault.Length)]
    [InlineData("", IdentityFault.Length)]
    public void Known_numbers(string text, IdentityFault expected)
    {
        IdentityNumber.TryParse(text, Today, out var fault);
        Assert.Equal(expected, fault);
    }

    [Theory]
    [InlineData("99010119800101001", IdentityFault.Region)]
    [InlineData("37010219800230001", IdentityFault.Date)]
    [InlineData("37010220181101001", IdentityFault.Date)]
    public void A_place_or_day_that_does_not_exist_is_said(string first, IdentityFault expected)
    {
        Assert.Null(IdentityNumber.TryParse(first + IdentityNumber.CheckOf(first), Today, out var fault));
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void Age_counts_whole_years()
    {
        var number = IdentityNumber.TryParse("37010220001101001" + IdentityNumber.CheckOf("37010220001101001"), Today, out _)!;
        Assert.Equal((17, 18), (number.AgeOn(Today), number.AgeOn(Today.AddDays(1))));
    }

    [Theory]
    [InlineData("13800006127", "13800006127")]
    [InlineData("+86 138-0000-6127", "13800006127")]
    [InlineData("１９９００００６１２７", "19900006127")]
    [InlineData("12800006127", null)]
    [InlineData("1380000612", null)]
    [InlineData(null, null)]
    public void Mobile_numbers(string? typed, string? expected) => Assert.Equal(expected, PhoneRanges.Read(typed, Today));

    [Theory]
    [InlineData(FieldCipher.Aes)]
    [InlineData(FieldCipher.Sm4)]
    public void What_is_encrypted_opens_again_and_only_where_it_belongs(string algorithm) => Gen.Select(Gen.String, Gen.String).Sample((text, about) =>
    {
        var key = RandomNumberGenerator.GetBytes(FieldCipher.KeyBytes(algorithm));
        var (plain, place) = (Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(about));
        var closed = FieldCipher.Encrypt(algorithm, key, plain, place);
        Assert.Equal(plain, FieldCipher.Decrypt(algorithm, key, closed, place));
        Assert.NotEqual(closed, FieldCipher.Encrypt(algorithm, key, plain, place));
        Assert.ThrowsAny<CryptographicException>(() => FieldCipher.Decrypt(algorithm, key, closed, [.. place, 1]));
        Assert.ThrowsAny<CryptographicException>(() => FieldCipher.Decrypt(algorithm, RandomNumberGenerator.GetBytes(key.Length), closed, place));
        closed[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => FieldCipher.Decrypt(algorithm, key, closed, place));
    });

    [Fact]
    public void The_two_keyed_hashes_are_what_they_are_called()
    {
        var (key, text) = (new byte[32], "abc"u8.ToArray());
        Assert.NotEqual(FieldCipher.Mac(FieldCipher.HmacSm3, key, text), FieldCipher.Mac(FieldCipher.HmacSha256, key, text));
        Assert.Equal(32, FieldCipher.Mac(FieldCipher.HmacSm3, key, text).Length);
        Assert.Equal(HMACSHA256.HashData(key, text), FieldCipher.Mac(FieldCipher.HmacSha256, key, text));
    }

    [Fact]
    public async Task The_vault_finds_what_it_keeps_and_keeps_no_key_in_the_clear()
    {
        var vault = app.Services.GetRequiredService<PersonalVault>();
        var text = GivenLife.Identity(GivenLife.Next());
        var (first, second) = (await vault.SealAsync(text), await vault.SealAsync(text));
        Assert.Equal(first.Index, second.Index);
        Assert.NotEqual(first.Cipher, second.Cipher);
        Assert.Equal(text, await vault.OpenAsync(first.Cipher, first.Index));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => vault.OpenAsync(first.Cipher, new string('0', 64)));
        await using var db = app.Db();
        var keys = await db.PersonalKeys.AsNoTracking().ToListAsync();
        Assert.Equal(["encrypt", "index"], keys.Select(k => k.Purpose).Order());
        Assert.All(keys, key => Assert.True(Convert.FromBase64String(key.Material).Length > 64, "wrapped"));
    }
}

/// <summary>The same with SM4 and SM3.</summary>
public class SmIdentityTests(SmIdentityTests.SmApp app) : IClassFixture<SmIdentityTests.SmApp>
{
    [Fact]
    public async Task Identity_numbers_are_encrypted_with_SM4_when_the_setting_says_so()
    {
        var vault = app.Services.GetRequiredService<PersonalVault>();
        var text = GivenLife.Identity(GivenLife.Next());
        var kept = await vault.SealAsync(text);
        Assert.Equal(text, await vault.OpenAsync(kept.Cipher, kept.Index));
        await using var db = app.Db();
        Assert.Equal([FieldCipher.HmacSm3, FieldCipher.Sm4], (await db.PersonalKeys.Select(k => k.Algorithm).ToListAsync()).Order());
    }

    public sealed class SmApp : App
    {
        protected override Dictionary<string, string?> Settings => new() { ["YINONG_CIPHER"] = "sm" };
    }
}
