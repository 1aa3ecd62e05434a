using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Yinong.Bench.Parts;

/// <summary>
/// An examination of a province: two thousand officers, each signed in on a phone of his own, begin within the same minute, answer and hand in. Over HTTP, as the
/// page's script does it, with ten to thirty seconds for a question: quicker than a paper of fifty in an hour leaves time for, so that answers come while
/// others still begin. Afterwards every answer must stand in the table. <c>YINONG_TAKERS</c> changes how many.
/// </summary>
static partial class Takers
{
    const int SpreadSeconds = 60, Questions = 10, SignInsAtOnce = 8;

    static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("YINONG_TAKERS"), out var count) ? count : 2000;

    public static async Task RunAsync(Report report)
    {
        await MeasureAsync(report, "PostgreSQL", await Databases.PostgresAsync("bench_takers"), Databases.NewFolder("takers-pg"));
        var folder = Databases.NewFolder("takers-sqlite");
        await MeasureAsync(report, "SQLite", $"Data Source={Path.Combine(folder, "yinong.db")}", folder);
    }

    static async Task MeasureAsync(Report report, string engine, string database, string folder)
    {
        await using var product = new Product(database, folder) { Proxies = "127.0.0.1" };
        await product.CommandAsync("simulate", "--stations", $"{Count * 2}", "--days", "1", "--seed", "7");
        await product.StartAsync(demonstration: true);
        await product.CookieAsync("ministry");
        foreach (var sql in AccountsSql) await Seeded.ExecuteAsync(database, sql.Replace("{count}", Count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) }) { BaseAddress = new(product.Url) };
        var exam = await MakeExamAsync(http, product);
        var names = await Seeded.ReadAsync(database, "select user_name from accounts where user_name like 'taker-%' order by id");
        var takers = new ConcurrentBag<Taker>();
        var since = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(names.Index(), new ParallelOptions { MaxDegreeOfParallelism = SignInsAtOnce }, async (name, _) => takers.Add(new(http, await product.SignInAsync(name.Item, $"10.{name.Index / 250}.{name.Index % 250}.1"), exam)));
        Console.WriteLine($"   {takers.Count} signed in, in {Machine.Seconds(since):0} s");

        var times = new ConcurrentDictionary<string, ConcurrentBag<double>>();
        await Task.WhenAll(takers.Index().Select(async taker =>
        {
            await Task.Delay(TimeSpan.FromSeconds(SpreadSeconds * (double)taker.Index / takers.Count));
            await taker.Item.SitAsync(times);
        }));
        var what = $"{Count:#,0} takers in one minute, {engine}";
        foreach (var step in new[] { "begin", "answer", "hand in", "page" })
        {
            var all = times[step].Order().ToList();
            var note = $"{all.Count:#,0}, p50 {all[all.Count / 2]:0.0} ms, p99 {all[all.Count * 99 / 100]:0.0} ms, most {all[^1]:0} ms";
            report.Below($"{what}: {step}, p95", all[all.Count * 95 / 100], "ms", 500, note);
        }
        // Of this examination alone: the demonstration has others.
        var (sittings, answers) = (await Seeded.CountAsync(database, $"exam_sittings where exam_id = {exam} and submitted_at is not null"),
            await Seeded.CountAsync(database, $"exam_answers where sitting_id in (select id from exam_sittings where exam_id = {exam})"));
        if ((sittings, answers) != (Count, Count * Questions)) throw new InvalidOperationException($"{sittings} papers and {answers} answers of {Count} takers: something was lost.");
        report.Note($"{what}: answers kept", answers, "", $"{sittings:#,0} papers handed in, none lost");
        await product.StopAsync();
    }

    // As many officers as are wanted get an account with the password of the demonstration; every other fact of the row is as that account has it.
    // No province asks for hours here, or those whom the demonstration gave none would be turned away.
    static readonly string[] AccountsSql =
    [
        "delete from hour_requirements",
        """
        insert into accounts (user_name, normalized_user_name, name, division, password_hash, security_stamp, concurrency_stamp, two_factor_enabled, lockout_enabled, access_failed_count, must_change_password, created_at)
        select 'taker-' || o.id, 'TAKER-' || o.id, o.name, o.division, m.password_hash, m.security_stamp, m.concurrency_stamp, m.two_factor_enabled, m.lockout_enabled, 0, m.must_change_password, m.created_at
        from (select id, name, division from officers where account_id is null order by id limit {count}) o cross join (select * from accounts where user_name = 'ministry') m
        """,
        """
        insert into posts (account_id, role, division, valid_from, granted_by, granted_at, reason)
        select a.id, 'officer', a.division, p.valid_from, p.granted_by, p.granted_at, 'bench' from accounts a cross join (select valid_from, granted_by, granted_at from posts order by id limit 1) p where a.user_name like 'taker-%'
        """,
        "update officers set account_id = (select id from accounts where user_name = 'taker-' || officers.id) where account_id is null and exists (select 1 from accounts where user_name = 'taker-' || officers.id)",
    ];

    static async Task<int> MakeExamAsync(HttpClient http, Product product)
    {
        var cookie = await product.SignInAsync("ministry", "10.200.0.1");
        var form = await SendAsync(http, HttpMethod.Get, "/training/exams/new", cookie);
        // The cells with most questions first, until there are enough.
        var cells = Cell().Matches(form.Text).Select(m => (Key: m.Groups[1].Value, Have: int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture))).Where(c => c.Have > 0).OrderByDescending(c => c.Have);
        var fields = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = TokenOf(form.Text), ["Input.Name"] = "省级统考", ["Input.Division"] = "00", ["Input.Minutes"] = "45", ["Input.LateMinutes"] = "60", ["Input.Review"] = "AfterEnd", ["Input.PointsEach"] = "5",
            ["Input.PassMark"] = "20", ["Input.Attempts"] = "3", ["Input.RestDays"] = "1", ["Input.OpenFrom"] = "2018-10-01", ["Input.OpenTo"] = "2018-12-31", ["Input.CertificateKind"] = "duty", ["Input.ValidMonths"] = "24",
        };
        var wanted = Questions;
        foreach (var (key, have) in cells)
        {
            fields[$"Input.Cells[{key}]"] = $"{Math.Min(have, wanted)}";
            wanted -= Math.Min(have, wanted);
            if (wanted == 0) break;
        }
        var made = await SendAsync(http, HttpMethod.Post, "/training/exams/new", cookie, fields);
        return made.To is { } to ? int.Parse(to.Split('/')[^1], CultureInfo.InvariantCulture) : throw new InvalidOperationException($"The examination was not made: {(int)made.Status}.");
    }

    internal static async Task<(HttpStatusCode Status, string? To, string Text)> SendAsync(HttpClient http, HttpMethod method, string path, string cookie, Dictionary<string, string>? fields = null, string accept = "text/html")
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { { "Cookie", cookie }, { "Accept", accept } } };
        if (fields is not null) request.Content = new FormUrlEncodedContent(fields);
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, answer.Headers.Location?.ToString(), await answer.Content.ReadAsStringAsync());
    }

    internal static string TokenOf(string page) => Token().Match(page).Groups[1].Value;

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="([^"]+)""")]
    private static partial Regex Token();

    [GeneratedRegex("""name="Input.Cells\[([^\]]+)\]".*?(\d+)""", RegexOptions.Singleline)]
    private static partial Regex Cell();
}

/// <summary>One officer with a phone.</summary>
sealed partial class Taker(HttpClient http, string cookie, int exam)
{
    public async Task SitAsync(ConcurrentDictionary<string, ConcurrentBag<double>> times)
    {
        var rules = await TimedAsync("page", HttpMethod.Get, $"/exams/{exam}");
        var begun = await TimedAsync("begin", HttpMethod.Post, $"/exams/{exam}", new() { ["__RequestVerificationToken"] = Takers.TokenOf(rules.Text) });
        var first = begun.To ?? throw new InvalidOperationException($"Not begun: {(int)begun.Status}. The page said: {Words().Replace(rules.Text, " ")}");
        var page = await TimedAsync("page", HttpMethod.Get, first);
        var paper = await TimedAsync("page", HttpMethod.Get, first + "?handler=All");
        var token = Takers.TokenOf(page.Text);
        var sitting = first[..first.LastIndexOf('/')];
        foreach (Match question in Question().Matches(paper.Text))
        {
            await Task.Delay(Random.Shared.Next(10_000, 30_000));
            var saved = await TimedAsync("answer", HttpMethod.Post, $"{sitting}/{question.Groups[1].Value}", Answer(question.Groups[2].Value, token), "application/json");
            if (saved.Status != HttpStatusCode.OK) throw new InvalidOperationException($"An answer was not saved: {(int)saved.Status}.");
        }
        var overview = await TimedAsync("page", HttpMethod.Get, sitting);
        await TimedAsync("hand in", HttpMethod.Post, sitting + "?handler=Submit", new() { ["__RequestVerificationToken"] = Takers.TokenOf(overview.Text) });
        await TimedAsync("page", HttpMethod.Get, sitting);

        async Task<(HttpStatusCode Status, string? To, string Text)> TimedAsync(string step, HttpMethod method, string path, Dictionary<string, string>? fields = null, string accept = "text/html")
        {
            var since = Stopwatch.GetTimestamp();
            var answer = await Takers.SendAsync(http, method, path, cookie, fields, accept);
            times.GetOrAdd(step, _ => []).Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            return answer;
        }
    }

    static Dictionary<string, string> Answer(string kind, string token) => new()
    {
        ["__RequestVerificationToken"] = token, ["go"] = "on", ["Input.Flagged"] = "false",
        [kind switch { "Multiple" => "Input.Choices", "Matching" => "Input.Pairs[0]", "Short" => "Input.Words", _ => "Input.Choice" }] = kind == "Short" ? "按规定办" : "0",
    };

    [GeneratedRegex(@"(<[^>]+>|\s)+")]
    private static partial Regex Words();

    [GeneratedRegex("""<section data-place="([1-9]\d*)" data-kind="(\w+)">""")]
    private static partial Regex Question();
}
