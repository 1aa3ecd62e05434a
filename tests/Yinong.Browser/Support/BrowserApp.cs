using Microsoft.AspNetCore.Hosting;
using Yinong.Tests.Support;

namespace Yinong.Browser.Support;

/// <summary>The real program on a real port, so that a browser reaches it.</summary>
public class BrowserApp : App
{
    protected override Dictionary<string, string?> Settings => new() { ["YINONG_URLS"] = "http://127.0.0.1:0" };

    protected override void Listen(IWebHostBuilder web) => web.UseKestrel();
}
