using CsCheck;
using Yinong.Modules.Divisions;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Platform.Numbers;
using Yinong.Platform.Problems;

namespace Yinong.Tests.Stations;

/// <summary>The numbers that stand on plaques and certificates: what is mistyped is found and said.</summary>
public class NumberTests
{
    static readonly Gen<string> Village = Gen.Select(Gen.Int[11, 65], Gen.Int[0, 9999], Gen.Int[1, 999], Gen.Int[1, 999],
        (province, county, town, village) => $"{province:00}{county:0000}{town:000}{village:000}");

    static readonly Gen<string> Station = Gen.Select(Village, Gen.Char["BJYXTA"], Gen.Int[1, 99],
        (village, letter, serial) => StationNumber.Make(DivisionCode.Parse(village), letter, serial).Text);

    static readonly Gen<string> Officer = Gen.Select(Village, Gen.Int[2017, 2099], Gen.Int[1, 9999], (village, year, serial) => OfficerNumber.Make(DivisionCode.Parse(village), year, serial));

    static readonly Gen<string> Certificate = Gen.Select(Village, Gen.Int[2017, 2099], Gen.Int[1, 999_999], (village, year, serial) => CertificateNumber.Make(DivisionCode.Parse(village), year, serial));

    [Theory]
    [InlineData("91350100M000100Y4", '3')] // the example of GB 32100
    [InlineData("430781106203B01", '2')]
    public void The_check_character_is_that_of_GB_32100(string text, char expected)
    {
        Assert.Equal(expected, CheckCharacter.Of(text));
        Assert.True(CheckCharacter.Holds(text + expected));
    }

    [Fact]
    public void A_number_is_read_back_from_every_way_of_typing_it() =>
        Station.Sample(number =>
        {
            string[] typed = [number, string.Join(' ', StationNumber.Groups(number)), number.ToLowerInvariant(), $"  {number[..6]}-{number[6..]} ", FullWidth(number), number.Replace('0', 'O').Replace('1', 'I')];
            Assert.All(typed, t => Assert.Equal(number, StationNumber.Parse(t).Text));
        });

    [Fact]
    public void Any_single_wrong_character_of_a_station_number_is_found() => EverySingleErrorIsFound(Station, number => StationNumber.TryParse(number, out _, out _, out _));

    [Fact]
    public void Any_single_wrong_character_of_an_officer_number_is_found() => EverySingleErrorIsFound(Officer, number => OfficerNumber.Find(number) is not null);

    [Fact]
    public void Any_single_wrong_character_of_a_certificate_number_is_found() => EverySingleErrorIsFound(Certificate, number => CertificateNumber.Find(number, out _) is not null);

    [Fact]
    public void Any_two_swapped_neighbours_of_a_station_number_are_found() => EverySwapIsFound(Station, number => StationNumber.TryParse(number, out _, out _, out _));

    [Fact]
    public void Any_two_swapped_neighbours_of_an_officer_number_are_found() => EverySwapIsFound(Officer, number => OfficerNumber.Find(number) is not null);

    [Fact]
    public void Any_two_swapped_neighbours_of_a_certificate_number_are_found() =>
        EverySwapIsFound(Certificate.Select(n => n.Replace("-", "", StringComparison.Ordinal)), number => CertificateNumber.Find(number, out _) is not null);

    [Fact]
    public void Nothing_that_is_typed_makes_the_reader_fail() =>
        Gen.String.Sample(text =>
        {
            StationNumber.TryParse(text, out _, out _, out _);
            OfficerNumber.Find(text);
            CertificateNumber.Find(text, out _);
        });

    [Theory]
    [InlineData("43078110620301K", "16位，现在是15位")]
    [InlineData("", "现在是0位")]
    [InlineData("430781106203!01K", "第13位“!”")]
    [InlineData("4307811062031O1K", "第13位“1”")]
    [InlineData("X30781106203A01K", "第1位“X”")]
    [InlineData("430781106203A01L", "校验码")]
    [InlineData("430781106230A01K", "校验码")]
    public void A_wrong_number_says_what_is_wrong_with_it(string typed, string expected)
    {
        var problem = Assert.Throws<Problem>(() => StationNumber.Parse(typed));
        Assert.Equal(("station.number", 400), (problem.Code, problem.Status));
        Assert.Contains(expected, problem.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Centres_are_numbered_with_the_code_of_their_town_or_county_padded_with_zeros()
    {
        Assert.StartsWith("430781106000T01", StationNumber.Make(DivisionCode.Parse("430781106"), 'T', 1).Text, StringComparison.Ordinal);
        Assert.StartsWith("430781000000X07", StationNumber.Make(DivisionCode.Parse("430781"), 'X', 7).Text, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => StationNumber.Make(DivisionCode.Parse("4307"), 'X', 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StationNumber.Make(DivisionCode.Parse("430781"), 'X', 100));
    }

    [Fact]
    public void Every_letter_of_a_type_can_stand_in_a_number() => Assert.All(StationLists.Types, type => Assert.Contains(type.Letter, CheckCharacter.Alphabet));

    static void EverySingleErrorIsFound(Gen<string> numbers, Func<string, bool> isRight) =>
        Gen.Select(numbers, Gen.Int[0, 99], Gen.Int[0, CheckCharacter.Alphabet.Length - 1]).Sample((number, place, other) =>
        {
            Assert.True(isRight(number));
            var at = place % number.Length;
            var wrong = CheckCharacter.Alphabet[other];
            if (number[at] == wrong || number[at] == '-') return;
            Assert.False(isRight(number[..at] + wrong + number[(at + 1)..]), $"{number}: {wrong} at {at}");
        });

    static void EverySwapIsFound(Gen<string> numbers, Func<string, bool> isRight) =>
        numbers.Sample(number =>
        {
            for (var at = 0; at < number.Length - 1; at++)
                if (number[at] != number[at + 1])
                    Assert.False(isRight(number[..at] + number[at + 1] + number[at] + number[(at + 2)..]), $"{number}: swap at {at}");
        });

    static string FullWidth(string number) => string.Concat(number.Select(c => (char)(c - '!' + '！')));
}
