using CsCheck;
using Yinong.Modules.Desk;

namespace Yinong.Tests.Desk;

/// <summary>Yuan as people type them become exactly their fen.</summary>
public sealed class YuanTests
{
    static readonly Gen<long> Fen = Gen.Long[0, 100_000_000_00];

    [Fact]
    public void What_is_written_reads_back() => Fen.Sample(fen => Assert.Equal((true, fen), Read(Yuan.Write(fen))));

    [Fact]
    public void Every_way_to_write_an_amount_means_the_same() => Gen.Select(Fen, Gen.Int[0, 5]).Sample((fen, way) =>
    {
        var (yuan, rest) = (fen / 100, $"{fen % 100:00}");
        var text = way switch
        {
            0 => $"{yuan}.{rest}",
            1 => $"¥{yuan:#,0}.{rest}",
            2 => $" {yuan}.{rest}元 ",
            3 => $"{yuan}。{rest}",
            4 => string.Concat($"{yuan}.{rest}".Select(c => c == '.' ? '．' : (char)(c - '0' + '０'))),
            _ => rest[1] == '0' ? $"{yuan}.{rest[0]}" : $"{yuan}.{rest}",
        };
        Assert.True(Read(text) == (true, fen), text);
    });

    [Fact]
    public void Anything_else_is_refused_and_never_dies() => Gen.String[0, 30].Sample(text =>
    {
        if (Yuan.TryRead(text, out var fen)) Assert.True(fen >= 0 && text.Any(char.IsDigit), text);
    });

    [Theory]
    [InlineData("")]
    [InlineData("十二")]
    [InlineData("-1")]
    [InlineData("1.234")]
    [InlineData("1,5")]
    [InlineData("1,23.00")]
    [InlineData("1.2.3")]
    [InlineData("1e3")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("99999999999999")]
    [InlineData("\ud800")]
    public void Nothing_is_guessed_where_money_is_meant(string text) => Assert.False(Yuan.TryRead(text, out _));

    static (bool, long) Read(string text) => (Yuan.TryRead(text, out var fen), fen);
}
