using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Tests.Support;

namespace Yinong.Tests.Identity;

/// <summary>You give only what you hold, only inside your reach, never to yourself; what is taken away is gone with the next request.</summary>
public class GrantTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_county_gives_its_officers_accounts_and_they_have_to_change_the_password()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var made = await county.SubmitAsync(await county.GetAsync("/accounts/new"), "建账号",
            [("Input.UserName", "wang.yaojia"), ("Input.Name", "王姚家"), ("Post.Role", "officer"), ("Post.Division", "姚家村委会"), ("Post.Reason", "历农发〔2018〕7号")]);
        var password = made.Document.QuerySelector(".yn-key-text")!.TextContent;
        var officer = app.From();
        await officer.TrySignInAsync("wang.yaojia", password, HttpStatusCode.Redirect);
        // Where the sign-in leads, and wherever else he goes.
        Assert.Equal("/account/password", (await officer.GetAsync("/home", HttpStatusCode.Redirect)).Response.Headers.Location!.ToString());
        Assert.Equal("/account/password", (await officer.GetAsync("/desk", HttpStatusCode.Redirect)).Response.Headers.Location!.ToString());
        await officer.SubmitAsync(await officer.GetAsync("/account/password"), "改密码", [("Input.Current", password), ("Input.Password", "黄发垂髫 并怡然自乐"), ("Input.Again", "黄发垂髫 并怡然自乐")]);
        Assert.Equal(HttpStatusCode.OK, (await officer.Http.GetAsync("/desk")).StatusCode);
    }

    [Theory]
    [InlineData("ministry-manager", "00")] // above
    [InlineData("auditor", TestDivisions.County)] // audit:read is not a manager's to give
    [InlineData("security-administrator", TestDivisions.County)]
    [InlineData("province-manager", "37")]
    public async Task A_county_cannot_give_what_it_does_not_hold(string role, string division)
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var target = await app.AccountAsync("officer", TestDivisions.Village);
        var status = division == TestDivisions.County ? HttpStatusCode.Forbidden : HttpStatusCode.BadRequest;
        // The form does not even offer the role; somebody who sends it all the same is refused.
        await PostGrantAsync(county, target.Id, role, division, status);
        await using var db = app.Db();
        Assert.Single(db.AccountPosts.ToList(), p => p.AccountId == target.Id);
    }

    [Fact]
    public async Task A_county_sees_no_account_of_another_county_and_gives_nothing_there()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var foreign = await app.AccountAsync("officer", TestDivisions.OtherCountyVillage);
        await county.GetAsync($"/accounts/{foreign.Id}", HttpStatusCode.NotFound);
        Assert.DoesNotContain(foreign.UserName, (await county.GetAsync($"/accounts?q={foreign.UserName}")).Text, StringComparison.Ordinal);
        var mine = await app.AccountAsync("officer", TestDivisions.Village);
        await PostGrantAsync(county, mine.Id, "officer", TestDivisions.OtherCountyVillage, HttpStatusCode.BadRequest);
        await using var db = app.Db();
        Assert.Single(db.AccountPosts.ToList(), p => p.AccountId == mine.Id);
    }

    [Fact]
    public async Task Nobody_gives_to_himself_or_takes_from_himself()
    {
        var account = await app.AccountAsync("security-administrator");
        var visitor = await app.SignInAsync(account);
        await PostGrantAsync(visitor, account.Id, "ministry-manager", "00", HttpStatusCode.Forbidden);
        Assert.DoesNotContain("授职务", (await visitor.GetAsync($"/accounts/{account.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrators_hold_no_second_role()
    {
        var security = await app.SignedInAsync("security-administrator");
        var auditor = await app.AccountAsync("auditor");
        await PostGrantAsync(security, auditor.Id, "system-administrator", "00", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_county_cannot_reset_the_password_of_somebody_who_holds_more()
    {
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        // Looked after by the county, but holding a post of the province.
        await using (var scope = app.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<Grants>().Installation = true;
            var made = await scope.ServiceProvider.GetRequiredService<AccountRegister>().CreateAsync(
                new("seconded", "借调", DivisionCode.Parse(TestDivisions.County), Password: "离离原上草 一岁一枯荣"), new("province-manager", DivisionCode.Parse("37"), null, "test"));
            await PostActAsync(county, made.Id, "Reset", HttpStatusCode.Forbidden);
            await PostActAsync(county, made.Id, "Close", HttpStatusCode.Forbidden);
        }
        var own = await app.AccountAsync("officer", TestDivisions.Village);
        await PostActAsync(county, own.Id, "Reset", HttpStatusCode.OK);
        await app.From().TrySignInAsync(own.UserName, own.Password, HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_operator_needs_an_organisation_of_its_kind_that_works_there()
    {
        var security = await app.SignedInAsync("security-administrator");
        foreach (var (name, kind, place) in new[] { ("鲁农信息", "2", "37"), ("津农服务", "3", "12") })
            await security.SubmitAsync(await security.GetAsync("/organisations"), "建单位", [("Input.Name", name), ("Input.Kind", kind), ("Input.Division", place)]);
        await using var db = app.Db();
        var (shandong, provider) = (db.Organisations.Single(o => o.Name == "鲁农信息").Id, db.Organisations.Single(o => o.Name == "津农服务").Id);
        var target = await app.AccountAsync("officer", TestDivisions.Village);
        await PostGrantAsync(security, target.Id, "operator", "37", HttpStatusCode.BadRequest);
        await PostGrantAsync(security, target.Id, "operator", "12", HttpStatusCode.BadRequest, provider);
        await PostGrantAsync(security, target.Id, "operator", "12", HttpStatusCode.BadRequest, shandong);
        await PostGrantAsync(security, target.Id, "officer", TestDivisions.OtherCountyVillage, HttpStatusCode.BadRequest, shandong);
        await PostGrantAsync(security, target.Id, "operator", "3701", HttpStatusCode.Redirect, shandong);
    }

    [Fact]
    public async Task A_right_that_is_taken_away_is_gone_with_the_next_request()
    {
        var account = await app.AccountAsync("county-manager", TestDivisions.County);
        var manager = await app.SignInAsync(account);
        await manager.GetAsync("/accounts");
        var security = await app.SignedInAsync("security-administrator");
        await RevokeAsync(security, account.Id);
        await manager.GetAsync("/accounts", HttpStatusCode.Forbidden);
        Assert.Contains("现在没有职务", (await manager.GetAsync("/account")).Text, StringComparison.Ordinal);
        Assert.Contains("post.revoked", app.Audit($"account:{account.Id}"));
    }

    [Fact]
    public async Task A_closed_account_is_out_with_the_next_request_and_comes_back_when_opened()
    {
        var account = await app.AccountAsync("officer", TestDivisions.Village);
        var officer = await app.SignInAsync(account);
        var security = await app.SignedInAsync("security-administrator");
        await PostActAsync(security, account.Id, "Close", HttpStatusCode.Redirect);
        await officer.GetAsync("/account", HttpStatusCode.Redirect);
        await app.From().TrySignInAsync(account.UserName, account.Password, HttpStatusCode.OK);
        await PostActAsync(security, account.Id, "Open", HttpStatusCode.Redirect);
        await app.From().TrySignInAsync(account.UserName, account.Password, HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_locked_account_is_opened_by_its_manager()
    {
        var account = await app.AccountAsync("officer", TestDivisions.Village);
        for (var i = 0; i < 5; i++) await app.From().TrySignInAsync(account.UserName, "not-it-not-it", i < 4 ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests);
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        Assert.Contains("暂锁", (await county.GetAsync($"/accounts?q={account.UserName}")).Text, StringComparison.Ordinal);
        await county.SubmitAsync(await county.GetAsync($"/accounts/{account.Id}"), "解锁", [("Act.Reason", "本人来电")]);
        await app.From().TrySignInAsync(account.UserName, account.Password, HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Somebody_with_two_posts_works_in_one_at_a_time()
    {
        var account = await app.AccountAsync("county-manager", TestDivisions.County);
        var security = await app.SignedInAsync("security-administrator");
        await PostGrantAsync(security, account.Id, "county-manager", "370126", HttpStatusCode.Redirect);
        var (here, there) = (await app.AccountAsync("officer", TestDivisions.Village), await app.AccountAsync("officer", TestDivisions.OtherCountyVillage));
        var visitor = await app.SignInAsync(account);
        await visitor.GetAsync($"/accounts/{here.Id}");
        await visitor.GetAsync($"/accounts/{there.Id}", HttpStatusCode.NotFound);
        await visitor.SubmitAsync(await visitor.GetAsync("/accounts"), "商河县", [], HttpStatusCode.Redirect);
        await visitor.GetAsync($"/accounts/{there.Id}");
        await visitor.GetAsync($"/accounts/{here.Id}", HttpStatusCode.NotFound);
        Assert.Contains("account.switched-post", app.Audit($"account:{account.Id}"));
    }

    /// <summary>Sends the form of the detail page, also with values that it does not offer.</summary>
    static async Task PostGrantAsync(Visitor visitor, int account, string role, string division, HttpStatusCode status, int? organisation = null) =>
        await PostAsync(visitor, $"/accounts/{account}?handler=Grant", status,
            ("Post.Role", role), ("Post.Division", division), ("Post.Reason", "测试"), ("Post.Organisation", organisation?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""));

    static Task PostActAsync(Visitor visitor, int account, string handler, HttpStatusCode status) =>
        PostAsync(visitor, $"/accounts/{account}?handler={handler}", status, ("Act.Reason", "测试"));

    static async Task RevokeAsync(Visitor visitor, int account)
    {
        var page = await visitor.GetAsync($"/accounts/{account}");
        await visitor.SubmitAsync(page, "撤掉", [("reason", "调离")], HttpStatusCode.Redirect);
    }

    static async Task PostAsync(Visitor visitor, string path, HttpStatusCode status, params (string Name, string Value)[] fields)
    {
        var token = (await visitor.GetAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        await Html.ReadAsync(await visitor.Http.PostAsync(path, form), status);
    }
}

/// <summary>Moves the clock of security on, so it has an installation of its own.</summary>
public class PostDaysTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_post_holds_within_its_days_only()
    {
        var account = await app.AccountAsync("officer", TestDivisions.Village);
        await using (var db = app.Db())
        {
            var post = db.AccountPosts.Single(p => p.AccountId == account.Id);
            post.ValidTo = post.ValidFrom;
            await db.SaveChangesAsync();
        }
        var officer = await app.SignInAsync(account);
        Assert.Equal(HttpStatusCode.OK, (await officer.Http.GetAsync("/desk")).StatusCode);
        app.SecurityClock.Advance(TimeSpan.FromHours(24));
        officer = await app.SignInAsync(account);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Http.GetAsync("/desk")).StatusCode);
    }
}
