using Microsoft.Playwright;
using OtpNet;
using Yinong.Tests.Support;

namespace Yinong.Browser.Support;

/// <summary>Somebody with an account of his own at a browser of his own, who reads pages and fills in forms as people do.</summary>
public sealed class Person(IPage page)
{
    public IPage Page => page;

    /// <summary>A browser on which nobody signs in.</summary>
    public static async Task<Person> StrangerAsync(Chromium chromium, BrowserApp app, bool phone = false, bool script = true) => new(await chromium.OpenAsync(app.Address, phone, script));

    /// <summary>Somebody who has signed in at his browser.</summary>
    public static async Task<Person> SignedInAsync(Chromium chromium, BrowserApp app, TestAccount account, bool phone = false)
    {
        var person = await StrangerAsync(chromium, app, phone);
        await person.SignInAsync(account.UserName, account.Password);
        if (account.TotpKey is { } key)
        {
            await person.FillAsync(("Code", new Totp(Base32Encoding.ToBytes(key)).ComputeTotp()));
            await person.PressAsync("登录");
            Assert.NotEqual("/sign-in/totp", new Uri(person.Page.Url).AbsolutePath);
        }
        return person;
    }

    /// <summary>Signs in through the page; where the role must have a second factor, its code comes after it.</summary>
    public async Task SignInAsync(string userName, string password)
    {
        await GoAsync("/sign-in");
        await FillAsync(("Input.UserName", userName), ("Input.Password", password));
        await page.Locator("#sign-in button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath != "/sign-in");
    }

    /// <summary>Opens a page; its answer is looked at by <see cref="SeesAsync"/>.</summary>
    public async Task GoAsync(string address) => await page.GotoAsync(address);

    /// <summary>Fills in fields by their names: text, choices, boxes (yes or no) and files (a path, or several with a | between them).</summary>
    public async Task FillAsync(params (string Name, string Value)[] fields)
    {
        foreach (var (name, value) in fields)
        {
            var field = page.Locator($"main [name='{name}']:not([type=hidden])").First;
            var kind = await field.EvaluateAsync<string>("e => e.tagName === 'SELECT' ? 'select' : e.type");
            if (kind is "select") await field.SelectOptionAsync(value);
            else if (kind is "radio") await page.Locator($"main [name='{name}'][value='{value}']").CheckAsync();
            else if (kind is "checkbox") await field.SetCheckedAsync(value == "yes");
            else if (kind is "file") await field.SetInputFilesAsync(value.Split('|'));
            else await field.FillAsync(value);
        }
    }

    /// <summary>Presses a button or follows a link with these words and waits for the page that comes.</summary>
    public Task PressAsync(string words) =>
        PressAsync(page.Locator("main").GetByRole(AriaRole.Button, new() { Name = words, Exact = true }).Or(page.Locator("main").GetByRole(AriaRole.Link, new() { Name = words, Exact = true })).First);

    /// <summary>Follows a link that says these words among others.</summary>
    public Task FollowAsync(string words) => PressAsync(page.Locator("main").GetByRole(AriaRole.Link, new() { Name = words }).First);

    /// <summary>Presses what was found and waits for the page that comes.</summary>
    public async Task PressAsync(ILocator found)
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnRead(object? sender, IPage it) => read.TrySetResult();
        page.DOMContentLoaded += OnRead;
        try
        {
            await found.ClickAsync();
            await read.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
        finally
        {
            page.DOMContentLoaded -= OnRead;
        }
    }

    /// <summary>Fills in and sends.</summary>
    public async Task SendAsync(string button, params (string Name, string Value)[] fields)
    {
        await FillAsync(fields);
        await PressAsync(button);
    }

    /// <summary>Fills in, sends, and is told why not.</summary>
    public async Task RefusedAsync(string why, string button, params (string Name, string Value)[] fields)
    {
        await SendAsync(button, fields);
        await SeesAsync(why);
    }

    /// <summary>Opens a page and is told why not; the answer is a no, not a page that says so.</summary>
    public async Task RefusedAtAsync(string address, string why)
    {
        var answer = await page.GotoAsync(address);
        Assert.InRange(answer!.Status, 400, 499);
        await SeesAsync(why);
    }

    /// <summary>The words stand on the page.</summary>
    public async Task SeesAsync(string words)
    {
        var text = await page.Locator("body").InnerTextAsync();
        Assert.True(text.Contains(words, StringComparison.Ordinal), $"{page.Url} does not say “{words}” but:\n{text}");
    }

    /// <summary>The words do not stand on the page.</summary>
    public async Task DoesNotSeeAsync(string words) => Assert.DoesNotContain(words, await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

    /// <summary>What follows the given words in the page's address, e.g. the key of a station.</summary>
    public string AfterInAddress(string words) => page.Url[(page.Url.IndexOf(words, StringComparison.Ordinal) + words.Length)..].Split('/', '?')[0];
}
