using System.Text;
using CsCheck;
using Yinong.Modules.Marks;

namespace Yinong.Tests.Marks;

/// <summary>The text of a mark and its signature: whatever is changed in it, it fails.</summary>
public class MarkTests
{
    static readonly Gen<Mark> Some = Gen.Select(Gen.Bool, Gen.Int[0, 999_999], Gen.String[Gen.Char["白鹭村益农信息社青禾王*覃㑇"], 1, Mark.LongestName], Gen.Int[0, 9000], Gen.Int[1, 99])
        .Select((station, n, name, day, serial) => new Mark(station ? MarkKinds.Station : MarkKinds.Certificate, station ? $"430781{n:000000}B012" : $"XXY-43-2018-{n:000000}-W", name, $"430781{n:000000}",
            new DateOnly(2018, 1, 1).AddDays(day), station ? null : new DateOnly(2020, 1, 1).AddDays(day), serial, "0a1b2c3d"));

    [Fact]
    public void What_is_written_is_read() => Some.Sample(mark =>
    {
        var text = Mark.Write(mark.Payload(), new byte[MarkAlgorithms.SignatureBytes]);
        Assert.True(Mark.TryRead(text, out var read, out _, out var signature));
        Assert.Equal(mark, read);
        Assert.Equal(MarkAlgorithms.SignatureBytes, signature.Length);
        Assert.Equal(text, Mark.Find($"  https://yinong.example.cn/s/{mark.Number}?m={text}&x=1#top "));
        // A code that is scanned from a card: at most 251 bytes (version 11, level M).
        Assert.InRange($"https://yinong.example.gov.cn/s/{mark.Number}?m={text}".Length, 1, 290);
    });

    [Theory]
    [InlineData(MarkAlgorithms.P256, 300)]
    [InlineData(MarkAlgorithms.Ed25519, 300)]
    [InlineData(MarkAlgorithms.Sm2, 40)]
    public void Any_bit_that_is_changed_is_found(string algorithm, int times)
    {
        var (open, secret) = MarkAlgorithms.MakePair(algorithm);
        Gen.Select(Some, Gen.Int[0, 100_000]).Sample((mark, place) =>
        {
            var payload = mark.Payload();
            var signature = MarkAlgorithms.Sign(algorithm, secret, payload);
            Assert.Equal(MarkAlgorithms.SignatureBytes, signature.Length);
            Assert.True(MarkAlgorithms.Verify(algorithm, open, payload, signature));
            var bit = place % ((payload.Length + signature.Length) * 8);
            var changed = bit / 8 < payload.Length ? payload : signature;
            changed[bit / 8 < payload.Length ? bit / 8 : bit / 8 - payload.Length] ^= (byte)(1 << bit % 8);
            Assert.False(MarkAlgorithms.Verify(algorithm, open, payload, signature));
        }, iter: times, threads: 1);
    }

    [Fact]
    public void Any_character_that_is_changed_is_found()
    {
        var (open, secret) = MarkAlgorithms.MakePair(MarkAlgorithms.P256);
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
        Gen.Select(Some, Gen.Int[0, 100_000], Gen.Char[Letters]).Sample((mark, place, letter) =>
        {
            var payload = mark.Payload();
            var text = new StringBuilder(Mark.Write(payload, MarkAlgorithms.Sign(MarkAlgorithms.P256, secret, payload)));
            var at = place % text.Length;
            if (text[at] == letter) return;
            text[at] = letter;
            Assert.False(Mark.TryRead(text.ToString(), out _, out var read, out var signature) && MarkAlgorithms.Verify(MarkAlgorithms.P256, open, read, signature));
        }, iter: 500);
    }

    [Fact]
    public void Nothing_that_is_pasted_breaks_the_reader() => Gen.OneOf(Gen.String, Gen.String[Gen.Char["?m=&#.AB01|\n "], 0, 600]).Sample(text =>
    {
        if (Mark.Find(text) is { } found) Mark.TryRead(found, out _, out _, out _);
    });

    [Theory]
    [InlineData(MarkAlgorithms.P256)]
    [InlineData(MarkAlgorithms.Ed25519)]
    [InlineData(MarkAlgorithms.Sm2)]
    public void A_key_of_another_pair_verifies_nothing(string algorithm)
    {
        var (_, secret) = MarkAlgorithms.MakePair(algorithm);
        var (other, _) = MarkAlgorithms.MakePair(algorithm);
        var data = "1|S|430781106203B012"u8.ToArray();
        Assert.False(MarkAlgorithms.Verify(algorithm, other, data, MarkAlgorithms.Sign(algorithm, secret, data)));
        Assert.False(MarkAlgorithms.Verify(algorithm, other, data, []));
    }
}
