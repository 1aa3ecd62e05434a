using System.Globalization;

namespace Yinong.Platform.Numbers;

/// <summary>Numbers that count up within a series: the series, a serial of fixed width, the check character over both.</summary>
public static class NumberSeries
{
    /// <summary>Makes a number; throws <see cref="ArgumentOutOfRangeException"/> when the serial is below 1 or has more digits than the width.</summary>
    public static string Make(string series, int serial, int width)
    {
        var digits = serial.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');
        if (serial < 1 || digits.Length > width) throw new ArgumentOutOfRangeException(nameof(serial), serial, $"A serial has at most {width} digits and starts at 1.");
        return series + digits + CheckCharacter.Of(series + digits);
    }
}
