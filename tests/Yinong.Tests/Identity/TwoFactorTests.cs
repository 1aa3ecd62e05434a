using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Tests.Support;
using Yinong.Web;

namespace Yinong.Tests.Identity;

/// <summary>The second factor: managers must have one in real use, everybody may, and a lost phone is not the end.</summary>
public class TwoFactorTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_manager_is_led_to_the_set_up_before_anything_else()
    {
        var (visitor, account) = await ManagerAsync(app);
        Assert.Equal("/account/two-factor", (await visitor.GetAsync("/accounts", HttpStatusCode.Redirect)).Response.Headers.Location!.ToString());
        var page = await visitor.GetAsync("/account/two-factor");
        Assert.Contains("您的职务须用动态口令", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector(".yn-qr svg"));

        var wrong = await visitor.SubmitAsync(page, "绑定手机", [("Input.Code", "000000")], HttpStatusCode.BadRequest);
        Assert.Equal("口令不对。每30秒换一个，请看最新的。", wrong.FieldError("Input.Code"));
        var codes = await visitor.SubmitAsync(wrong, "绑定手机", [("Input.Code", IdentitySteps.Code(KeyOn(wrong)))]);
        Assert.Equal(10, codes.Document.QuerySelectorAll(".yn-codes li").Length);
        await visitor.GetAsync("/accounts");
        Assert.Contains("account.two-factor-on", app.Audit($"account:{account.Id}"));
    }

    [Fact]
    public async Task An_API_call_from_a_browser_says_what_is_missing()
    {
        var (visitor, _) = await ManagerAsync(app);
        using var answer = await visitor.Http.GetAsync("/api/v1/service-records");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("two-factor.required", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_need_not_have_one()
    {
        var visitor = await app.SignedInAsync("officer", TestDivisions.Village);
        Assert.DoesNotContain("您的职务须用动态口令", (await visitor.GetAsync("/account/two-factor")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recovery_code_opens_once_and_new_ones_end_the_old()
    {
        var (visitor, account) = await ManagerAsync(app);
        var set = await visitor.GetAsync("/account/two-factor");
        var codes = CodesOn(await visitor.SubmitAsync(set, "绑定手机", [("Input.Code", IdentitySteps.Code(KeyOn(set)))]));

        Assert.Equal(HttpStatusCode.Redirect, (await RecoverAsync(account, codes[0], HttpStatusCode.Redirect)).Response.StatusCode);
        Assert.Equal("恢复码不对，或者已经用过", (await RecoverAsync(account, codes[0], HttpStatusCode.OK)).FieldError("Code"));

        var page = await visitor.GetAsync("/account/two-factor");
        Assert.Contains("恢复码还剩9个", page.Text, StringComparison.Ordinal);
        Assert.Equal("密码不对。", (await visitor.SubmitAsync(page, "换一组恢复码", [("Input.Password", "wrong")], HttpStatusCode.BadRequest)).FieldError("Input.Password"));
        var fresh = CodesOn(await visitor.SubmitAsync(page, "换一组恢复码", [("Input.Password", account.Password)]));
        await RecoverAsync(account, codes[1], HttpStatusCode.OK);
        await RecoverAsync(account, fresh[0], HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Five_wrong_codes_lock_the_account()
    {
        var account = await app.AccountAsync("county-manager", TestDivisions.County);
        for (var i = 0; i < 5; i++)
        {
            var visitor = app.From();
            var step = await visitor.TrySignInAsync(account.UserName, account.Password, HttpStatusCode.Redirect);
            var page = await visitor.GetAsync(step.Response.Headers.Location!.ToString());
            await visitor.SubmitAsync(page, "登录", [("Code", "123456")], i < 4 ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests);
        }
        await app.From().TrySignInAsync(account.UserName, account.Password, HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Turning_it_off_sends_a_manager_to_the_set_up_again()
    {
        var account = await app.AccountAsync("county-manager", TestDivisions.County);
        var visitor = await app.SignInAsync(account);
        await visitor.GetAsync("/accounts");
        await visitor.SubmitAsync(await visitor.GetAsync("/account/two-factor"), "关掉动态口令", [("Input.Password", account.Password)]);
        // The sign-in itself was strong; the next one with the password alone is not.
        var again = await app.SignInAsync(account with { TotpKey = null });
        Assert.Equal("/account/two-factor", (await again.GetAsync("/accounts", HttpStatusCode.Redirect)).Response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task The_key_and_the_recovery_codes_are_not_readable_in_the_database()
    {
        var account = await app.AccountAsync("county-manager", TestDivisions.County);
        await using var db = app.Db();
        var values = db.Set<Microsoft.AspNetCore.Identity.IdentityUserToken<int>>().Where(t => t.UserId == account.Id).Select(t => t.Value).ToList();
        Assert.NotEmpty(values);
        Assert.DoesNotContain(values, v => v!.Contains(account.TotpKey!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Second_step_without_the_first_leads_back()
    {
        var answer = await app.From().GetAsync("/sign-in/totp", HttpStatusCode.Redirect);
        Assert.StartsWith("/sign-in", answer.Response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    async Task<Html> RecoverAsync(TestAccount account, string code, HttpStatusCode status)
    {
        var visitor = app.From();
        var step = await visitor.TrySignInAsync(account.UserName, account.Password, HttpStatusCode.Redirect);
        var page = await visitor.GetAsync((await visitor.GetAsync(step.Response.Headers.Location!.ToString())).Link("用恢复码"));
        return await visitor.SubmitAsync(page, "登录", [("Code", code.ToLowerInvariant())], status);
    }

    /// <summary>A manager who has a password only.</summary>
    internal static async Task<(Visitor, TestAccount)> ManagerAsync(App app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Grants>().Installation = true;
        var (name, password) = ($"boss-{Guid.CreateVersion7():N}"[..30], $"Correct-Horse-{Guid.CreateVersion7():N}");
        var county = DivisionCode.Parse(TestDivisions.County);
        var made = await scope.ServiceProvider.GetRequiredService<AccountRegister>().CreateAsync(new(name, "局长", county, Password: password), new("county-manager", county, null, "test"));
        var account = new TestAccount(made.Id, name, password, null);
        return (await app.SignInAsync(account), account);
    }

    static string KeyOn(Html page) => page.Document.QuerySelector(".yn-key-text")!.TextContent;

    static List<string> CodesOn(Html page) => [.. page.Document.QuerySelectorAll(".yn-codes li").Select(li => li.TextContent.Trim())];
}

/// <summary>In the demonstration the second factor is offered, not asked for, and its accounts stand on the sign-in page.</summary>
public class DemonstrationSignInTests(DemonstrationSignInTests.Demonstration app) : IClassFixture<DemonstrationSignInTests.Demonstration>
{
    [Fact]
    public async Task Managers_come_in_with_the_password_alone()
    {
        var (visitor, _) = await TwoFactorTests.ManagerAsync(app);
        await visitor.GetAsync("/accounts");
    }

    [Fact]
    public async Task The_sign_in_page_lists_the_accounts_and_fills_in_the_name()
    {
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<DemoAccounts>().EnsureAsync("demo", DemoAccounts.Fixed.Where(a => DivisionCode.Parse(a.Division) is { } code && TestDivisions.All.Any(d => d.Code == code) || a.Division == "00"));
        var page = await app.From().GetAsync("/sign-in");
        var filled = await app.From().GetAsync(page.Link("county-370102"));
        Assert.Equal("county-370102", filled.Document.QuerySelector("input[name='Input.UserName']")!.GetAttribute("value"));
        await app.From().TrySignInAsync("county-370102", "demo", HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_later_start_gives_all_of_them_the_password_of_that_start()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var demo = scope.ServiceProvider.GetRequiredService<DemoAccounts>();
        await demo.EnsureAsync("first", [new("later-1", "一", "officer", TestDivisions.Village), new("later-2", "二", "auditor", "00")]);
        var keys = await demo.EnsureAsync("second", [new("later-1", "一", "officer", TestDivisions.Village)]);
        Assert.True(keys.ContainsKey("later-2"));
        await app.From().TrySignInAsync("later-2", "first", HttpStatusCode.OK);
        await app.From().TrySignInAsync("later-2", "second", HttpStatusCode.Redirect);
    }

    public sealed class Demonstration : App
    {
        protected override WebHost.Mode Mode => WebHost.Mode.Demonstration;
    }
}
