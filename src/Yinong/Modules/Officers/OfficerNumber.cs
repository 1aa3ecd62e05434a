using System.Globalization;
using Yinong.Modules.Divisions;
using Yinong.Platform.Numbers;

namespace Yinong.Modules.Officers;

/// <summary>
/// The permanent number of an officer: county code, year of registration, serial of four digits, check character: <c>37010220180023M</c>.
/// It stays when the officer moves. One character shorter than a station's, so that the two are never taken for each other.
/// </summary>
public static class OfficerNumber
{
    public const int Length = 15;
    public const int LastSerial = 9999;

    const string Shape = "99999999999999X";

    /// <summary>What the numbers of one county and year have in common.</summary>
    public static string Series(DivisionCode division, int year) =>
        division.At(DivisionLevel.County).ToString() + year.ToString("0000", CultureInfo.InvariantCulture);

    public static string Make(DivisionCode division, int year, int serial) => NumberSeries.Make(Series(division, year), serial, 4);

    public static int SerialOf(string number) => int.Parse(number.AsSpan(10, 4), CultureInfo.InvariantCulture);

    /// <summary>As it is stored; null when what was typed cannot be an officer's number.</summary>
    public static string? Find(string? typed) => NumberText.Tidy(typed) is var tidy && NumberText.Judge(tidy, Shape, out _) == NumberFault.None ? tidy : null;

    /// <summary>For people: <c>370102 2018 0023 M</c>.</summary>
    public static IReadOnlyList<string> Groups(string number) => [number[..6], number[6..10], number[10..14], number[14..]];
}

/// <summary>
/// The number on a certificate: <c>XXY-37-2018-000001-W</c>: letters of 信息员, province, year of issue, serial of six digits, check character.
/// The check character is computed over the digits alone; hyphens may be left out when it is typed.
/// </summary>
public static class CertificateNumber
{
    public const int LastSerial = 999_999;

    const string Prefix = "XXY";
    const string Shape = "999999999999X";

    /// <summary>What the numbers of one province and year have in common.</summary>
    public static string Series(DivisionCode division, int year) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{division.At(DivisionLevel.Province)}-{year:0000}-");

    public static string Make(DivisionCode division, int year, int serial)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"{division.At(DivisionLevel.Province)}{year:0000}{serial:000000}");
        return serial is >= 1 and <= LastSerial ? Format(digits + CheckCharacter.Of(digits)) : throw new ArgumentOutOfRangeException(nameof(serial));
    }

    public static int SerialOf(string number) => int.Parse(number.AsSpan(12, 6), CultureInfo.InvariantCulture);

    /// <summary>As it is stored; null with what is wrong when what was typed cannot be a certificate's number.</summary>
    public static string? Find(string? typed, out NumberFault fault)
    {
        var tidy = NumberText.Tidy(typed);
        if (!tidy.StartsWith(Prefix, StringComparison.Ordinal))
        {
            fault = tidy.Length == Prefix.Length + Shape.Length ? NumberFault.Character : NumberFault.Length;
            return null;
        }
        var digits = tidy[Prefix.Length..];
        fault = NumberText.Judge(digits, Shape, out _);
        return fault == NumberFault.None ? Format(digits) : null;
    }

    static string Format(string digits) => $"{Prefix}-{digits[..2]}-{digits[2..6]}-{digits[6..12]}-{digits[12]}";
}
