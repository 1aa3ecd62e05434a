namespace Yinong.Modules.Programme;

/// <summary>Shares whole things by weight so that nothing is lost: the largest remainders get what rounding down leaves.</summary>
static class Shares
{
    public static int[] ByWeight(int whole, IReadOnlyList<int> weights)
    {
        var total = weights.Sum(w => (long)w);
        if (total == 0) weights = [.. weights.Select(_ => 1)];
        if (total == 0) total = weights.Count;
        var parts = weights.Select(w => (int)((long)whole * w / total)).ToArray();
        var left = whole - parts.Sum();
        foreach (var part in Enumerable.Range(0, parts.Length).OrderByDescending(i => (long)whole * weights[i] % total).ThenBy(i => i).Take(left)) parts[part]++;
        return parts;
    }
}
