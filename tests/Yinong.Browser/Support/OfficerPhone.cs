using Microsoft.Playwright;
using Yinong.Tests.Support;

namespace Yinong.Browser.Support;

/// <summary>An officer with the phone in the hand.</summary>
public static class OfficerPhone
{
    // Looks for itself again and again: the pages are fetched one after the other behind the page that is shown.
    const string AllKept = """
        async () => {
          const pages = ['', '/record', '/record/public', '/record/convenience', '/record/commerce', '/record/training', '/outbox', '/todo', '/me', '/records', '/offline'];
          const lacks = async () => {
            if (!navigator.serviceWorker.controller) return 'the worker';
            for (const page of pages) if (!await caches.match('/desk' + page, { cacheName: 'yn-desk-pages' })) return page || '/';
          };
          for (let i = 0; i < 600 && await lacks(); i++) await new Promise(done => setTimeout(done, 100));
          return await lacks() || '';
        }
        """;

    /// <summary>A phone of its own on which the officer has signed in; the desk is open.</summary>
    public static async Task<IPage> OpenDeskAsync(this Chromium chromium, string address, TestOfficer officer, bool script = true)
    {
        var page = await chromium.OpenAsync(address, phone: true, script);
        await page.SignInOnPageAsync(officer);
        return page;
    }

    /// <summary>The same, and the phone has had the time to keep what it needs without a network.</summary>
    public static async Task<IPage> OpenKeptDeskAsync(this Chromium chromium, string address, TestOfficer officer)
    {
        var page = await chromium.OpenDeskAsync(address, officer);
        Assert.Equal("", await page.EvaluateAsync<string>(AllKept));
        return page;
    }

    /// <summary>Signs in through the page and goes to the desk.</summary>
    public static async Task SignInOnPageAsync(this IPage page, TestOfficer officer)
    {
        await page.GotoAsync("/sign-in?to=/desk");
        await page.FillAsync("[name='Input.UserName']", officer.Account.UserName);
        await page.FillAsync("[name='Input.Password']", officer.Account.Password);
        await page.Locator("#sign-in button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/desk");
    }

    /// <summary>Tile → item → 记下这一笔, wherever the form opens: in the sheet, or on its page when the tap was faster than the modules.</summary>
    public static async Task RecordAsync(this IPage page, string kind = "public", string item = "农技咨询")
    {
        await page.FillInAsync(kind, item);
        await page.GetByRole(AriaRole.Button, new() { Name = "记下这一笔" }).ClickAsync();
        await page.GetByText($"已记下：{item}").WaitForAsync();
    }

    /// <summary>The same without the last press.</summary>
    public static async Task FillInAsync(this IPage page, string kind = "public", string item = "农技咨询")
    {
        await page.Locator($".yn-tile[data-tile={kind}]").ClickAsync();
        await page.Locator($"form[data-record={kind}] label", new() { HasText = item }).First.ClickAsync();
    }
}
