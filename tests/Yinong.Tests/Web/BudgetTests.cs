using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Yinong.Tests.Support;

namespace Yinong.Tests.Web;

/// <summary>
/// What a first visit costs on a village line, as served (brotli): a page of each kind against its budget in KB of 1,024 bytes. A second visit costs the
/// HTML only, because everything else is immutable.
/// </summary>
public class BudgetTests(App app) : IClassFixture<App>
{
    /// <summary>Budgets of a kind of page: HTML, style sheets, scripts, icons.</summary>
    public sealed record Budget(double Html, double Css, double Js, double Icons);

    static readonly Budget Public = new(6, 10, 2, 3);
    static readonly Budget Phone = new(4, 10, 8, 3);
    static readonly Budget Desk = new(12, 16, 15, 3);

    public static TheoryData<string, Budget> Pages => new()
    {
        { "/", Public },
        { "/find", Public },
        { "/find?in=37", Public },
        { "/find?q=%E5%A7%9A%E5%AE%B6", Public },
        { "/progress", Public },
        { "/progress?in=37", Public },
        { "/about/openness", Public },
        { "/about/accessibility", Public },
        { "/about/privacy", Public },
        { "/no-such-page", Public },
    };

    /// <summary>Pages behind the sign-in, with the role that opens them. The officer's first visit also fetches the outbox island.</summary>
    public static TheoryData<string, string, Budget> PagesWithin => new()
    {
        { "/desk", "officer", Phone },
        { "/desk/record", "officer", Phone },
        { "/desk/record/public", "officer", Phone },
        { "/desk/records", "officer", Phone },
        { "/desk/learn", "officer", Phone },
        { "/desk/learn/courses/1", "officer", Phone },
        { "/desk/learn/courses/1/1", "officer", Phone },
        { "/desk/sessions/new", "officer", Phone },
        { "/account", "auditor", Desk },
        { "/audit", "auditor", Desk },
        { "/accounts", "security-administrator", Desk },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task Page_keeps_its_budget(string path, Budget budget)
    {
        using var browser = new Browser(app.Machine());
        await MeasureAsync(browser, path, budget);
    }

    [Theory, MemberData(nameof(PagesWithin))]
    public async Task Page_behind_the_sign_in_keeps_its_budget(string path, string role, Budget budget)
    {
        var visitor = role == "officer" ? await OfficerAsync() : await app.SignedInAsync(role);
        using var browser = new Browser(visitor.Http);
        await MeasureAsync(browser, path, budget);
    }

    async Task<Visitor> OfficerAsync()
    {
        var desk = await app.DeskAsync();
        var account = await app.AccountAsync("officer", TestDivisions.Village);
        await using var db = app.Db();
        db.Officers.Single(o => o.Id == desk.Officer.Id).AccountId = account.Id;
        await db.SaveChangesAsync();
        return await app.SignInAsync(account);
    }

    static async Task MeasureAsync(Browser browser, string path, Budget budget)
    {
        var (html, bytes) = await browser.OpenAsync(path);
        var page = await new HtmlParser().ParseDocumentAsync(html);
        Assert.Empty(Over("HTML", bytes, budget.Html)
            .Concat(Over("CSS", await browser.SizeAsync(Addresses(page, "link[rel=stylesheet]", "href")), budget.Css))
            .Concat(Over("JavaScript", await browser.SizeAsync(Addresses(page, "script[src], link[rel=modulepreload]", "src", "href")), budget.Js))
            .Concat(Over("icons", await browser.SizeAsync(Addresses(page, "use", "href")), budget.Icons)));
    }

    [Fact]
    public async Task What_does_not_change_is_never_asked_for_again()
    {
        using var browser = new Browser(app.Machine());
        var page = await new HtmlParser().ParseDocumentAsync((await browser.OpenAsync("/")).Html);
        foreach (var address in Addresses(page, "link[rel=stylesheet]", "href").Concat(Addresses(page, "use", "href")))
        {
            var caching = await browser.CachingAsync(address);
            Assert.True(caching?.Contains("immutable", StringComparison.Ordinal) == true, $"{address}: {caching}");
        }
    }

    static IEnumerable<string> Over(string what, int bytes, double budget) =>
        bytes > budget * 1024 ? [$"{what}: {bytes / 1024.0:0.0} KB of {budget} KB"] : [];

    static HashSet<string> Addresses(IParentNode page, string selector, params string[] attributes) =>
        [.. page.QuerySelectorAll(selector).Select(e => attributes.Select(e.GetAttribute).OfType<string>().First().Split('#')[0])];

    /// <summary>Takes brotli, as every browser since 2017 does, and counts the bytes on the line.</summary>
    sealed class Browser : IDisposable
    {
        readonly HttpClient _http;

        public Browser(HttpClient http)
        {
            _http = http;
            _http.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        }

        public async Task<(string Html, int Bytes)> OpenAsync(string path)
        {
            using var answer = await _http.GetAsync(path);
            Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            using var reader = new StreamReader(new System.IO.Compression.BrotliStream(new MemoryStream(bytes), System.IO.Compression.CompressionMode.Decompress));
            return (await reader.ReadToEndAsync(), bytes.Length);
        }

        public async Task<int> SizeAsync(IEnumerable<string> addresses)
        {
            var sum = 0;
            foreach (var address in addresses)
            {
                using var answer = await _http.GetAsync(address);
                answer.EnsureSuccessStatusCode();
                Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
                sum += (await answer.Content.ReadAsByteArrayAsync()).Length;
            }
            return sum;
        }

        public async Task<string?> CachingAsync(string address)
        {
            using var answer = await _http.GetAsync(address);
            return answer.Headers.TryGetValues("Cache-Control", out var values) ? string.Join(',', values) : null;
        }

        public void Dispose() => _http.Dispose();
    }
}
