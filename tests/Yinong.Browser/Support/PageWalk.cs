using Microsoft.Playwright;
using Yinong.Browser.Support;
using Yinong.Tests.Support;

namespace Yinong.Browser;

/// <summary>
/// Every page as people meet it. The classes below walk side by side, each over a small country of its own; their pictures go to artifacts/shots, for people to look at.
/// </summary>
public abstract class PageWalk(WalkedCountry app, Chromium chromium) : IClassFixture<WalkedCountry>, IAsyncDisposable
{
    readonly List<IPage> _used = [];

    /// <summary>The open browser of whoever looks at the page: one for the whole walk, because starting one costs more than all that is looked at in it.</summary>
    protected async Task<IPage> OpenAsync(PageToWalk walk, bool phone, bool script = true)
    {
        var page = await app.BrowserOfAsync(chromium, walk.Account, phone, script);
        _used.Add(page);
        return page;
    }

    protected Task<IResponse?> GoAsync(IPage page, PageToWalk walk) => page.GotoAsync(app.AddressOf(walk));

    protected Task SizeAsync(IPage page, string size) => page.Context.AddCookiesAsync([new() { Name = "yn-size", Value = size, Url = app.Address }]);

    protected static async Task PictureAsync(IPage page, PageToWalk walk, string how)
    {
        var folder = Directory.CreateDirectory(Repository.Path("artifacts", "shots"));
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"{walk.Name}-{how}.png"), FullPage = true });
    }

    public async ValueTask DisposeAsync()
    {
        // A page that stays goes on asking for what it shows.
        foreach (var page in _used) await page.GotoAsync("about:blank");
        GC.SuppressFinalize(this);
    }
}

/// <summary>
/// At normal, 125 % and 150 % type: nothing wider than the window, targets large enough, axe without a finding, no script error, every icon there, no rule
/// that the bundle lost. Thumbs need 48 px, a mouse 24 (WCAG 2.2, 2.5.8).
/// </summary>
public abstract class UsablePageWalk(WalkedCountry app, Chromium chromium, bool phone) : PageWalk(app, chromium)
{
    /// <summary>Every rule there is: the back office's whole bundle and the village sheet before it is purged.</summary>
    static readonly Lazy<string> AllRules = new(() => Repository.Read("src", "Yinong", "wwwroot", "built", "desk.css") + Repository.Read("src", "Yinong", "Styles", "village.css"));

    static readonly string[] Sizes = ["normal", "large", "xlarge"];

    protected async Task WalkAsync(PageToWalk walk)
    {
        var page = await OpenAsync(walk, phone);
        using var watch = new Watch(page);
        var findings = new List<string>();
        foreach (var size in Sizes.Where(size => walk.Whole || size != "large"))
        {
            await SizeAsync(page, size);
            var answer = await GoAsync(page, walk);
            Assert.Equal(walk.Status, answer!.Status);
            if (walk.Sends is { } form) await SendAsync(page, form);
            findings.AddRange((await LookAsync(page, walk, thorough: size == "normal" || (walk.Whole && size == "xlarge"))).Select(f => $"{size}: {f}"));
            if (size != "large") await PictureAsync(page, walk, (phone ? "phone" : "desktop") + (size == "normal" ? "" : "-" + size));
        }
        watch.AssertNoFault();
        Findings.AssertNone(findings);
    }

    async Task<IEnumerable<string>> LookAsync(IPage page, PageToWalk walk, bool thorough)
    {
        var findings = new List<string>(await page.EvaluateAsync<string[]>(Look.TooWide));
        findings.AddRange(await page.EvaluateAsync<string[]>(Look.SmallTargets, phone && walk.Side != Side.Desk ? 48 : 24));
        if (!thorough) return findings;
        findings.AddRange(await page.EvaluateAsync<string[]>(Look.MissingIcons));
        findings.AddRange(Look.LostClasses(await page.EvaluateAsync<string[]>(Look.ClassesOnPage), await page.EvaluateAsync<string>(Look.Bundle), AllRules.Value));
        findings.AddRange(await Axe.FindingsAsync(page, bestPractice: true));
        return findings;
    }

    /// <summary>Sends a form as it stands, past what the browser itself would ask for, and waits for the page with its errors.</summary>
    static async Task SendAsync(IPage page, string form)
    {
        await page.RunAndWaitForResponseAsync(
            () => page.EvalOnSelectorAsync(form, "form => { form.noValidate = true; HTMLFormElement.prototype.submit.call(form); }"),
            response => response.Request.Method == "POST" && response.Request.IsNavigationRequest);
        await page.WaitForLoadStateAsync(LoadState.Load);
        await page.Locator(".yn-errsum").First.WaitForAsync();
    }
}
