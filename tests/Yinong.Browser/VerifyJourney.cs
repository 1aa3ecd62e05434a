using System.Text.Json;
using Microsoft.Playwright;
using Yinong.Browser.Support;
using Yinong.Modules.Marks;
using Yinong.Tests.Support;

namespace Yinong.Browser;

/// <summary>A plaque is verified where there is no network, by a phone that has once opened the page.</summary>
public class VerifyJourney(BrowserApp app, Chromium chromium) : IClassFixture<BrowserApp>
{
    [Fact]
    public async Task Without_a_line_genuine_and_forged_are_told_apart()
    {
        var station = (await app.DeskAsync()).Station;
        var mark = await app.PlaqueAsync(station.Number!, new(1, null, null));
        using var line = new VillageLine(app.Address);
        var page = await chromium.OpenAsync(line.Address, phone: true);
        await page.GotoAsync("/verify");
        await page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; while (!(await caches.match('/verify/app/edwards.js'))) await new Promise(r => setTimeout(r, 50)); }");
        await page.GetByLabel("二维码里的整段文字").FillAsync(mark);
        await page.GetByRole(AriaRole.Button, new() { Name = "验证", Exact = true }).ClickAsync();
        await page.GetByText("防伪标记是真的").WaitForAsync();
        await page.GetByText("本机验签：签名是真的").First.WaitForAsync();

        await line.CutAsync(page.Context);
        // What the phone's camera opens: the worker answers with the page that verifies.
        await page.GotoAsync($"/s/{station.Number}?m={mark}");
        await page.GetByText("现在没有网络，只验了签名").WaitForAsync();
        Assert.True(await page.Locator("[data-case=genuine]").IsVisibleAsync());
        Assert.Contains(station.Name, await page.Locator("p[data-station] [data-name]").InnerTextAsync(), StringComparison.Ordinal);

        var forged = Mark.TryRead(mark, out var read, out _, out var signature) ? Mark.Write((read! with { Name = "假冒的站" }).Payload(), signature) : "";
        await page.GetByLabel("二维码里的整段文字").FillAsync(forged);
        await page.GetByRole(AriaRole.Button, new() { Name = "验证", Exact = true }).ClickAsync();
        await page.Locator("[data-case=signature]").WaitForAsync();
        Assert.False(await page.Locator("[data-case=genuine]").IsVisibleAsync());
    }

    [Fact]
    public async Task The_browser_judges_as_the_server_does_with_every_algorithm()
    {
        var page = await chromium.OpenAsync(app.Address);
        await page.GotoAsync("/verify");
        foreach (var algorithm in new[] { MarkAlgorithms.P256, MarkAlgorithms.Ed25519, MarkAlgorithms.Sm2 })
            for (var i = 0; i < 3; i++)
            {
                var (open, secret) = MarkAlgorithms.MakePair(algorithm);
                var mark = new Mark(MarkKinds.Certificate, $"XXY-37-2018-00000{i}-W", "覃*", "370102011201", new(2018, 10, 31), new(2018, 12, 31), 1, MarkKey.CodeOf(open));
                var signature = MarkAlgorithms.Sign(algorithm, secret, mark.Payload());
                var keys = JsonSerializer.Serialize(new[] { new { code = mark.Key, algorithm, publicKey = Convert.ToBase64String(open) } });
                Task<string> JudgeAsync(Mark said, string on) => page.EvaluateAsync<string>("async ([text, keys, today]) => (await (await import('/verify/app/mark.js')).judge(text, JSON.parse(keys), today)).result", new[] { Mark.Write(said.Payload(), signature), keys, on });
                Assert.Equal("genuine", await JudgeAsync(mark, "2018-11-01"));
                Assert.Equal("expired", await JudgeAsync(mark, "2019-01-01"));
                Assert.Equal("signature", await JudgeAsync(mark with { Serial = 2 }, "2018-11-01"));
                Assert.Equal("unknown-key", await JudgeAsync(mark with { Key = "00000000" }, "2018-11-01"));
                // The hand-written Ed25519, which browsers of today no longer need.
                if (algorithm != MarkAlgorithms.Ed25519) continue;
                const string ByHand = """
                    async ([key, message, signature]) => {
                      const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
                      const { verifyEd25519 } = await import('/verify/app/edwards.js');
                      const sha512 = async b => new Uint8Array(await crypto.subtle.digest('SHA-512', b));
                      return verifyEd25519(bytes(key), bytes(message), bytes(signature), sha512);
                    }
                    """;
                async Task<bool> ByHandAsync(byte[] message) => await page.EvaluateAsync<bool>(ByHand, new[] { Convert.ToBase64String(open.AsSpan(open.Length - 32)), Convert.ToBase64String(message), Convert.ToBase64String(signature) });
                Assert.True(await ByHandAsync(mark.Payload()));
                Assert.False(await ByHandAsync((mark with { Serial = 3 }).Payload()));
            }
    }
}
