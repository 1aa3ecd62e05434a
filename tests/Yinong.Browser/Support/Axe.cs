using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Yinong.Browser.Support;

/// <summary>
/// axe in the page itself: barriers for people with disabilities by WCAG 2.2 AA. Run right there instead of through the library's own door, which opens
/// another page for every run and describes everything that is well, too; the rules and their answers are the same.
/// </summary>
static class Axe
{
    static readonly string[] Wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    static readonly string Script = new BundledAxeScriptProvider().GetScript();

    const string Run = """
        async tags => (await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }))
          .violations.flatMap(v => v.nodes.map(n => `axe ${v.id}: ${v.help}: ${n.html}`))
        """;

    /// <summary>What axe finds, one line each.</summary>
    /// <param name="page">Open, and drawn as people see it.</param>
    /// <param name="bestPractice">Also what is no rule of WCAG but good manner.</param>
    public static async Task<string[]> FindingsAsync(IPage page, bool bestPractice = false)
    {
        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(Run, bestPractice ? [.. Wcag, "best-practice"] : Wcag);
    }
}
