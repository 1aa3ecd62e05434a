using Microsoft.Playwright;
using Yinong.Browser.Support;
using Yinong.Tests.Support;

namespace Yinong.Browser;

/// <summary>
/// A passkey from its making to its end, with an authenticator that the browser itself plays. Passkeys belong to a name, so the program is called
/// <c>localhost</c> here and not by its number.
/// </summary>
public class PasskeyJourney(BrowserApp app, Chromium chromium) : IClassFixture<BrowserApp>
{
    [Fact]
    public async Task Added_signs_in_removed_does_not()
    {
        var account = await app.AccountAsync("officer", TestDivisions.Village);
        var (page, _, _) = await OpenAsync();
        var watch = new Watch(page);
        await SignInWithPasswordAsync(page, account);

        await page.GotoAsync("/account/passkeys");
        await page.GetByText("还没有通行密钥").WaitForAsync();
        await AddPasskeyAsync(page);
        Assert.Equal(1, await page.Locator("main tbody tr").CountAsync());
        Assert.Contains("account.passkey-added", Audit(account));

        await SignOutAsync(page);
        await SignInWithPasskeyAsync(page);
        await SignedInAsync(page);
        Assert.Contains("passkey", Methods(account));

        await page.GotoAsync("/account/passkeys");
        await page.Locator("main tbody button[type=submit]").ClickAsync();
        await page.GetByText("还没有通行密钥").WaitForAsync();
        Assert.Contains("account.passkey-removed", Audit(account));
        watch.AssertNoFault();

        // The authenticator still has its key and answers with it; the account no longer knows it.
        await SignOutAsync(page);
        await SignInWithPasskeyAsync(page);
        await page.GetByText("通行密钥没有通过。").WaitForAsync();
        await page.GotoAsync("/account");
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
    }

    /// <summary>The passkey asks for the person, so a manager needs no code besides.</summary>
    [Fact]
    public async Task A_manager_signs_in_with_it_alone()
    {
        var account = await app.AccountAsync("county-manager", TestDivisions.County);
        var (page, _, _) = await OpenAsync();
        await SignInWithPasswordAsync(page, account);
        await AddPasskeyAsync(page);
        await SignOutAsync(page);
        await SignInWithPasskeyAsync(page);
        await SignedInAsync(page);
        var answer = await page.GotoAsync("/accounts");
        Assert.Equal((200, "/accounts"), (answer!.Status, new Uri(page.Url).AbsolutePath));
    }

    [Fact]
    public async Task Whoever_only_holds_the_device_is_not_let_in()
    {
        var account = await app.AccountAsync("officer", TestDivisions.Village);
        var (page, cdp, authenticator) = await OpenAsync();
        await SignInWithPasswordAsync(page, account);
        await AddPasskeyAsync(page);
        await SignOutAsync(page);
        await cdp.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = authenticator, ["isUserVerified"] = false });
        await SignInWithPasskeyAsync(page);
        await page.GetByText("通行密钥没有通过。").WaitForAsync();
        Assert.DoesNotContain("passkey", Methods(account));
    }

    /// <summary>A page at the name, with an authenticator in the device.</summary>
    async Task<(IPage Page, ICDPSession Cdp, string Authenticator)> OpenAsync()
    {
        var page = await chromium.OpenAsync(app.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("WebAuthn.enable", []);
        var made = await cdp.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        return (page, cdp, made!.Value.GetProperty("authenticatorId").GetString()!);
    }

    static async Task AddPasskeyAsync(IPage page)
    {
        await page.GotoAsync("/account/passkeys");
        await page.Locator("[data-passkey=register]").ClickAsync();
        await page.Locator("main tbody tr").WaitForAsync();
    }

    static async Task SignInWithPasswordAsync(IPage page, TestAccount account)
    {
        await page.GotoAsync("/sign-in");
        await page.FillAsync("[name='Input.UserName']", account.UserName);
        await page.FillAsync("[name='Input.Password']", account.Password);
        await page.Locator("#sign-in button[type=submit]").ClickAsync();
        if (account.TotpKey is { } key)
        {
            await page.FillAsync("[name=Code]", new OtpNet.Totp(OtpNet.Base32Encoding.ToBytes(key)).ComputeTotp());
            await page.Locator("main button[type=submit]").First.ClickAsync();
        }
        await SignedInAsync(page);
    }

    static async Task SignInWithPasskeyAsync(IPage page)
    {
        await page.GotoAsync("/sign-in");
        await page.Locator("[data-passkey=sign-in]").ClickAsync();
    }

    static Task SignedInAsync(IPage page) => page.WaitForURLAsync(url => !new Uri(url).AbsolutePath.StartsWith("/sign-in", StringComparison.Ordinal));

    static async Task SignOutAsync(IPage page)
    {
        await page.GotoAsync("/sign-out");
        await page.Locator("main button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath != "/sign-out");
    }

    List<string> Audit(TestAccount account)
    {
        using var db = app.Db();
        return [.. db.AuditEntries.Where(e => e.Subject == $"account:{account.Id}").Select(e => e.Action)];
    }

    List<string> Methods(TestAccount account)
    {
        using var db = app.Db();
        return [.. db.AccountSessions.Where(s => s.AccountId == account.Id).Select(s => s.Method)];
    }
}
