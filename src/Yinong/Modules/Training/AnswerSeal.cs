using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Yinong.Modules.Training;

/// <summary>One entry of a phone's chain.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Place">Of the question on the paper; 0: the paper was handed in.</param>
/// <param name="Answer">By the places at which the options were shown, with commas; the words of a short answer.</param>
/// <param name="Flagged">The taker wants to look at it again.</param>
/// <param name="At">When it was given: milliseconds since 1970, UTC.</param>
/// <param name="Seal">64 hex digits.</param>
public sealed record SealedEntry(int Number, int Place, string Answer, bool Flagged, long At, string Seal);

/// <summary>
/// HMAC-SHA256 over an entry and the seal before it, with the key of the sitting. It shows that nothing was changed, taken out or put in after it was
/// sealed. It cannot show when: the key lies on the taker's own phone, which is why late answers are marked for whoever reviews.
/// </summary>
public static class AnswerSeal
{
    const int KeyBytes = 32;

    /// <summary>A fresh key in hex.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The seal of an entry; <paramref name="before"/> is that of the entry ahead of it, empty for the first.</summary>
    public static string Of(string key, Guid sitting, string chain, SealedEntry entry, string before) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(key), Encoding.UTF8.GetBytes(string.Join('\n',
            sitting.ToString(), chain, entry.Number.ToString(CultureInfo.InvariantCulture), entry.Place.ToString(CultureInfo.InvariantCulture), entry.Flagged ? "1" : "0",
            entry.At.ToString(CultureInfo.InvariantCulture), before, entry.Answer))));

    public static bool Fits(string key, Guid sitting, string chain, SealedEntry entry, string before) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(key, sitting, chain, entry, before)), Encoding.ASCII.GetBytes(entry.Seal));
}
