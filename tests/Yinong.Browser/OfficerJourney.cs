using Yinong.Browser.Support;
using Yinong.Tests.Support;

namespace Yinong.Browser;

/// <summary>A day at the officer's desk, on a phone of 360 × 800.</summary>
public class OfficerJourney(BrowserApp app, Chromium chromium) : IClassFixture<BrowserApp>
{
    [Fact]
    public async Task Tile_item_done()
    {
        var page = await chromium.OpenDeskAsync(app.Address, await app.OfficerAsync());
        var watch = new Watch(page);
        await page.RecordAsync();
        await page.GetByText("1人次，已上传。5分钟内可以撤回。").WaitForAsync();
        Assert.Equal("今天1", await page.Locator("[data-tile=public] small").InnerTextAsync());
        watch.AssertNoFault();
    }
}
