using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Yinong.Modules.Marks;

/// <summary>What stands in a mark 防伪标记: the words that a station or a certificate is bound to by the signature (docs/marks.md).</summary>
/// <param name="Kind">Of what: <see cref="MarkKinds"/>.</param>
/// <param name="Number">Number of the station or certificate.</param>
/// <param name="Name">Short name of the station; masked name of the holder.</param>
/// <param name="Division">Code of the place on the day of issue.</param>
/// <param name="IssuedOn">Day of issue in China.</param>
/// <param name="ValidTo">Last valid day; certificates only.</param>
/// <param name="Serial">Which issue of this number it is 第几版, from 1.</param>
/// <param name="Key">Code of the key that signed.</param>
public sealed record Mark(string Kind, string Number, string Name, string Division, DateOnly IssuedOn, DateOnly? ValidTo, int Serial, string Key)
{
    /// <summary>Longest text that is looked at.</summary>
    public const int LongestText = 500;

    /// <summary>Letters of a name that fit: a QR code on a card has to stay readable.</summary>
    public const int LongestName = 14;

    const string Version = "1", DayFormat = "yyyyMMdd";
    const int Fields = 9;

    /// <summary>What is signed: UTF-8 of <c>1|kind|number|name|division|issued|valid to|serial|key</c>. A division that begins the number is left out.</summary>
    public byte[] Payload() => Encoding.UTF8.GetBytes(string.Join('|', Version, MarkKinds.Letter(Kind), Number, Name, Number.StartsWith(Division, StringComparison.Ordinal) && Division.Length == 12 ? "" : Division,
        IssuedOn.ToString(DayFormat, CultureInfo.InvariantCulture), ValidTo?.ToString(DayFormat, CultureInfo.InvariantCulture), Serial.ToString(CultureInfo.InvariantCulture), Key));

    /// <summary>As it stands in the address of the QR code: payload and signature in base64url, a dot between.</summary>
    public static string Write(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature) => $"{Base64Url.EncodeToString(payload)}.{Base64Url.EncodeToString(signature)}";

    /// <summary>The mark inside a text that somebody pasted: the mark itself, or an address with <c>m=</c>; null: there is none.</summary>
    public static string? Find(string? pasted)
    {
        var text = pasted?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > LongestText) return null;
        var at = text.IndexOf("?m=", StringComparison.Ordinal);
        if (at < 0) at = text.IndexOf("&m=", StringComparison.Ordinal);
        if (at >= 0) text = text[(at + 3)..];
        var end = text.AsSpan().IndexOfAny("&# \t\r\n");
        return end >= 0 ? text[..end] : text;
    }

    /// <summary>Takes a mark apart; false when it has not the shape of one. A text spelled otherwise than <see cref="Write"/> does is none.</summary>
    public static bool TryRead(string text, out Mark? mark, out byte[] payload, out byte[] signature)
    {
        (mark, payload, signature) = (null, [], []);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (text.Length > LongestText || dot <= 0) return false;
        try
        {
            (payload, signature) = (Base64Url.DecodeFromChars(text.AsSpan(0, dot)), Base64Url.DecodeFromChars(text.AsSpan(dot + 1)));
            if (Write(payload, signature) != text) return false;
            var parts = new UTF8Encoding(false, true).GetString(payload).Split('|');
            if (parts.Length != Fields || parts[0] != Version || MarkKinds.OfLetter(parts[1]) is not { } kind) return false;
            var number = parts[2];
            mark = new(kind, number, parts[3], parts[4].Length > 0 ? parts[4] : number[..Math.Min(12, number.Length)], Day(parts[5]), parts[6].Length == 0 ? null : Day(parts[6]),
                int.Parse(parts[7], NumberStyles.None, CultureInfo.InvariantCulture), parts[8]);
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    static DateOnly Day(string text) => DateOnly.ParseExact(text, DayFormat, CultureInfo.InvariantCulture);
}

/// <summary>What carries a mark.</summary>
public static class MarkKinds
{
    /// <summary>Plaque and sign of a station.</summary>
    public const string Station = "station";

    /// <summary>Certificate and card of an officer.</summary>
    public const string Certificate = "certificate";

    public static string Letter(string kind) => kind == Station ? "S" : "C";

    public static string? OfLetter(string letter) => letter switch { "S" => Station, "C" => Certificate, _ => null };
}
