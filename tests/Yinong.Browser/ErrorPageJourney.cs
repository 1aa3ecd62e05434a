using Yinong.Browser.Support;

namespace Yinong.Browser;

/// <summary>Somebody follows a wrong link.</summary>
public class ErrorPageJourney(BrowserApp app, Chromium chromium) : IClassFixture<BrowserApp>
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_wrong_link_says_so_and_shows_a_way_on(bool phone, bool script)
    {
        var page = await chromium.OpenAsync(app.Address, phone, script);
        var watch = new Watch(page);
        var answer = await page.GotoAsync("/no-such-page");
        Assert.Equal(404, answer!.Status);
        Assert.Equal("没有找到这一页", await page.Locator("h1").InnerTextAsync());
        watch.AssertNoFault();
        if (script) await Watch.AssertUsableByAllAsync(page);
    }
}
