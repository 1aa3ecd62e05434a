using System.Globalization;
using Yinong.Modules.Divisions;
using Yinong.Platform.Numbers;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations;

/// <summary>
/// The unified number of a station 统一编号 (S-11): the division code padded with zeros to 12 digits, the letter of the type, a serial of two digits within
/// the two, and a check character: <c>430781106203B012</c>. Permanent: it stays when the village's code or the station's type changes, and is
/// never given twice. The format is this project's own, because no official one was found (docs/decisions, numbers).
/// </summary>
public readonly record struct StationNumber
{
    /// <summary>Characters, the check character included.</summary>
    public const int Length = 16;

    /// <summary>Highest serial of one type in one place.</summary>
    public const int LastSerial = 99;

    const string Shape = "999999999999A99X";

    StationNumber(string text) => Text = text;

    /// <summary>As it is stored and sent: without spaces.</summary>
    public string Text { get; }

    /// <summary>Makes the number; throws <see cref="ArgumentException"/> when the letter is not of the alphabet or the serial not 1 to 99.</summary>
    public static StationNumber Make(DivisionCode division, char typeLetter, int serial)
    {
        if (division.Level < DivisionLevel.County) throw new ArgumentException("A station stands in a county, a town or a village.", nameof(division));
        return new(NumberSeries.Make(Series(division, typeLetter), serial, 2));
    }

    /// <summary>What the numbers of one type in one place have in common; the serial and the check character follow.</summary>
    public static string Series(DivisionCode division, char typeLetter) => division.ToString().PadRight(12, '0') + typeLetter;

    /// <summary>The serial inside a number of the series.</summary>
    public static int SerialOf(string number) => int.Parse(number.AsSpan(13, 2), CultureInfo.InvariantCulture);

    /// <summary>Understands what people type (spaces, lower case, full width); throws the <see cref="Problem"/> that says what is wrong.</summary>
    public static StationNumber Parse(string? typed) =>
        TryParse(typed, out var number, out var fault, out var at) ? number : throw StationProblems.WrongNumber(fault, NumberText.Tidy(typed), at);

    /// <summary>The same without a throw; <paramref name="at"/> is where the first impossible character stands, from 0.</summary>
    public static bool TryParse(string? typed, out StationNumber number, out NumberFault fault, out int at)
    {
        var tidy = NumberText.Tidy(typed);
        fault = NumberText.Judge(tidy, Shape, out at);
        number = fault == NumberFault.None ? new(tidy) : default;
        return fault == NumberFault.None;
    }

    /// <summary>For people: <c>430781 106 203 B01 2</c>. Pages show it so that it is copied without the spaces.</summary>
    public static IReadOnlyList<string> Groups(string number) => [number[..6], number[6..9], number[9..12], number[12..15], number[15..]];

    public override string ToString() => Text;
}
