using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Yinong.Browser.Support.Chromium))]

namespace Yinong.Browser.Support;

/// <summary>The one browser of the run. <c>YINONG_CHROMIUM</c> says where it is; <c>./yinong test</c> installs it and sets that.</summary>
public sealed class Chromium : IAsyncLifetime
{
    IPlaywright? _playwright;
    IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("YINONG_CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            // A quiet browser: nothing of its own goes out to the network.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-features=SpareRendererForSitePerProcess,Translate", "--lang=zh-CN"],
        });
    }

    /// <summary>A page of its own session: desktop 1440 × 900, or a phone 360 × 800.</summary>
    public async Task<IPage> OpenAsync(string address, bool phone = false, bool script = true)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = address,
            JavaScriptEnabled = script,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ViewportSize = phone ? new() { Width = 360, Height = 800 } : new() { Width = 1440, Height = 900 },
            DeviceScaleFactor = phone ? 2 : 1,
            HasTouch = phone,
        });
        // Patience for a busy machine; nothing waits longer than what it waits for.
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
