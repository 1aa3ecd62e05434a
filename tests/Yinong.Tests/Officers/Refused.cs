using Yinong.Platform.Problems;

namespace Yinong.Tests.Officers;

/// <summary>A "no" with its code.</summary>
static class Refused
{
    public static async Task WithAsync(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<Problem>(act)).Code);
}
