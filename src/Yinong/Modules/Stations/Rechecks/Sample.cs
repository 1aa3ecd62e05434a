using System.Security.Cryptography;
using System.Text;

namespace Yinong.Modules.Stations.Rechecks;

/// <summary>
/// The draw: each station number is hashed with the seed, <c>SHA-256(seed ":" number)</c> in UTF-8, and the smallest hashes are taken in their order.
/// Anybody with the seed and the list of numbers gets the same sample, with <c>sha256sum</c> and <c>sort</c> alone.
/// </summary>
public static class Sample
{
    /// <summary>The first <paramref name="size"/> numbers in the order of the seed; fewer when there are fewer.</summary>
    public static IReadOnlyList<string> Draw(string seed, IEnumerable<string> numbers, int size) =>
        [.. numbers.Select(number => (Number: number, Hash: HashOf(seed, number))).OrderBy(n => n.Hash, StringComparer.Ordinal).Take(size).Select(n => n.Number)];

    /// <summary>The hash that decides, in hexadecimal.</summary>
    public static string HashOf(string seed, string number) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{number}")));
}
