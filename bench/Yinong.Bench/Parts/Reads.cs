using System.Globalization;

namespace Yinong.Bench.Parts;

/// <summary>Statistics, progress and lists over a country of 100,000 stations, first with 1 M records and then with 10 M: the size must not matter.</summary>
static class Reads
{
    const int Seconds = 8;

    public static async Task RunAsync(Report report)
    {
        var database = await Databases.PostgresAsync("bench_reads");
        await using var product = new Product(database, Databases.NewFolder("reads"));
        var small = await MeasureAsync(report, product, database, days: 35, add: false);
        var large = await MeasureAsync(report, product, database, days: 345, add: true);
        foreach (var (name, p99) in large) report.AtMost($"{name}: p99 at {large.Records:#,0} records beside {small.Records:#,0}", p99, "ms", small.P99[name], 1.2);
    }

    sealed record Measured(long Records, Dictionary<string, double> P99) : IEnumerable<KeyValuePair<string, double>>
    {
        public IEnumerator<KeyValuePair<string, double>> GetEnumerator() => P99.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    static async Task<Measured> MeasureAsync(Report report, Product product, string database, int days, bool add)
    {
        // Another seed for the second, larger country would be another country: the same stations, more days.
        await product.StopAsync();
        if (add) await Databases.PostgresAsync("bench_reads");
        await product.CommandAsync("simulate", "--stations", "100000", "--days", days.ToString(CultureInfo.InvariantCulture), "--seed", "7");
        await Databases.RunAsync(database, "vacuum analyze");
        await product.StartAsync(demonstration: true);
        var records = await Seeded.CountAsync(database, "service_records");
        var p99 = new Dictionary<string, double>();
        var token = await product.TokenAsync("statistics:read service-records:read stations:read");
        var cookie = await product.CookieAsync("ministry");
        foreach (var (name, paths, bar) in await QuestionsAsync(database))
        {
            var file = Path.Combine(Databases.NewFolder("reads-paths"), $"{name.GetHashCode(StringComparison.Ordinal)}.txt");
            await File.WriteAllLinesAsync(file, paths);
            var environment = new Dictionary<string, string> { ["PATHS"] = file, [name.StartsWith("cockpit", StringComparison.Ordinal) ? "COOKIE" : "TOKEN"] = name.StartsWith("cockpit", StringComparison.Ordinal) ? cookie : token };
            await Wrk.RunAsync(product.Url, 8, 3, "paths.lua", environment);
            var load = await Wrk.RunAsync(product.Url, 8, Seconds, "paths.lua", environment);
            if (load.Errors > 0) throw new InvalidOperationException($"{name}: {load.Errors} errors, e.g. at {paths[0]}");
            p99[name] = load.P99;
            var what = $"{name}, {records:#,0} records";
            if (bar > 0) report.Above(what, load.PerSecond, "/s", bar, load.ToString());
            else report.Below(what + ", p99", load.P99, "ms", 10, $"{load.PerSecond:#,0}/s, {load}");
        }
        await FirstAskedAsync(report, product, token, await QuestionsAsync(database, [("2018-09-03", "2018-10-29"), ("2018-10-02", "2018-10-30")]), records);
        await NotModifiedAsync(report, product, token, records);
        await ClerkAsync(report, product, database, records);
        return new(records, p99);
    }

    // Nobody has asked these since the fold: what the server itself takes, one after the other.
    static async Task FirstAskedAsync(Report report, Product product, string token, IEnumerable<(string Name, List<string> Paths, double Bar)> questions, long records)
    {
        using var http = new HttpClient { DefaultRequestHeaders = { { "Authorization", "Bearer " + token } } };
        foreach (var (name, paths, _) in questions.Where(q => q.Name.StartsWith("statistics", StringComparison.Ordinal)))
        {
            var took = new List<double>();
            foreach (var path in paths)
            {
                var since = System.Diagnostics.Stopwatch.GetTimestamp();
                (await http.GetAsync(product.Url + path)).EnsureSuccessStatusCode();
                took.Add(System.Diagnostics.Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            }
            took.Sort();
            report.Below($"{name}, asked for the first time, {records:#,0} records, p99", took[took.Count * 99 / 100], "ms", 10, string.Create(CultureInfo.InvariantCulture, $"p50 {took[took.Count / 2]:0.00} ms over {took.Count} questions"));
        }
    }

    static async Task<List<(string Name, List<string> Paths, double Bar)>> QuestionsAsync(string database, (string From, string To)[]? spans = null)
    {
        spans ??= [("2018-10-01", "2018-10-31"), ("2018-09-01", "2018-09-30"), ("2018-09-17", "2018-10-20")];
        // China-days of whole months and of odd spans; every level; every way of grouping. Stations of villages (level 5) have a place at every level.
        async Task<List<string>> Codes(int level, int width) => await Seeded.ReadAsync(database,
            $"select distinct division / {(long)Math.Pow(10, 13 - width)} from stations where division % 10 = 5 order by 1 limit 400 offset {level}");
        var provinces = await Codes(0, 2);
        var counties = await Codes(0, 6);
        var towns = await Codes(0, 9);
        var villages = await Codes(0, 12);
        List<string> Ask(IEnumerable<string> divisions, string by) =>
            [.. divisions.SelectMany(d => spans.Select(p => $"/api/v1/statistics/services?division={d}&from={p.From}&to={p.To}&by={by}"))];
        var stations = (await Seeded.ReadAsync(database, "select number from stations where state = 9 order by id limit 5000")).ConvertAll(n => $"/api/v1/service-records?station={n}&limit=20");
        return
        [
            ("statistics, nation by division, kind, day, month, item", [.. new[] { "division", "kind", "day", "month", "item" }.SelectMany(by => Ask(["00"], by))], 0),
            ("statistics, provinces by division", Ask(provinces, "division"), 0),
            ("statistics, counties by kind", Ask(counties, "kind"), 0),
            ("statistics, towns by division", Ask(towns, "division"), 0),
            ("statistics, villages by kind", Ask(villages, "kind"), 0),
            ("cockpit, every level", [.. new[] { "/cockpit" }.Concat(provinces.Concat(counties.Take(100)).Concat(towns.Take(100)).Concat(villages.Take(100)).Select(d => $"/cockpit?division={d}"))], 0),
            ("progress of the programme, nation and provinces", [.. provinces.Prepend("00").Select(p => $"/api/v1/programmes/2018/progress?division={p}")], 0),
            ("20 newest records of a station, 8 connections", stations, 4000),
        ];
    }

    static async Task NotModifiedAsync(Report report, Product product, string token, long records)
    {
        const string Path = "/api/v1/statistics/services?division=00&from=2018-10-01&to=2018-10-31&by=division";
        using var http = new HttpClient { DefaultRequestHeaders = { { "Authorization", "Bearer " + token } } };
        var tag = (await http.GetAsync(product.Url + Path)).Headers.ETag?.ToString() ?? throw new InvalidOperationException("no ETag");
        var load = await Wrk.RunAsync(product.Url + Path, 64, 6, null, null, $"If-None-Match: {tag}", "Authorization: Bearer " + token);
        report.Note($"statistics of the nation, 304, {records:#,0} records", load.PerSecond, "/s", load.ToString());
    }

    static async Task ClerkAsync(Report report, Product product, string database, long records)
    {
        var village = (await Seeded.ReadAsync(database, "select division / 10 from stations where state = 9 and division % 10 = 5 order by id limit 1 offset 777"))[0];
        const string Path = "/api/v1/service-records?limit=20";
        var loads = new Dictionary<string, Load>();
        foreach (var (who, division) in new[] { ("administrator", (string?)null), ("clerk", village) })
        {
            var token = await product.TokenAsync("service-records:read", division);
            await Wrk.RunAsync(product.Url + Path, 8, 3, null, null, "Authorization: Bearer " + token);
            loads[who] = await Wrk.RunAsync(product.Url + Path, 8, 6, null, null, "Authorization: Bearer " + token);
        }
        report.AtMost($"a village clerk's list of records, p50, {records:#,0} records", loads["clerk"].P50, "ms", loads["administrator"].P50, 1.2, $"limit: the administrator's list; {loads["clerk"]}");
    }
}
