using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Tests.Support;

namespace Yinong.Tests.Architecture;

/// <summary>Pages obey the strict content security policy: no inline script, style or handler; and every page is served under it.</summary>
public partial class PageTests(App app) : IClassFixture<App>
{
    [Fact]
    public void Pages_carry_nothing_inline() =>
        Findings.AssertNone(
            from file in Repository.Files(["src"], ".cshtml", ".razor")
            from finding in Inline().Matches(Comments().Replace(Repository.Read(file), "")).Select(m => m.Value)
            select $"{file}: {finding}");

    [Theory]
    [InlineData("<script>go()</script>")]
    [InlineData("<script type=\"module\">go()</script>")]
    [InlineData("<style>p{}</style>")]
    [InlineData("<p style=\"color:red\">")]
    [InlineData("<p\n  onclick=\"go()\">")]
    [InlineData("<a href=\"javascript:go()\">")]
    public void Inline_code_is_found(string html) => Assert.Matches(Inline(), html);

    [Theory]
    [InlineData("<script src=\"~/desk/outbox.js\" type=\"module\" defer></script>")]
    [InlineData("<p class=\"style\" data-onclick=\"x\">on=\"1\"</p>")]
    public void Other_code_is_not(string html) => Assert.DoesNotMatch(Inline(), html);

    /// <summary>Chinese that is not a key of the texts could never be read in English.</summary>
    [Fact]
    public void Pages_say_nothing_past_the_texts() =>
        Findings.AssertNone(
            from file in Repository.Files(["src"], ".cshtml", ".razor")
            from text in PastTheTexts(Repository.Read(file))
            select $"{file}: {text}");

    [Theory]
    [InlineData("<p>@T[\"甲\"]@T.Html(\"乙\")</p>@* 丙 *@\n@{ // 丁\n}", 0)]
    [InlineData("<p>@T[\"共{0}个\", Count(\"x\")]</p>", 0)]
    [InlineData("<p title=\"甲\">@T[\"乙\"]</p>", 1)]
    public void A_text_past_the_texts_is_found(string page, int findings) => Assert.Equal(findings, PastTheTexts(page).Count());

    [Fact]
    public async Task Every_page_is_served_under_the_policy()
    {
        var machine = app.Machine();
        foreach (var address in PageAddresses().Append("/no-such-page"))
        {
            using var answer = await machine.GetAsync(address);
            Assert.True(answer.Headers.TryGetValues("Content-Security-Policy", out var policy), $"{address} has no Content-Security-Policy");
            var text = Assert.Single(policy);
            Assert.Contains("default-src 'self'", text, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", text, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    IEnumerable<string> PageAddresses() =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null
        select "/" + Parameters().Replace(endpoint.RoutePattern.RawText!, "1").TrimStart('/');

    // The switch of language names the other language in its own words.
    static IEnumerable<string> PastTheTexts(string page) => Han().Matches(Said().Replace(Comments().Replace(page, ""), "")).Select(m => m.Value).Where(text => text != "中文");

    [GeneratedRegex(@"\b[Tt](\.Html\(|\[)\s*""[^""]*""")]
    private static partial Regex Said();

    [GeneratedRegex(@"[\u4e00-\u9fff]+")]
    private static partial Regex Han();

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[""']|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"@\*.*?\*@|(?<=^|\s)//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameters();
}
