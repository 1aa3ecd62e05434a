using System.Net;
using System.Text.RegularExpressions;
using Yinong.Tests.Support;

namespace Yinong.Tests.Commands;

/// <summary><c>serve</c> on an empty installation: no account, no password, one link that works once.</summary>
public partial class ServeTests
{
    [Fact]
    public async Task The_first_administrator_comes_by_a_link_that_works_once_and_is_never_offered_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        var folder = Directory.CreateDirectory(Path.Combine(TestFolder.Path, $"serve-{Guid.CreateVersion7():N}")).FullName;
        await using (var serving = await ServingProcess.StartAsync(database, folder))
        {
            var link = Link().Match(serving.Said).Value;
            Assert.NotEqual("", link);
            using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(serving.Url) };
            var visitor = new Visitor(http);
            var page = await visitor.GetAsync(link);
            await visitor.SubmitAsync(page, "建管理员", [("Input.UserName", "first"), ("Input.Name", "安全员"), ("Input.Password", "春种一粒粟 秋收万颗子"), ("Input.Again", "春种一粒粟 秋收万颗子")], HttpStatusCode.Redirect);
            await visitor.GetAsync(link, HttpStatusCode.NotFound);
            // A manager has to set up the second factor before anything else.
            await visitor.SubmitAsync(await visitor.GetAsync("/sign-in"), "登录", [("Input.UserName", "first"), ("Input.Password", "春种一粒粟 秋收万颗子")], HttpStatusCode.Redirect);
            Assert.Equal("/account/two-factor", (await visitor.GetAsync("/accounts", HttpStatusCode.Redirect)).Response.Headers.Location!.ToString());
        }
        await using var again = await ServingProcess.StartAsync(database, folder);
        Assert.DoesNotMatch(Link(), again.Said);
    }

    [GeneratedRegex(@"/setup\?token=[\w-]+")]
    private static partial Regex Link();
}
