using System.Net;
using Yinong.Modules.Identity.SignIn;
using Yinong.Tests.Support;

namespace Yinong.Tests.Identity;

/// <summary>Coming in with name and password, and being kept out.</summary>
public class SignInTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task The_right_password_opens_and_signing_out_closes()
    {
        var officer = await app.AccountAsync("officer", TestDivisions.Village);
        var visitor = await app.SignInAsync(officer);
        Assert.Equal("我的账号", (await visitor.GetAsync("/account")).Heading);
        await visitor.SubmitAsync(await visitor.GetAsync("/sign-out"), "退出登录", [], HttpStatusCode.Redirect);
        await visitor.GetAsync("/account", HttpStatusCode.Redirect);
        Assert.Equal(["account.created", "account.signed-in", "account.signed-out", "post.granted"], app.Audit($"account:{officer.Id}"));
    }

    [Fact]
    public async Task The_cookie_is_closed_to_scripts_and_other_sites_and_open_links_lead_home()
    {
        var officer = await app.AccountAsync("officer", TestDivisions.Village);
        var visitor = app.From();
        var answer = await visitor.SubmitAsync(await visitor.GetAsync("/sign-in?to=https://evil.example/"), "登录",
            [("Input.UserName", officer.UserName), ("Input.Password", officer.Password)], HttpStatusCode.Redirect);
        Assert.Equal("/home", answer.Response.Headers.Location!.ToString());
        var cookie = Assert.Single(answer.Response.Headers.GetValues("Set-Cookie"), c => c.StartsWith(CookieSignInName, StringComparison.Ordinal));
        foreach (var word in new[] { "httponly", "samesite=lax", "secure" }) Assert.Contains(word, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_closed_page_asks_to_sign_in_and_leads_back()
    {
        var visitor = app.From();
        var answer = await visitor.GetAsync("/account/password", HttpStatusCode.Redirect);
        Assert.Equal("/sign-in?to=%2Faccount%2Fpassword", answer.Response.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_every_address()
    {
        var officer = await app.AccountAsync("officer", TestDivisions.Village);
        for (var i = 0; i < SignInThrottle.MostPerName - 1; i++)
            Assert.Equal("登录名或密码不对。连错5次要等15分钟。", (await app.From().TrySignInAsync(officer.UserName, "not-my-password", HttpStatusCode.OK)).FieldError("Input.Password"));
        await app.From().TrySignInAsync(officer.UserName, "not-my-password", HttpStatusCode.TooManyRequests);
        var refused = await app.From().TrySignInAsync(officer.UserName, officer.Password, HttpStatusCode.TooManyRequests);
        Assert.Equal("登录失败次数太多，请15分钟后再试。", Assert.Single(refused.Errors));
        Assert.InRange(refused.Response.Headers.RetryAfter!.Delta!.Value.TotalMinutes, 14, 15);
        await using var db = app.Db();
        Assert.True(db.Accounts.Single(a => a.Id == officer.Id).LockoutEnd > DateTimeOffset.UtcNow.AddMinutes(14));
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_answered_like_one_that_somebody_has()
    {
        for (var i = 0; i < SignInThrottle.MostPerName; i++)
            Assert.Equal("登录名或密码不对。连错5次要等15分钟。", (await app.From().TrySignInAsync("nobody-here", $"guess-{i}-guess", HttpStatusCode.OK)).FieldError("Input.Password"));
        await app.From().TrySignInAsync("nobody-here", "guess", HttpStatusCode.TooManyRequests);
        Assert.DoesNotContain("guess", string.Concat(AuditDetails()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_address_that_tries_many_names_is_stopped()
    {
        for (var i = 0; i < SignInThrottle.MostPerAddress; i++) await app.From("192.0.2.7").TrySignInAsync($"spray-{i}", "Winter2018!", HttpStatusCode.OK);
        var officer = await app.AccountAsync("officer", TestDivisions.Village);
        await app.From("192.0.2.7").TrySignInAsync(officer.UserName, officer.Password, HttpStatusCode.TooManyRequests);
        await app.From("192.0.2.8").TrySignInAsync(officer.UserName, officer.Password, HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_whole_IPv6_network_counts_as_one_address()
    {
        for (var i = 0; i < SignInThrottle.MostPerAddress; i++) await app.From($"2001:db8:1:2::{i + 1:x}").TrySignInAsync($"spray6-{i}", "Winter2018!", HttpStatusCode.OK);
        await app.From("2001:db8:1:2:ffff::9").TrySignInAsync("spray6-x", "Winter2018!", HttpStatusCode.TooManyRequests);
        await app.From("2001:db8:1:3::1").TrySignInAsync("spray6-y", "Winter2018!", HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["Input.UserName"] = "a", ["Input.Password"] = "b" });
        using var answer = await app.From().Http.PostAsync("/sign-in", form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_sign_in_ends_after_two_hours_without_use()
    {
        var visitor = await app.SignedInAsync("officer", TestDivisions.Village);
        app.SecurityClock.Advance(TimeSpan.FromMinutes(110));
        await visitor.GetAsync("/account");
        app.SecurityClock.Advance(TimeSpan.FromMinutes(110));
        await visitor.GetAsync("/account");
        app.SecurityClock.Advance(TimeSpan.FromMinutes(125));
        await visitor.GetAsync("/account", HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("short", "密码至少10位，可以是一句话。")]
    [InlineData("aaaaaaaaaaaaa", "密码里重复的字符太多，请换一个。")]
    [InlineData("password1234", "这个密码太容易猜到，请换一个。")]
    public async Task A_weak_password_is_not_taken(string password, string said)
    {
        var officer = await app.AccountAsync("officer", TestDivisions.Village);
        var visitor = await app.SignInAsync(officer);
        var answer = await visitor.SubmitAsync(await visitor.GetAsync("/account/password"), "改密码",
            [("Input.Current", officer.Password), ("Input.Password", password), ("Input.Again", password)], HttpStatusCode.BadRequest);
        Assert.Equal(said, answer.FieldError("Input.Password"));
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sign_ins()
    {
        var officer = await app.AccountAsync("officer", TestDivisions.Village);
        var (here, elsewhere) = (await app.SignInAsync(officer), await app.SignInAsync(officer));
        await here.SubmitAsync(await here.GetAsync("/account/password"), "改密码",
            [("Input.Current", officer.Password), ("Input.Password", "七月流火 九月授衣 one"), ("Input.Again", "七月流火 九月授衣 one")]);
        await here.GetAsync("/account");
        await elsewhere.GetAsync("/account", HttpStatusCode.Redirect);
        await app.From().TrySignInAsync(officer.UserName, "七月流火 九月授衣 one", HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task One_device_can_end_the_sign_in_of_another()
    {
        var officer = await app.AccountAsync("officer", TestDivisions.Village);
        var (here, elsewhere) = (await app.SignInAsync(officer), await app.SignInAsync(officer));
        await here.SubmitAsync(await here.GetAsync("/account"), "退出其他设备", []);
        await here.GetAsync("/account");
        await elsewhere.GetAsync("/account", HttpStatusCode.Redirect);
    }

    const string CookieSignInName = "yn-session=";

    List<string?> AuditDetails()
    {
        using var db = app.Db();
        return [.. db.AuditEntries.Where(e => e.Action == "account.sign-in-refused").Select(e => e.Details)];
    }
}
