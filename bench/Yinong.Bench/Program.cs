using Yinong.Bench;
using Yinong.Bench.Parts;

// The performance suite: every figure beside its limit, measured in the same run on the same cores. ./yinong bench [NAME …]
var parts = new (string Name, string What, Func<Report, Task> Run)[]
{
    ("writes-pg", "single records and batches over HTTP on PostgreSQL, beside bare INSERT", WritesOnPostgres.RunAsync),
    ("writes-sqlite", "single records and batches over HTTP on SQLite, beside bare INSERT", WritesOnSqlite.RunAsync),
    ("simulate", "the simulator beside COPY and bare inserts", Simulating.RunAsync),
    ("divisions", "the nation's tree: load, children, search, memory, cold start", Divisions.RunAsync),
    ("photos", "photos that look alike among 3 million, beside a scan", Photos.RunAsync),
    ("takers", "2,000 takers of an examination begin in one minute, on both engines", Takers.RunAsync),
    ("siting", "where stations should stand: 500 villages, beside the simple way", Siting.RunAsync),
    ("reads", "statistics, progress and lists at 1 M and 10 M records", Reads.RunAsync),
};

if (args is [BareHttp.Word])
{
    await BareHttp.ServeAsync();
    return 0;
}
if (args is [Comparison.Word, var before, var after])
{
    Comparison.Print(before, after);
    return 0;
}
if (args is ["list"])
{
    foreach (var part in parts) Console.WriteLine($"{part.Name,-16} {part.What}");
    return 0;
}
if (args.FirstOrDefault(a => parts.All(p => p.Name != a)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"bench: no part '{unknown}'; known: {string.Join(", ", parts.Select(p => p.Name))}");
    return 2;
}
var report = new Report();
foreach (var part in parts.Where(p => args.Length == 0 || args.Contains(p.Name)))
{
    Console.WriteLine($"\n== {part.Name}: {part.What}");
    await part.Run(report);
    report.Save();
}
report.Print();
return 0;
