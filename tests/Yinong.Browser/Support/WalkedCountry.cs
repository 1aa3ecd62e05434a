using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Tests.Support;
using Yinong.Web;

namespace Yinong.Browser.Support;

/// <summary>
/// The demonstration, small: the program marked as one, on the small tree of places, with its fixed accounts and a handful of stations that serve,
/// for the walk through all pages. <c>officer-1</c> is the officer of <see cref="Desk"/>.
/// </summary>
public sealed class WalkedCountry : BrowserApp
{
    const string Password = "walk through every page";

    static readonly string[] Villages = [TestDivisions.Village, TestDivisions.OtherCountyVillage, TestDivisions.OtherProvinceVillage, TestDivisions.DongguanVillage];

    readonly ConcurrentDictionary<string, Lazy<Task<Cookie[]>>> _signedIn = [];
    readonly Dictionary<(string? Account, bool Phone, bool Script), IPage> _browsers = [];

    Dictionary<string, string> _names = [];
    TestAccount? _twoFactor;

    /// <summary>The desk of 姚家 in 历下区.</summary>
    public TestDesk Desk { get; private set; } = null!;

    protected override WebHost.Mode Mode => WebHost.Mode.Demonstration;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var village in Villages.Reverse()) Desk = await this.DeskAsync(village);
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentReach>().Value = Reach.Nation;
        var known = TestDivisions.All.Select(place => place.Code.ToString()).Append("00").ToHashSet();
        var accounts = DemoAccounts.Fixed.Where(account => known.Contains(account.Division)).Append(new("officer-1", "王测试", "officer", TestDivisions.Village));
        var keys = await scope.ServiceProvider.GetRequiredService<DemoAccounts>().EnsureAsync(Password, accounts);
        await using var db = Db();
        foreach (var station in db.Stations) station.LastServedOn = Clock.Today;
        db.Officers.Single(o => o.Id == Desk.Officer.Id).AccountId = keys["officer-1"];
        await db.SaveChangesAsync();
        _twoFactor = await this.AccountAsync("county-manager", TestDivisions.County);
        _names = await this.MakeAsync();
    }

    /// <summary>The address of a page, with the walk's own numbers in the places of the names in braces.</summary>
    public string AddressOf(PageToWalk page) => _names.Aggregate(page.Path, (path, name) => path.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal));

    /// <summary>The browser of one person, kept for the next page: what is fetched once is there, as in life.</summary>
    public async Task<IPage> BrowserOfAsync(Chromium chromium, string? account, bool phone, bool script)
    {
        if (_browsers.TryGetValue((account, phone, script), out var known)) return known;
        var page = await chromium.OpenAsync(Address, phone, script);
        if (account is not null) await SignInAsync(page.Context, account);
        return _browsers[(account, phone, script)] = page;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var page in _browsers.Values) await page.Context.CloseAsync();
        await base.DisposeAsync();
    }

    /// <summary>
    /// Signs a demonstration account in, in this browser session; <c>two-factor</c> has given its password and still owes the code. The sign-in page is asked once per account.
    /// </summary>
    public async Task SignInAsync(IBrowserContext context, string account) =>
        await context.AddCookiesAsync(await _signedIn.GetOrAdd(account, name => new(() => CookiesOfAsync(context.Browser!, name))).Value);

    async Task<Cookie[]> CookiesOfAsync(IBrowser browser, string account)
    {
        await using var context = await browser.NewContextAsync(new() { BaseURL = Address, Locale = "zh-CN" });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        var (name, password) = account == "two-factor" ? (_twoFactor!.UserName, _twoFactor.Password) : (account, Password);
        await page.Locator("[name='Input.UserName']").FillAsync(name);
        await page.Locator("[name='Input.Password']").FillAsync(password);
        await page.Locator("[type=submit]").First.ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath != "/sign-in");
        return [.. (await context.CookiesAsync()).Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path, HttpOnly = c.HttpOnly, Secure = c.Secure, SameSite = c.SameSite })];
    }
}
