using Microsoft.Playwright;
using Yinong.Browser.Support;
using Yinong.Tests.Support;

namespace Yinong.Browser;

/// <summary>Every page in every state on a phone, 360 × 800.</summary>
public sealed class PhonePageWalk(WalkedCountry app, Chromium chromium) : UsablePageWalk(app, chromium, phone: true)
{
    public static TheoryData<PageToWalk> Walks => [.. Pages.All.Select(page => new TheoryDataRow<PageToWalk>(page))];

    [Theory, MemberData(nameof(Walks))]
    public Task Page_is_usable_by_all(PageToWalk walk) => WalkAsync(walk);
}

/// <summary>Every page on a desktop, 1440 × 900; the officer's phone has none, and further states are looked at where it is narrow.</summary>
public sealed class DesktopPageWalk(WalkedCountry app, Chromium chromium) : UsablePageWalk(app, chromium, phone: false)
{
    public static TheoryData<PageToWalk> Walks => [.. Pages.All.Where(page => page.Side != Side.Phone && page.Whole).Select(page => new TheoryDataRow<PageToWalk>(page))];

    [Theory, MemberData(nameof(Walks))]
    public Task Page_is_usable_by_all(PageToWalk walk) => WalkAsync(walk);
}

/// <summary>The same headings, fields and buttons without script. Script may add (a button of its own), never carry meaning.</summary>
public sealed class ScriptlessPageWalk(WalkedCountry app, Chromium chromium) : PageWalk(app, chromium)
{
    public static TheoryData<PageToWalk> Walks => [.. Pages.All.Where(page => !page.Island && page.Whole).Select(page => new TheoryDataRow<PageToWalk>(page))];

    [Theory, MemberData(nameof(Walks))]
    public async Task Page_says_the_same_without_script(PageToWalk walk)
    {
        var said = new List<IReadOnlyList<string>>();
        foreach (var script in new[] { false, true })
        {
            var page = await OpenAsync(walk, phone: walk.Side != Side.Desk, script);
            await GoAsync(page, walk);
            Assert.Equal(1, await page.Locator("h1").CountAsync());
            said.Add(await page.Locator("main :is(h1, h2, h3, th[scope=col], label, legend, button):visible").AllInnerTextsAsync());
        }
        Findings.AssertNone(said[0].Except(said[1]).Select(text => $"only without script: {text}"));
    }
}

/// <summary>What goes to the printer: A4 at 96 dots an inch; what is only for the screen stays away.</summary>
public sealed class PrintedPageWalk(WalkedCountry app, Chromium chromium) : PageWalk(app, chromium)
{
    const string OnlyForTheScreen = """
        () => [...document.querySelectorAll('.btn, .yn-side, .yn-top, .yn-skip, form.yn-filter')].filter(e => e.getClientRects().length).map(e => 'printed: ' + e.outerHTML.slice(0, 120))
        """;

    public static TheoryData<PageToWalk> Walks => [.. Pages.All.Where(page => page.Prints).Select(page => new TheoryDataRow<PageToWalk>(page))];

    [Theory, MemberData(nameof(Walks))]
    public async Task Page_prints_whole(PageToWalk walk)
    {
        var page = await OpenAsync(walk, phone: false);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.SetViewportSizeAsync(794, 1123);
        await GoAsync(page, walk);
        if (await page.Locator(".yn-sheetp.is-land").CountAsync() > 0) await page.SetViewportSizeAsync(1123, 794);
        var findings = new List<string>(await page.EvaluateAsync<string[]>(Look.CutOnPaper));
        findings.AddRange(await page.EvaluateAsync<string[]>(OnlyForTheScreen));
        await PictureAsync(page, walk, "desktop-print");
        Findings.AssertNone(findings);
    }
}
