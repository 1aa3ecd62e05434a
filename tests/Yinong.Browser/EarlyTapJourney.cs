using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Yinong.Browser.Support;
using Yinong.Tests.Support;

namespace Yinong.Browser;

/// <summary>A tap that comes before the phone is ready, or on a phone that cannot keep anything, is never lost.</summary>
public class EarlyTapJourney(BrowserApp app, Chromium chromium) : IClassFixture<BrowserApp>
{
    /// <summary>The phone's store opens when the test says so, as on a phone that is short of memory.</summary>
    const string SlowStore = """
        const real = IDBFactory.prototype.open, gate = new Promise(go => window.openStore = go);
        IDBFactory.prototype.open = function (...asked) {
          const request = {};
          gate.then(() => {
            const opened = real.apply(this, asked);
            for (const name of ['onupgradeneeded', 'onsuccess', 'onerror'])
              opened[name] = event => { request.result = opened.result; if (request[name]) request[name](event); };
          });
          return request;
        };
        """;

    const string NoStore = "IDBFactory.prototype.open = () => { throw new DOMException('not here', 'SecurityError'); };";

    [Fact]
    public async Task Recorded_without_a_line_before_the_store_is_open()
    {
        var (officer, line) = (await app.OfficerAsync(), new VillageLine(app.Address));
        var page = await chromium.OpenKeptDeskAsync(line.Address, officer);
        await line.CutAsync(page.Context);
        await page.AddInitScriptAsync(SlowStore);
        await page.ReloadAsync();
        await page.FillInAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "记下这一笔" }).ClickAsync();
        await page.EvaluateAsync("openStore()");
        await page.GetByText("已记下：农技咨询").WaitForAsync();
        await line.MendAsync(page.Context);
        await page.GetByText("1人次，已上传。5分钟内可以撤回。").WaitForAsync();
        Assert.Equal(1, await CountAsync(officer));
    }

    /// <summary>Sent by the form itself, because the modules were not there yet: it comes back filled in, and one more press keeps it.</summary>
    [Fact]
    public async Task Sent_without_a_line_before_the_modules_are_there()
    {
        var (officer, line) = (await app.OfficerAsync(), new VillageLine(app.Address));
        var page = await chromium.OpenKeptDeskAsync(line.Address, officer);
        await line.CutAsync(page.Context);
        for (var i = 0; i < 2; i++)
        {
            await page.GotoAsync("/desk/record/convenience");
            await page.Locator("form[data-record] label", new() { HasText = "电费代缴" }).First.ClickAsync();
            await page.FillAsync("[name='Input.Count']", "3");
            await page.EvaluateAsync("() => { document.querySelector('form[data-record]').submit(); }");
            await page.GetByText("没有网络，这一笔还没有记上。").WaitForAsync();
            Assert.Equal("3", await page.InputValueAsync("[name='Input.Count']"));
            await page.GetByRole(AriaRole.Button, new() { Name = "记下这一笔" }).ClickAsync();
            await page.GetByText("3人次，存在手机里，有网自动上传。").WaitForAsync();
        }
        await page.GotoAsync("/desk/outbox");
        await page.Locator("#waiting article").Nth(1).WaitForAsync();
        await line.MendAsync(page.Context);
        await page.GetByText("都上传好了").WaitForAsync();
        Assert.Equal(2, await CountAsync(officer));
    }

    [Fact]
    public async Task A_phone_that_keeps_nothing_sends_each_one_as_a_form_does()
    {
        var officer = await app.OfficerAsync();
        var page = await chromium.OpenAsync(app.Address, phone: true);
        await page.AddInitScriptAsync(NoStore);
        var watch = new Watch(page);
        await page.SignInOnPageAsync(officer);
        await page.RecordAsync();
        await page.GetByText("1人次。5分钟内可以撤回。").WaitForAsync();
        watch.AssertNoFault();
        Assert.Equal(1, await CountAsync(officer));
    }

    [Fact]
    public async Task Without_script_tile_item_done_and_taken_back()
    {
        var officer = await app.OfficerAsync();
        var page = await chromium.OpenDeskAsync(app.Address, officer, script: false);
        await page.RecordAsync();
        Assert.Equal(1, await CountAsync(officer));
        await page.Locator("#said button").ClickAsync();
        await page.GetByText("已撤回：农技咨询").WaitForAsync();
    }

    /// <summary>Two quick taps on a tile open one form.</summary>
    [Fact]
    public async Task A_double_tap_opens_one_sheet()
    {
        var page = await chromium.OpenKeptDeskAsync(app.Address, await app.OfficerAsync());
        await page.Locator("[data-tile=public]").DblClickAsync();
        await page.Locator("dialog[open]").WaitForAsync();
        Assert.Equal(1, await page.Locator("dialog").CountAsync());
    }

    async Task<int> CountAsync(TestOfficer officer)
    {
        await using var db = app.Db();
        return await db.ServiceRecords.CountAsync(r => r.OfficerId == officer.Desk.Officer.Id);
    }
}
