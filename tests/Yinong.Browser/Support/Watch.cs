using Microsoft.Playwright;
using Yinong.Tests.Support;

namespace Yinong.Browser.Support;

/// <summary>What a person would not see and must not happen: script errors, refused inline code, missing files, barriers for people with disabilities.</summary>
public sealed class Watch : IDisposable
{
    readonly List<string> _faults = [];
    readonly IPage _page;

    public Watch(IPage page)
    {
        _page = page;
        page.PageError += OnError;
        page.Console += OnConsole;
        page.Response += OnResponse;
    }

    public void Dispose()
    {
        _page.PageError -= OnError;
        _page.Console -= OnConsole;
        _page.Response -= OnResponse;
    }

    public void AssertNoFault() => Assert.True(_faults.Count == 0, string.Join('\n', _faults));

    /// <summary>axe finds nothing (WCAG 2.2 AA), and nothing is wider than the window.</summary>
    public static async Task AssertUsableByAllAsync(IPage page)
    {
        Findings.AssertNone((await Axe.FindingsAsync(page)).Select(finding => $"{page.Url} {finding}"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{page.Url} is wider than the window");
    }

    void OnError(object? page, string error) => _faults.Add($"script error: {error}");

    void OnConsole(object? page, IConsoleMessage message) => Add(message.Type == "error", $"console: {message.Text}");

    void OnResponse(object? page, IResponse response) => Add(response.Status >= 400 && response.Request.ResourceType != "document", $"{response.Status} {response.Url}");

    void Add(bool isFault, string fault)
    {
        // The browser says of the page itself that it was a refusal; whoever asked for one knows. Of everything else the answers are read above.
        if (isFault && !fault.StartsWith("console: Failed to load resource", StringComparison.Ordinal)) _faults.Add(fault);
    }
}
