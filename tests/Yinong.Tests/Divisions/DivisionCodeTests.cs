using CsCheck;
using Yinong.Modules.Divisions;

namespace Yinong.Tests.Divisions;

/// <summary>The one number against the plain reading of the digits.</summary>
public class DivisionCodeTests
{
    static readonly int[] Lengths = [2, 4, 6, 9, 12];

    // Segments with 00 and 000 as in 东莞 and 金门, where padded codes of two levels are the same.
    static readonly Gen<string> Digits =
        from level in Gen.Int[0, 4]
        from province in Gen.Int[11, 82]
        from segments in Gen.Select(Gen.Frequency((1, Gen.Const(0)), (3, Gen.Int[1, 99])), Gen.Frequency((1, Gen.Const(0)), (3, Gen.Int[1, 99])), Gen.Frequency((1, Gen.Const(0)), (3, Gen.Int[1, 999])), Gen.Int[0, 999])
        select $"{province}{segments.Item1:00}{segments.Item2:00}{segments.Item3:000}{segments.Item4:000}"[..Lengths[level]];

    [Fact]
    public void Text_and_number_are_one_thing() => Digits.Sample(digits =>
    {
        var code = DivisionCode.Parse(digits);
        Assert.Equal(digits, code.ToString());
        Assert.Equal(Array.IndexOf(Lengths, digits.Length) + 1, (int)code.Level);
        Assert.Equal(code.Value, code.From);
    });

    [Fact]
    public void A_unit_contains_exactly_the_codes_that_begin_with_it() => Gen.Select(Digits, Digits).Sample((a, b) =>
    {
        // Half of the pairs are made to be related.
        if (b.Length > a.Length) b = a + b[a.Length..];
        Assert.Equal(b.StartsWith(a, StringComparison.Ordinal), DivisionCode.Parse(a).Contains(DivisionCode.Parse(b)));
        Assert.True(DivisionCode.Nation.Contains(DivisionCode.Parse(b)));
    });

    [Fact]
    public void The_parent_is_the_next_shorter_beginning() => Digits.Sample(digits =>
    {
        var code = DivisionCode.Parse(digits);
        var level = Array.IndexOf(Lengths, digits.Length);
        Assert.Equal(level == 0 ? "00" : digits[..Lengths[level - 1]], code.Parent.ToString());
        Assert.Equal(Lengths.Take(level + 1).Select(length => digits[..length]), code.Path().Select(c => c.ToString()));
    });

    [Fact]
    public void The_order_is_a_parent_directly_before_what_is_below_it() => Gen.Select(Digits, Digits).Sample((a, b) =>
    {
        var (x, y) = (DivisionCode.Parse(a), DivisionCode.Parse(b));
        var (ap, bp) = (a.PadRight(12, '0') + a.Length.ToString("00"), b.PadRight(12, '0') + b.Length.ToString("00"));
        Assert.Equal(Math.Sign(string.CompareOrdinal(ap, bp)), Math.Sign(x.CompareTo(y)));
    });

    [Fact]
    public void Dongguan_and_its_double_are_two_places()
    {
        var (city, county, town) = (DivisionCode.Parse("4419"), DivisionCode.Parse("441900"), DivisionCode.Parse("441900003"));
        Assert.NotEqual(city, county);
        Assert.Equal(city, county.Parent);
        Assert.True(city.Contains(county) && county.Contains(town) && !county.Contains(city));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("370")]
    [InlineData("02")]
    [InlineData("+3")]
    [InlineData(" 3")]
    [InlineData("３７")]
    [InlineData("3x")]
    [InlineData("3701020000000")]
    public void What_is_no_code_is_refused(string text)
    {
        Assert.False(DivisionCode.TryParse(text, out _));
        Assert.Throws<FormatException>(() => DivisionCode.Parse(text));
    }

    [Fact]
    public void A_reach_contains_what_its_range_contains() => Gen.Select(Digits, Digits).Sample((a, b) =>
        Assert.Equal(b.StartsWith(a, StringComparison.Ordinal), Reach.Of(DivisionCode.Parse(a)).Contains(DivisionCode.Parse(b))));
}
