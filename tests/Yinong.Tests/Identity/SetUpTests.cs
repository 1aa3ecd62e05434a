using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Identity;
using Yinong.Tests.Support;

namespace Yinong.Tests.Identity;

/// <summary>The first administrator of an empty installation. One test, because the state of the whole installation is what it is about.</summary>
public class SetUpTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task The_link_makes_one_administrator_once_and_only_while_there_is_none()
    {
        var outdated = await OfferAsync();
        app.SecurityClock.Advance(TimeSpan.FromHours(25));
        await app.From().GetAsync(outdated!, HttpStatusCode.NotFound);

        var replaced = await OfferAsync();
        var link = await OfferAsync();
        await app.From().GetAsync(replaced!, HttpStatusCode.NotFound);
        await app.From().GetAsync("/setup", HttpStatusCode.NotFound);
        await app.From().GetAsync(link![..^1], HttpStatusCode.NotFound);

        var (one, two) = (app.From(), app.From());
        var (page, sameMoment) = (await one.GetAsync(link), await two.GetAsync(link));
        Assert.Equal("密码至少10位，可以是一句话。", (await one.SubmitAsync(page, "建管理员", Fields("first", "short"), HttpStatusCode.BadRequest)).FieldError("Input.Password"));
        await one.SubmitAsync(page, "建管理员", Fields("first", "春种一粒粟 秋收万颗子"), HttpStatusCode.Redirect);
        await two.SubmitAsync(sameMoment, "建管理员", Fields("second", "春种一粒粟 秋收万颗子"), HttpStatusCode.NotFound);
        await two.GetAsync(link, HttpStatusCode.NotFound);
        Assert.Null(await OfferAsync());

        var answer = await one.TrySignInAsync("first", "春种一粒粟 秋收万颗子", HttpStatusCode.Redirect);
        Assert.Equal("/home", answer.Response.Headers.Location!.ToString());
        Assert.Equal("/account/two-factor", (await one.GetAsync("/accounts", HttpStatusCode.Redirect)).Response.Headers.Location!.ToString());
        await using var db = app.Db();
        Assert.DoesNotContain(db.Settings.Select(s => s.Value).ToList(), v => v.Contains(link.Split('=')[1], StringComparison.Ordinal));
        Assert.DoesNotContain(db.Accounts.ToList(), a => a.UserName == "second");
    }

    static (string, string)[] Fields(string name, string password) =>
        [("Input.UserName", name), ("Input.Name", "安全员"), ("Input.Password", password), ("Input.Again", password)];

    async Task<string?> OfferAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SetUpLink>().OfferAsync();
    }
}
