using System.Globalization;

namespace Yinong.Modules.Divisions;

/// <summary>The five levels below the nation; the number is also the last digit of <see cref="DivisionCode.Value"/>.</summary>
public enum DivisionLevel
{
    Nation = 0,
    Province = 1,
    City = 2,
    County = 3,
    Town = 4,
    Village = 5,
}

/// <summary>
/// A place as one number, so that everything below it is one contiguous range and a plain index finds it on both engines.
/// The number is the code padded to 12 digits, times ten, plus the level: 历下区 370102 is 3701020000003.
/// The level digit keeps 东莞市 4419 and its county-level unit 441900 apart, which pad alike.
/// The nation is 0. Written with significant digits: 2 province, 4 city, 6 county, 9 town, 12 village, <c>00</c> nation (GB/T 2260, GB/T 10114).
/// </summary>
/// <param name="Value">The number as it stands in the database.</param>
public readonly record struct DivisionCode(long Value) : IComparable<DivisionCode>
{
    static readonly string[] LevelNames = ["nation", "province", "city", "county", "town", "village"];
    static readonly int[] Digits = [0, 2, 4, 6, 9, 12];
    static readonly long[] Below = [1_000_000_000_000_0, 10_000_000_000_0, 100_000_000_0, 1_000_000_0, 1_000_0, 10];

    /// <summary>The whole country.</summary>
    public static readonly DivisionCode Nation = new(0);

    public DivisionLevel Level => (DivisionLevel)(Value % 10);

    /// <summary>How many significant digits codes of a level have: 2, 4, 6, 9, 12.</summary>
    public static int DigitsAt(DivisionLevel level) => Digits[(int)level];

    /// <summary>How many values the subtree of a unit of this level spans: <c>value / width * width + level</c> is the ancestor, also in SQL.</summary>
    public static long WidthOf(DivisionLevel level) => Below[(int)level];

    /// <summary>First value of the subtree: the unit itself.</summary>
    public long From => Value;

    /// <summary>Last value of the subtree.</summary>
    public long To => Value - Value % 10 + Below[(int)Level] - 1;

    /// <summary>Whether the other unit is this one or lies below it.</summary>
    public bool Contains(DivisionCode other) => other.Value >= From && other.Value <= To;

    /// <summary>The unit one level up; the nation has none and answers itself.</summary>
    public DivisionCode Parent => Level == DivisionLevel.Nation ? this : At(Level - 1);

    /// <summary>The ancestor (or the unit itself) at a level. Throws when asked for a level below.</summary>
    public DivisionCode At(DivisionLevel level)
    {
        if (level > Level) throw new ArgumentOutOfRangeException(nameof(level), level, "A unit has no single descendant at a lower level.");
        if (level == DivisionLevel.Nation) return Nation;
        var width = Below[(int)level];
        return new(Value / width * width + (int)level);
    }

    /// <summary>From the nation's children down to this unit itself.</summary>
    public IEnumerable<DivisionCode> Path()
    {
        for (var level = DivisionLevel.Province; level <= Level; level++) yield return At(level);
    }

    /// <summary>From digits: 2, 4, 6, 9 or 12 of them, or <c>00</c> for the nation.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DivisionCode code)
    {
        code = default;
        if (text is "00") return true;
        var level = Array.IndexOf(Digits, text.Length);
        if (level < 1 || text[0] == '0' || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var digits)) return false;
        code = new(digits * Below[level] + level);
        return true;
    }

    /// <summary>From digits; throws <see cref="FormatException"/> otherwise.</summary>
    public static DivisionCode Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"'{text}' is not a division code (2, 4, 6, 9 or 12 digits, or 00).");

    /// <summary>Spelling of a level in the API: nation, province, city, county, town, village.</summary>
    public static string LevelName(DivisionLevel level) => LevelNames[(int)level];

    public int CompareTo(DivisionCode other) => Value.CompareTo(other.Value);

    /// <summary>Writes the significant digits without making a string.</summary>
    public bool TryFormat(Span<char> room, out int written) =>
        Value == 0 ? "00".TryCopyTo(room) & (written = 2) > 0 : (Value / Below[(int)Level]).TryFormat(room, out written, default, CultureInfo.InvariantCulture);

    /// <summary>The significant digits.</summary>
    public override string ToString() =>
        Value == 0 ? "00" : (Value / Below[(int)Level]).ToString(CultureInfo.InvariantCulture);
}
