namespace Yinong.Tests.Support;

/// <summary>What a rule of the house found, each with its place.</summary>
public static class Findings
{
    /// <summary>Fails with every finding on its own line.</summary>
    public static void AssertNone(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    /// <summary>Fails with what is in one list and not in the other.</summary>
    public static void AssertSame(IEnumerable<string> expected, IEnumerable<string> actual, string onlyExpected, string onlyActual)
    {
        var (left, right) = (expected.ToHashSet(), actual.ToHashSet());
        AssertNone(left.Except(right).Order().Select(x => $"{onlyExpected}: {x}").Concat(right.Except(left).Order().Select(x => $"{onlyActual}: {x}")));
    }
}
