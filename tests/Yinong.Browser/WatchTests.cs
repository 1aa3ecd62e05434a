using Yinong.Browser.Support;

namespace Yinong.Browser;

/// <summary>The watch itself sees what it is there for.</summary>
public class WatchTests(Chromium chromium)
{
    [Theory]
    [InlineData("<html lang=zh-CN><title>t</title><main><h1>甲</h1><img src=data:,></main>", "image-alt")]
    [InlineData("<html lang=zh-CN><title>t</title><main><h1>甲</h1><input></main>", "label")]
    [InlineData("<html lang=zh-CN><title>t</title><main><h1>甲</h1><p style='color:#aaa'>灰色的字</p></main>", "color-contrast")]
    [InlineData("<html lang=zh-CN><title>t</title><main><h1>甲</h1><p style='width:2000px'>宽</p></main>", "wider")]
    public async Task A_barrier_is_seen(string html, string what)
    {
        var page = await chromium.OpenAsync("http://127.0.0.1");
        await page.SetContentAsync(html);
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => Watch.AssertUsableByAllAsync(page));
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_error_is_seen()
    {
        var page = await chromium.OpenAsync("http://127.0.0.1");
        var watch = new Watch(page);
        await page.SetContentAsync("<script>missing()</script>");
        var fault = Assert.ThrowsAny<Exception>(watch.AssertNoFault);
        Assert.Contains("missing is not defined", fault.Message, StringComparison.Ordinal);
    }
}
