using System.Security.Cryptography;

namespace Yinong.Platform.Numbers;

/// <summary>A code that somebody copies from paper and nobody guesses; it opens what it was given for.</summary>
public static class ReceiptCode
{
    /// <summary>Letters and digits that are not taken for each other.</summary>
    public const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>Characters of a receipt: about 49 bits.</summary>
    public const int Length = 10;

    public static string New(int length = Length) => RandomNumberGenerator.GetString(Letters, length);
}
